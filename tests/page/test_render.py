"""The finished pages: what they say, where it stands, and that nothing is lost."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pytest

from sdaid.page.errors import PageError
from sdaid.page.render import render_aid
from tests.page import samples
from tests.page.conftest import Made
from tests.page.looking import letters, pages, squeezed, texts, words_of

KINDS = [
    ("seven", "standard", "a4"), ("seven", "standard", "letter"),
    ("seven", "large-print", "a4"), ("three-draft", "large-print", "letter"),
    ("blank", "standard", "letter"), ("blank-draft", "standard", "a4"),
    ("worst", "standard", "a4"), ("worst", "standard", "letter"),
    ("worst", "large-print", "letter"), ("worst", "large-print", "a4"),
]


@pytest.mark.parametrize(("name", "layout", "paper"), KINDS)
def test_pages_are_accessible(pdf_of: Made, tmp_path: Path, name: str, layout: str,
                              paper: str) -> None:
    """Every kind of aid passes PDF/UA-1."""
    path = tmp_path / "aid.pdf"
    path.write_bytes(pdf_of(name, layout, paper))
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


@pytest.mark.parametrize("layout", ["standard", "large-print"])
def test_every_page_names_its_patient(pdf_of: Made, layout: str) -> None:
    """Name, date of birth, id, page n of m, notice and clinic stand on each page."""
    aid = samples.seven()
    shown = pages(pdf_of("seven", layout, "a4"))
    for number, text in enumerate(shown, start=1):
        for words in (aid.reader.name, aid.reader.born, aid.reader.id, aid.notice,
                      aid.clinic.name, f"Page {number} of {len(shown)}"):
            assert squeezed(words) in squeezed(text), (number, words)


def test_draft_and_overdue_are_on_every_page(pdf_of: Made) -> None:
    """No page of a draft or of an overdue aid can pass for a good one."""
    made = pdf_of("three-draft", "large-print", "letter")
    count = len(pages(made))
    assert words_of(made).count("DRAFT") == count
    assert words_of(made).count(squeezed("This aid was due for review on 1 May 2026.")) >= count


def test_blank_aid_has_lines_in_place_of_a_patient(pdf_of: Made) -> None:
    """A blank aid asks for name, birth and id on every page, and names nobody."""
    for text in pages(pdf_of("blank", "standard", "letter")):
        assert "Testa" not in text
        assert all(word in text for word in ("Name", "Born", "ID"))


@pytest.mark.parametrize(("name", "layout", "paper"), [
    ("seven", "standard", "a4"), ("seven", "large-print", "a4"), ("blank", "standard", "letter"),
    ("worst", "standard", "letter"), ("worst", "large-print", "letter")])
def test_nothing_of_the_aid_is_dropped(pdf_of: Made, name: str, layout: str, paper: str) -> None:
    """Each text of the aid can be read in the PDF."""
    whole = words_of(pdf_of(name, layout, paper))
    missing = [text for text in texts(getattr(samples, name)()) if squeezed(text) not in whole]
    assert missing == []


@pytest.mark.parametrize(("layout", "paper"), [
    ("standard", "a4"), ("standard", "letter"), ("large-print", "a4")])
def test_every_letter_is_inside_its_page(pdf_of: Made, layout: str, paper: str) -> None:
    """No letter of the longest allowed texts stands beyond the part that printers reach."""
    edge = 5 / 25.4 * 72
    for number, letter, (left, bottom, right, top), (width, height) in letters(
            pdf_of("worst", layout, paper)):
        assert left >= edge, (number, letter)
        assert right <= width - edge, (number, letter)
        assert bottom >= edge, (number, letter)
        assert top <= height - edge, (number, letter)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_side_by_side_is_two_landscape_pages(pdf_of: Made, paper: str) -> None:
    """At the limits of every cell, each side-by-side table is one table on one page."""
    with pikepdf.open(BytesIO(pdf_of("worst", "standard", paper))) as document:
        wide = [number for number, page in enumerate(document.pages)
                if page.mediabox[2] > page.mediabox[3]]
        rows = [count_rows(table) for table in tagged(document.Root.StructTreeRoot, "/Table")]
    assert len(wide) == 2
    assert rows[:2] == [7, 6]
    assert len(rows) == 4  # and the two forms to write on


def test_table_that_does_not_fit_is_refused() -> None:
    """A cell far over its limit stops the aid, and the message names the cell."""
    aid = samples.seven()
    table = aid.tables[0]
    long = replace(table.rows[0].cells[2], text="word " * 200)
    row = replace(table.rows[0], cells=(*table.rows[0].cells[:2], long, *table.rows[0].cells[3:]))
    aid = replace(aid, tables=(replace(table, rows=(row, *table.rows[1:])), aid.tables[1]))
    with pytest.raises(PageError, match="Medicines, What you do"):
        render_aid(aid)


def test_large_print_repeats_heads_in_every_part(pdf_of: Made) -> None:
    """Each part of a large-print table has the heads of its columns and of its rows."""
    with pikepdf.open(BytesIO(pdf_of("seven", "large-print", "a4"))) as document:
        tables = tagged(document.Root.StructTreeRoot, "/Table")
        across = [len(tagged(tagged(table, "/THead")[0], "/TH")) for table in tables]
        assert sum(heads > 2 for heads in across) > 4  # the others are forms to write on
        assert set(across) <= {2, 3, 4}
        for table in tables:
            assert len(tagged(table, "/TH")) > len(tagged(table, "/TR"))


def test_headings_go_down_one_level_at_a_time(pdf_of: Made) -> None:
    """One h1 comes first, then seven h2, and no level is left out."""
    with pikepdf.open(BytesIO(pdf_of("seven", "standard", "a4"))) as document:
        levels = [int(str(each.S)[2]) for each in tagged(document.Root.StructTreeRoot,
                                                         "/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == 7
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_picture_says_what_it_shows(pdf_of: Made) -> None:
    """Each figure has an alternative text, and the arrays' sentences are among them."""
    with pikepdf.open(BytesIO(pdf_of("seven", "standard", "a4"))) as document:
        alts = [str(each.get("/Alt", "")) for each in tagged(document.Root.StructTreeRoot,
                                                             "/Figure")]
    assert all(alts)
    assert "49 of 100 people had clearly less sample pain; 51 did not" in alts


def test_document_names_no_patient_in_its_properties(pdf_of: Made) -> None:
    """Title and language are set; neither the properties nor XMP name the patient or a time."""
    with pikepdf.open(BytesIO(pdf_of("seven", "standard", "a4"))) as document:
        told = f"{dict(document.docinfo)}{document.Root.Metadata.read_bytes().decode()}"
        assert str(document.docinfo.Title) == samples.seven().title
        assert str(document.Root.Lang) == "en"
    for word in ("Testa", "P-2001", "A-1001", "CreationDate", "ModDate"):
        assert word not in told


def test_same_aid_makes_the_same_bytes(pdf_of: Made) -> None:
    """A second drawing, and one in another process, make the same file."""
    made = pdf_of("three", "standard", "a4")
    assert render_aid(samples.three()) == made
    program = ("from hashlib import sha256; from tests.page import samples; "
               "from sdaid.page.render import render_aid; "
               "print(sha256(render_aid(samples.three())).hexdigest())")
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                         check=True, cwd=Path(__file__).parents[2],
                         env={"PYTHONHASHSEED": "7", "PATH": ""})
    assert run.stdout.strip() == sha256(made).hexdigest()


def test_long_identifiers_are_held() -> None:
    """A name that the head of a page cannot hold stops the aid; it is never cut."""
    aid = samples.seven()
    aid = replace(aid, reader=replace(aid.reader, name="Sample " * 20))
    with pytest.raises(PageError, match="too many for the head"):
        render_aid(aid)


def test_only_sections_of_a_patient_differ() -> None:
    """A change of one cell changes the page."""
    aid = samples.three()
    changed = replace(aid, question="What else would you like?")
    assert squeezed("What else would you like?") in squeezed("".join(pages(render_aid(changed))))


def count_rows(table: pikepdf.Object) -> int:
    return len(tagged(table, "/TR"))


def tagged(element: pikepdf.Object, *names: str) -> list[pikepdf.Object]:
    """The elements of the structure tree with one of these tags, in reading order."""
    found: list[pikepdf.Object] = []
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if str(kid.get("/S", "")) in names:
                found.append(kid)
            found += tagged(kid, *names)
    return found
