"""The documents of a run beside its aids: evidence books and sheets, made, kept and removed."""

from __future__ import annotations

import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.edition import Document
from sdaid.batch.documents import checksum_of
from sdaid.batch.manifest import MadeFile
from sdaid.batch.run import Interrupted
from sdaid.problems import CannotGoOnError, Problem, problem
from sdaid.workbook.content import Content
from tests.batch.lists import line, outcomes, planned, write_csv
from tests.batch.presses import OnePage, files, manifest, order, run, stopping_after


def title(folder: Path, name: str) -> str:
    """What a file of the pretended press says it is of."""
    with pikepdf.open(folder / name) as opened:
        return str(opened.docinfo["/Title"])


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two visits in standard print on A4, one of them held, and one in large print on letter."""
    return write_csv(tmp_path / "list.csv", [
        line(1), line(2, Format="large-print", Paper="letter"),
        line(3, Format="large-print", reason="")])


def test_a_run_has_one_book_for_each_format_and_paper_of_its_aids(
        tmp_path: Path, small: Content, mixed: Path) -> None:
    """In the manifest, with its checksum and pages, for its owner alone; it names no patient. Of
    what is held there is none."""
    out = tmp_path / "out"
    run(order(mixed, small), out)

    books = manifest(out).books
    assert {book.file: (book.kind, book.format, book.paper, book.pages) for book in books} == {
        "evidence-book.pdf": ("book", "standard", "a4", 1),
        "evidence-book-large-print-letter.pdf": ("book", "large-print", "letter", 1)}
    for book in books:
        assert sha256((out / book.file).read_bytes()).hexdigest() == book.sha256
        assert stat.S_IMODE((out / book.file).stat().st_mode) == 0o600
        assert title(out, book.file) == "book blank"


def test_a_book_is_made_again_only_when_it_has_changed(
        tmp_path: Path, small: Content, mixed: Path) -> None:
    """Not by the same run, and not for another patient; but where the content has changed, or the
    file is not the one that was made."""
    out = tmp_path / "out"

    def made_anew(content: Content) -> int:
        before = {path: path.stat().st_mtime_ns for path in out.glob("evidence-book*.pdf")}
        run(order(mixed, content), out)
        return sum(before.get(path) != path.stat().st_mtime_ns
                   for path in out.glob("evidence-book*.pdf"))

    assert made_anew(small) == 2
    assert made_anew(small) == 0
    write_csv(mixed, [line(1), line(2, Format="large-print", Paper="letter"), line(4)])
    assert made_anew(small) == 0
    (out / "evidence-book.pdf").write_bytes(b"changed")
    assert made_anew(small) == 1
    changed = replace(small, decision=small.decision.model_copy(update={"not_known": "All."}))
    assert made_anew(changed) == 2


def test_a_book_that_nobody_needs_any_more_is_removed(
        tmp_path: Path, small: Content, mixed: Path) -> None:
    """So that none of older content stays in the folder."""
    out = tmp_path / "out"
    run(order(mixed, small), out)
    write_csv(mixed, [line(1), line(2)])

    run(order(mixed, small), out)

    assert set(files(out)) == {"A-0001.pdf", "A-0002.pdf", "evidence-book.pdf", "manifest.json"}
    assert [book.file for book in manifest(out).books] == ["evidence-book.pdf"]


def test_an_interrupted_run_keeps_its_books(tmp_path: Path, small: Content) -> None:
    """What was made before the interruption is not made again; the folder ends as without it."""
    listed = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 6)])
    run(order(listed, small, sheets=True), tmp_path / "whole")
    with stopping_after(2) as stop, pytest.raises(Interrupted):
        run(order(listed, small, stop=stop, sheets=True), tmp_path / "out")
    written = (tmp_path / "out" / "evidence-book.pdf").stat().st_mtime_ns

    run(order(listed, small, sheets=True), tmp_path / "out")

    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert (tmp_path / "out" / "evidence-book.pdf").stat().st_mtime_ns == written


class NoBook(OnePage):
    """Draws one page, but never a book."""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        if document.kind == "book":
            return b"", [problem("page-warning", found="a made-up fault")]
        return super().__call__(document)


def test_a_book_that_cannot_be_drawn_stops_the_run(tmp_path: Path, small: Content, mixed: Path
                                                   ) -> None:
    """Before any aid is made, with the reason."""
    with pytest.raises(CannotGoOnError) as error:
        run(order(mixed, small, NoBook()), tmp_path / "out")
    assert [each.code for each in error.value.problems] == ["page-warning"]
    assert not any(name.endswith(".pdf") for name in files(tmp_path / "out"))


def test_a_sheet_lies_beside_each_aid_in_standard_print(
        tmp_path: Path, small: Content, mixed: Path) -> None:
    """It is the patient's own, and the manifest names it with its checksum. In large print there is
    none, and where none was asked for neither."""
    out = tmp_path / "out"
    run(order(mixed, small), out)
    assert not any("sheet" in name for name in files(out))

    run(order(mixed, small, sheets=True), out)

    told = {each.id: each.beside for each in manifest(out).appointments}
    [sheet] = told["A-0001"]
    assert isinstance(sheet, MadeFile)
    assert (sheet.kind, sheet.file) == ("sheet", "A-0001-sheet.pdf")
    assert sha256((out / sheet.file).read_bytes()).hexdigest() == sheet.sha256
    assert title(out, sheet.file).startswith("sheet P-0001 ")
    assert told["A-0002"] == told["A-0003"] == ()


def test_a_sheet_goes_with_its_aid(tmp_path: Path, small: Content) -> None:
    """It stays while the aid stays; where the aid is made anew without it, or its visit is
    cancelled, no sheet of older content is left."""
    listed = write_csv(tmp_path / "list.csv", [line(1), line(2), line(3)])
    out = tmp_path / "out"
    run(order(listed, small, sheets=True), out)
    kept = (out / "A-0001-sheet.pdf").stat().st_mtime_ns

    write_csv(listed, [line(1), line(2, place="Room 4"), line(3, status="cancelled")])
    run(order(listed, small), out)

    assert (out / "A-0001-sheet.pdf").stat().st_mtime_ns == kept
    assert {name for name in files(out) if "sheet" in name} == {"A-0001-sheet.pdf"}


def test_what_a_run_removes_beside_aids_is_named(tmp_path: Path, small: Content) -> None:
    """By the name of the document, as aids are named by their appointments."""
    listed = write_csv(tmp_path / "list.csv", [line(1), line(2, Paper="letter")])
    out = tmp_path / "out"
    run(order(listed, small, sheets=True), out)
    write_csv(listed, [line(1, place="Room 4"), line(2, status="cancelled")])
    removed: list[tuple[str, ...]] = []

    run(replace(order(listed, small), ends=lambda _, left: removed.append(left.removed)), out)

    assert removed == [("A-0001-sheet", "A-0002", "A-0002-sheet", "evidence-book-letter")]


@pytest.mark.parametrize("taken", ["A-0001-sheet", "evidence-book", "Evidence-Book-letter",
                                   "a-1-SHEET"])
def test_an_appointment_never_has_the_name_of_another_document(
        tmp_path: Path, small: Content, taken: str) -> None:
    """Its aid would take the place of that document, or be taken for it."""
    listed = write_csv(tmp_path / "list.csv", [line(1), line(2, Appointment_id=taken)])
    plan = planned(listed, small)
    assert outcomes(plan)[taken] == "hold"
    assert [each.code for each in plan.entries[1].problems] == ["held-id-taken"]


def test_the_wish_for_the_book_makes_no_aid_again(tmp_path: Path, small: Content) -> None:
    """It changes what goes out with the aid, not the aid; the manifest tells it."""
    listed = write_csv(tmp_path / "list.csv", [line(1), line(2)])
    out = tmp_path / "out"
    run(order(listed, small), out)
    write_csv(listed, [line(1, Wants_the_book="yes"), line(2)])

    made = run(order(listed, small), out)

    assert not any(each.new for each in made)
    told = manifest(out)
    assert [each.wants_book for each in told.appointments] == [True, False]
    assert told.book_for(told.appointments[0]) == told.books[0]
    assert told.book_for(told.appointments[1]) is None


@given(st.lists(st.lists(st.sampled_from([b"", b"a start", b"another", b"own"])), max_size=4))
def test_a_file_in_parts_has_the_checksum_of_its_bytes(parted: list[list[bytes]]) -> None:
    """Whichever files with the same start came before it."""
    for parts in parted:
        assert checksum_of(parts) == sha256(b"".join(parts)).hexdigest()
