"""Each patient gets all of it in their own language, or is held with what is missing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from sdaid import steps
from sdaid.batch.crew import Crew, Here
from sdaid.batch.fast import FAST
from sdaid.batch.languages import edition_of
from sdaid.batch.run import Order
from sdaid.cli import cli
from sdaid.problems import CannotGoOnError
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from tests.appointments.fhir import appointment, entry, patient, write_bundle
from tests.appointments.test_fhir_people import language
from tests.batch.lists import TODAY, codes, line, planned, write_csv
from tests.batch.presses import OnePage, files, listed_and_planned, manifest, run
from tests.batch.test_killed import killed_at
from tests.batch.test_read_back import read_back
from tests.build import ROOT, SMALL, Change, Rows, texts_from
from tests.languages import translated
from tests.tongues import (
    FRENCH,
    LANGUAGES,
    SPANISH,
    VOWELS,
    read,
    speaking,
    templates_in,
    tongue_of,
    workbook_in,
)

DAY = ("--today", "2026-11-22")
OWN = {"": "en", "en": "en", "English": "en", "es": "es", "es-MX": "es", "Spanish": "es",
       "español": "es", "fr": "fr", "French": "fr", "Français": "fr"}
"""What lists say of a language, and in which one the aid comes."""

LETTERS = {"en": VOWELS, "es": SPANISH, "fr": FRENCH}


@pytest.fixture(scope="module", autouse=True)
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = templates_in(tmp_path_factory.mktemp("tongues"))
    with speaking(folder):
        yield folder


@pytest.fixture(scope="module")
def workbook(templates: Path) -> Path:
    """The small workbook, whole and signed in three languages."""
    return workbook_in(templates.parent / "hiccups.xlsx")


@pytest.fixture(scope="module")
def content(workbook: Path) -> Content:
    return read(workbook)


def mixed(count: int) -> list[dict[str, str]]:
    """So many visits, the languages in turn as lists write them."""
    said = list(OWN)
    return [line(number, language=said[number % len(said)], patient_id=f"Q{number:05}Z",
                 family_name=f"Fam{number:05}X", given_name="Zyx",
                 work=("", "outdoors")[number % 2], wants_the_book="yes" if number == 3 else "")
            for number in range(count)]


def called(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in words], catch_exceptions=False)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


@pytest.mark.parametrize(("aids", "languages"), [
    (8, ("en", "es")), pytest.param(500, ("en", "es", "fr"), marks=pytest.mark.long)])
def test_a_run_in_several_languages_gives_each_patient_their_own(
        tmp_path: Path, content: Content, aids: int, languages: tuple[str, ...],
        monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast way, for each language, which change again and again: every page is the patient's
    own and in their language; one of each is compared with the plain way; the books are there in
    each."""
    monkeypatch.setattr("sdaid.batch.hand_out.TOGETHER", max(2, aids // 20))
    path = write_csv(tmp_path / "list.csv", [
        each for each in mixed(2 * aids) if OWN[each["Language"]] in languages][:aids])
    listed, plan = listed_and_planned(path, content)
    press, _ = steps.press(content, steps.Asked(TODAY))
    fast = steps.quick_press(press, dict.fromkeys(("en", *LANGUAGES), 100))
    first = {language: next(each.id for each in plan.entries if each.language == language)
             for language in languages}
    wanted = Order(plan, listed, fast, lambda _: Crew(Here),
                   verify=frozenset(first.values()))

    made = run(wanted, tmp_path / "out")

    assert {each.way for each in made} == {FAST}
    assert not [each.differs for each in made if each.differs]
    assert sum(each.compared for each in made) == len(languages)
    told = manifest(tmp_path / "out")
    names = {"en": "evidence-book.pdf", "es": "evidence-book-es.pdf", "fr": "evidence-book-fr.pdf"}
    assert {book.language: book.file for book in told.books} == {
        language: names[language] for language in languages}
    for book in told.books:
        assert tongue_of(text_of(tmp_path / "out" / book.file)) == book.language
    visits = {visit.id: visit for _, visit, _ in listed.rows() if visit}
    for ended in told.appointments:
        visit = visits[ended.id]
        assert ended.language == OWN[visit.language]
        pages = tmp_path / "out" / ended.file
        born = press.of(ended.language).wording.day(visit.born)  # type: ignore[union-attr]
        read_back(pages, ended.pages, visit, born, list(visits.values()))  # type: ignore[arg-type]
        others = "".join(letters for language, letters in LETTERS.items()
                         if language not in (ended.language, "en"))
        assert not set(text_of(pages)) & (set(others) - set("é"))  # French has décembre
        assert tongue_of(text_of(pages)) == ended.language


@pytest.mark.long
def test_a_killed_run_in_three_languages_goes_on_to_the_same_bytes(
        tmp_path: Path, workbook: Path) -> None:
    """Coordinator and workers are killed at once, twice, and the run is begun again."""
    path = write_csv(tmp_path / "list.csv", mixed(33))
    chance = random.Random(7)

    def call(folder: str, hands: int) -> list[str]:
        return [sys.executable, "-m", "tests.batch.tongues_run", str(workbook), str(path),
                str(tmp_path / folder), str(hands)]

    subprocess.run(call("whole", 1), check=True, cwd=ROOT)
    for _ in range(2):
        killed_at(call("out", 2), tmp_path / "out", chance.randrange(1, 33), 0.01)
    subprocess.run(call("out", 2), check=True, cwd=ROOT)

    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert {each.language for each in manifest(tmp_path / "out").appointments} == {
        "en", *LANGUAGES}


def cells(count: int, seed: int) -> list[tuple[str, int, str]]:
    """So many translated cells of the small workbook: the sheet, the row's number, the field."""
    found: list[tuple[str, int, str]] = []

    def note(texts: Rows) -> None:
        for sheet in SHEETS:
            for number, row in enumerate(texts[sheet.name]):
                if sheet.name == "Words" and not row.get("plain"):
                    continue  # it is allowed, and printed nowhere
                told = dict(row["wording"]["es"])
                found.extend((sheet.name, number, field) for field in told if field != "extra")
                found.extend((sheet.name, number, f"extra.{each}") for each in
                             told.get("extra", {}))

    def change(texts: Rows) -> None:
        translated("es")(texts)
        note(texts)

    texts_from(SMALL, change)
    return random.Random(seed).sample(found, count)


def without(sheet: str, number: int, field: str) -> Change:
    """Takes one Spanish cell away."""
    def change(texts: Rows) -> None:
        told = texts[sheet][number]["wording"]["es"]
        if field.startswith("extra."):
            del told["extra"][field.removeprefix("extra.")]
        else:
            del told[field]
    return change


@pytest.mark.parametrize("places", [3, pytest.param(40, marks=pytest.mark.long)])
def test_a_language_that_lacks_a_cell_is_held_with_it_and_the_others_go_on(
        tmp_path: Path, places: int) -> None:
    """In the plan, with the cell, and in what render says; aids in English and French are made."""
    listed = write_csv(tmp_path / "list.csv", mixed(10))
    for place, (sheet, number, field) in enumerate(cells(places, places)):
        path = workbook_in(tmp_path / f"{place}.xlsx", without(sheet, number, field))

        plan = planned(listed, read(path))

        spanish = [each for each in plan.entries if each.language == "es"]
        assert {each.outcome for each in spanish} == {"hold"}, (sheet, number, field)
        assert {each.outcome for each in plan.entries if each.language != "es"} == {"make"}
        assert {each.code for entry in spanish for each in entry.problems} == {
            "held-language-part"}
        told = dict(spanish[0].problems[0].words)
        assert told["count"] == "1"
        named, _, cell = told["cells"].partition("!")
        assert named == sheet
        worksheet = openpyxl.load_workbook(path)[sheet]
        values = {str(each.value) for row in worksheet.iter_rows() for each in row}
        above = [str(each.value) for row in worksheet.iter_rows() for each in row
                 if each.column_letter == cell.rstrip("0123456789")]
        if worksheet[cell].value is None:
            assert any(each.endswith("::es") for each in above), told["cells"]
        else:  # no row has this text in Spanish, and there is no column for it
            assert not {f"{each}::es" for each in above} & values, told["cells"]
        assert told["cells"] in spanish[0].reason


def test_render_holds_those_whose_language_is_not_whole(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others get their aids; the file of the plan and the manifest tell the cell."""
    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage())
    path = workbook_in(tmp_path / "options.xlsx", without("Options", 0, "name"))
    listed = write_csv(tmp_path / "list.csv", mixed(10))

    said = called("render", path, listed, "--output", tmp_path / "out", *DAY, "--plan",
                  tmp_path / "plan.xlsx", "--json")

    assert said.exit_code == 3
    recalled = called("recall", "--version", "0.1", "--ledger", tmp_path / "out" / "ledger.sqlite",
                      "--json")
    assert {each["language"] for each in json.loads(recalled.stdout)["holders"]} == {"en", "fr"}
    [folder] = [each.parent for each in tmp_path.rglob("manifest.json")]
    status = {(each.language, each.status) for each in manifest(folder).appointments}
    assert status == {("en", "made"), ("es", "held"), ("fr", "made")}
    assert {book.file for book in manifest(folder).books} == {
        "evidence-book.pdf", "evidence-book-fr.pdf"}
    rows = list(openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plan"].values)
    held = [row for row in rows if "held" in row]
    assert len(held) == 4
    assert all("Options!" in str(row) and "es" in row for row in held)


def worked_out(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The languages that a call has looked through so far; empty at first."""
    import sdaid.offered

    seen: set[str] = set()
    measured = sdaid.offered.place_problems

    def noting(content: Content, *rest: Any) -> Any:
        seen.add(content.decision.language)
        return measured(content, *rest)

    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage())
    monkeypatch.setattr("sdaid.offered.place_problems", noting)
    return seen


def test_a_run_works_out_the_languages_of_its_aids_alone(
        tmp_path: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And those of the aids that it finds in its folder: one in Spanish stays as it is, and is what
    the run would make, when another appointment is made again."""
    seen, out = worked_out(monkeypatch), tmp_path / "out"
    english = write_csv(tmp_path / "english.csv", [line(1), line(2)])
    both = write_csv(tmp_path / "both.csv", [line(1), line(2, language="es")])

    assert called("render", workbook, english, "--output", out, *DAY).exit_code == 0
    assert not seen
    assert called("render", workbook, both, "--output", out, *DAY).exit_code == 0
    assert seen == {"es"}
    again = called("render", workbook, both, "--output", out, *DAY, "--only", "A-0001")

    assert again.exit_code == 0, again.output
    assert seen == {"es"}
    told = manifest(next(out.glob("both-*")))
    assert set(told.translations) == {"es"}
    assert [(each.language, each.made_from) for each in told.appointments] == [
        ("en", ""), ("es", "")]
    assert {book.language for book in told.books} == {"en", "es"}


def test_other_content_of_a_version_is_refused_in_the_languages_of_a_run(
        tmp_path: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that changes in Spanish alone stops a list with a visit in Spanish, in a dry run too,
    once a Spanish aid was handed out; a list in English goes on."""
    def other(texts: Rows) -> None:
        texts["Options"][0]["wording"]["es"]["name"] = "Ótró nómbré"

    worked_out(monkeypatch)
    changed = workbook_in(tmp_path / "changed.xlsx", other)
    english = write_csv(tmp_path / "english.csv", [line(1)])
    spanish = write_csv(tmp_path / "spanish.csv", [line(1), line(2, language="es")])
    ledger = ("--ledger", tmp_path / "ledger.sqlite", *DAY)
    answers = "A-1\nP-1\nTesta\nExample\n1950-01-01\n2026-12-01\n\n\n" + "\n" * 20
    made = CliRunner().invoke(cli, [str(each) for each in (
        "render", workbook, "--desk", "--language", "es", "--output", tmp_path / "desk", *ledger)],
        input=answers, catch_exceptions=False)
    assert made.exit_code == 0, made.output

    assert called("render", changed, english, "--output", tmp_path / "out", *ledger).exit_code == 0
    for dry in ((), ("--dry-run",)):
        with pytest.raises(CannotGoOnError) as error:
            called("render", changed, spanish, "--output", tmp_path / "out", *ledger, *dry)
        assert [each.code for each in error.value.problems] == ["edition-second"]


def test_the_plan_and_the_summary_tell_the_language(tmp_path: Path, workbook: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """How many aids there are in each, and of each visit which it is, in the clinic's words."""
    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage())
    listed = write_csv(tmp_path / "list.csv", mixed(10))

    plan = called("render", workbook, listed, *DAY, "--dry-run").output
    called("render", workbook, listed, "--output", tmp_path / "out", *DAY, "--summary",
           tmp_path / "summary.pdf", "--workers", "1")

    assert "4 in es, 3 in en, 3 in fr" in plan
    assert "A-0003 (es, standard, a4)" in plan
    told = " ".join(text_of(tmp_path / "summary.pdf").split())
    assert (told.count("Aid in Spanish"), told.count("Aid in French")) == (4, 3)


def test_a_translation_that_nobody_signed_makes_drafts_alone(tmp_path: Path) -> None:
    """Until then its patients are held, with the words to type; a draft is one, and says so."""
    path = workbook_in(tmp_path / "options.xlsx", signed=("fr",))
    content = read(path)
    listed = write_csv(tmp_path / "list.csv", mixed(10))
    signs = steps.offered(content, TODAY)["es"].to_sign

    plan = planned(listed, content)
    drafts = planned(listed, content, draft=True)

    held = [each for each in plan.entries if each.outcome == "hold"]
    assert {each.language for each in held} == {"es"}
    assert all(signs in each.reason for each in held)
    assert {each.outcome for each in drafts.entries} == {"make"}
    press, _ = steps.press(content, steps.Asked(TODAY, draft=True))
    assert any(signs in each for each in press.of("es").edition.open_problems)
    assert press.of("es").edition.draft
    assert [each.language for each in steps.press(content, steps.Asked(TODAY))[0].every] == [
        "en", "fr"]


def test_a_blank_aid_and_the_book_come_in_the_language_that_is_asked_for(
        tmp_path: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by its code or its name, and in the file's name; a list has no such option."""
    drawn: list[str] = []

    class Noting(OnePage):
        def __call__(self, document):  # type: ignore[no-untyped-def]
            drawn.append(document.edition.language)
            return super().__call__(document)

    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: Noting())
    for asked in ("es", "Spanish"):
        out = tmp_path / asked
        said = called("render", workbook, "--blank", "--sheet", "--language", asked, "--output",
                      out, *DAY)
        assert said.exit_code == 0, said.output
        assert {each.name for each in out.glob("*.pdf")} == {
            "blank-es.pdf", "blank-es-sheet.pdf"}
    monkeypatch.chdir(tmp_path)
    assert called("book", workbook, "--language", "fr", *DAY).exit_code == 0
    assert (tmp_path / "outputs" / "evidence-book-fr.pdf").exists()
    assert set(drawn) == {"es", "fr"}
    with pytest.raises(CannotGoOnError) as error:
        called("book", workbook, "--language", "eo", *DAY)
    assert [each.code for each in error.value.problems] == ["language-asked"]
    listed = write_csv(tmp_path / "list.csv", mixed(2))
    said = called("render", workbook, listed, "--language", "es", *DAY)
    assert said.exit_code == 2
    assert "column Language" in said.output


def test_the_patient_at_the_desk_gets_the_language_that_is_asked_for(
        tmp_path: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the ledger tells which."""
    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage())
    answers = "A-1\nP-1\nTesta\nExample\n1950-01-01\n2026-12-01\n\n\n" + "\n" * 20
    said = CliRunner().invoke(cli, [
        "render", str(workbook), "--desk", "--language", "es", "--output", str(tmp_path / "out"),
        *DAY], input=answers, catch_exceptions=False)
    assert said.exit_code == 0, said.output
    assert (tmp_path / "out" / "A-1-es.pdf").exists()
    told = called("history", "A-1", "--ledger", tmp_path / "out" / "ledger.sqlite", "--json")
    assert [each["language"] for each in json.loads(told.stdout)["aids"]] == ["es"]


def test_a_cell_that_changes_in_one_language_makes_that_languages_aids_anew(
        tmp_path: Path, content: Content) -> None:
    """The others stay as they were made, and count as the same content wherever they went."""
    def other(texts: Rows) -> None:
        texts["Options"][0]["wording"]["es"]["name"] = "Ótró nómbré"

    changed = read(workbook_in(tmp_path / "changed.xlsx", other))
    before, after = (steps.press(each, steps.Asked(TODAY))[0] for each in (content, changed))
    same = {language: before.of(language).checksum == after.of(language).checksum
            for language in ("en", *LANGUAGES)}
    assert same == {"en": True, "es": False, "fr": True}


@pytest.mark.parametrize(("said", "offered", "language"), [
    ("", ("en-GB", "es"), "en-GB"), ("en", ("en-GB", "es"), "en-GB"), ("n/a", ("en", "es"), "en"),
    ("es-MX", ("en", "es"), "es"), ("SPANISH", ("en", "es"), "es"), ("Español", ("en", "es"), "es"),
    ("Spanish (Mexico)", ("en", "es"), "es"), ("spa", ("en", "es"), "es"),
    ("العربية", ("en", "ar"), "ar"), ("Inglés", ("es", "en"), "en"),
    ("pt", ("en", "pt-BR"), "pt-BR"), ("pt-PT", ("en", "pt-BR", "pt-PT"), "pt-PT"),
    ("pt", ("en", "pt-BR", "pt-PT"), ""), ("zh-TW", ("en", "zh-Hans"), ""),
    ("zh-CN", ("en", "zh-Hans"), "zh-Hans"), ("sr-Latn", ("en", "sr"), ""),
    ("Norwegian", ("en", "nb"), "nb"), ("Spanish and English", ("en", "es"), ""),
    ("Welsh", ("en", "es"), ""), ("interpreter", ("en", "es"), "")])
def test_the_list_names_a_language_as_people_do(said: str, offered: tuple[str, ...], language: str
                                                ) -> None:
    """By its code, by its name in English, in the workbook's language or in itself; a country is
    served by its language, and no script by another."""
    assert edition_of(said, offered[0], offered) == language


def test_a_patient_whose_language_there_is_no_text_in_is_held(tmp_path: Path, content: Content
                                                              ) -> None:
    """With the languages that there are; nothing of the cell is told."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, language="Welsh"), line(2, language="Spanish; English"), line(3, language="BSL")])
    plan = planned(path, content)
    assert [codes(plan, each.id) for each in plan.entries] == [
        {"held-language"}, {"held-languages"}, {"held-signed"}]
    assert "en, es, fr" in plan.entries[0].reason
    assert "Welsh" not in plan.entries[0].reason


@pytest.mark.parametrize(("spoken", "made"), [
    ([language("es")], "es"), ([language("es-MX")], "es"), ([language(text="Español")], "es"),
    ([language("en"), language("es", preferred=True)], "es"), ([], "en"),
    ([language("en"), language("es")], "")])
def test_a_record_of_fhir_tells_the_language(
        tmp_path: Path, content: Content, spoken: list[dict[str, Any]], made: str) -> None:
    """The preferred one of several, else the only one; of two that are spoken nobody knows."""
    plan = planned(write_bundle(tmp_path / "list.json", entry(appointment(1)),
                                entry(patient(1, communication=spoken))), content)
    [only] = plan.entries
    assert (only.language, only.outcome) == (made, "make" if made else "hold")
