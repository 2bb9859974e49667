"""What the commands say of a workbook's languages, from the list for a translator to the words that
are signed."""

from __future__ import annotations

import json
from random import Random

import pytest
from openpyxl import load_workbook

from tests.build import SMALL, workbook_from
from tests.languages import INSTEAD, ROLES, catalogue, translated
from tests.standards.commands import sdaid


@pytest.fixture
def words(tmp_path, monkeypatch):
    """The program has fixed words in Spanish."""
    folder = catalogue(tmp_path / "locale")
    monkeypatch.setattr("sdaid.steps._catalogues", lambda: folder)


def shortened(text):
    return text.replace("e", "é", 1)


def fill(path):
    """Translate what the list leaves blank."""
    book = load_workbook(path)
    for cells in book["Texts"].iter_rows(min_row=2):
        if not cells[3].value:
            text = cells[2].value
            cells[3].value = ROLES["es"].get(text, INSTEAD["es"].get(text, shortened(text)))
    book.save(path)


def test_from_a_workbook_over_a_translators_list_to_a_signed_language(tmp_path, words):
    old, todo, new = (tmp_path / name for name in ("old.xlsx", "todo.xlsx", "new.xlsx"))
    workbook_from(SMALL, old)
    assert sdaid("new", todo, "--translate", "Spanish", "--for", old, day="").code == 0
    fill(todo)
    said = sdaid("new", new, "--from", old, "--translated", todo, day="")
    assert (said.code, "todo" in said.err) == (0, False)
    before = sdaid("check", old)
    assert "Languages" not in before.out
    after = sdaid("check", new)
    assert after.code == 0
    line = next(each for each in after.out.splitlines() if each.strip().startswith("es: "))
    signs = line.partition("“")[2].partition("”")[0]
    assert signs.startswith("translation es ")
    book = load_workbook(new)
    heads = [cell.value for cell in book["People"][1]]
    book["People"].cell(2, heads.index("Attests") + 1).value = signs
    book.save(new)
    assert "es: prints; signed by Testa Author" in sdaid("check", new).out


def test_what_is_missing_in_a_language_is_told_with_each_cell_and_exits_with_1(tmp_path, words):
    def leave(texts):
        translated(say=shortened)(texts)
        del texts["Options"][1]["wording"]["es"]["cost"]
        del texts["Rules"][0]["wording"]

    book = workbook_from(SMALL, tmp_path / "made.xlsx", leave)
    said = sdaid("check", book, "--language", "es")
    assert said.code == 1
    assert "2 texts are not translated" in said.out
    assert "Cost::es: “" in said.out
    assert "Message::es: “" in said.out
    assert sdaid("check", book).code == 0
    told = json.loads(sdaid("check", book, "--json").out)["languages"]
    assert [(each["language"], each["state"], len(each["lacks"])) for each in told] == [
        ("en", "prints", 0), ("es", "held", 2)]
    quiet = sdaid("check", book, "--language", "es", "-q")
    assert (quiet.code, quiet.out) == (1, "")
    assert "Cost::es" in quiet.err


def test_a_whole_language_is_judged_by_its_own_texts(tmp_path, words):
    def promise(texts):
        translated(say=shortened)(texts)
        texts["Options"][1]["wording"]["es"]["cost"] = "Cura al 80 %."

    book = workbook_from(SMALL, tmp_path / "made.xlsx", promise)
    said = sdaid("check", book, "--language", "es")
    assert said.code == 1
    assert "Cost::es" in said.out
    assert sdaid("check", book).code == 0


@pytest.mark.parametrize("call", [
    ("--translate", "es"), ("--translated", "todo.xlsx"), ("--translate", "Klingon", "--for", "x"),
    ("--translate", "en", "--for", "{book}")])
def test_what_makes_no_sense_writes_nothing(call, tmp_path):
    book = workbook_from(SMALL, tmp_path / "made.xlsx")
    said = sdaid("new", tmp_path / "new.xlsx", *(each.format(book=book) for each in call), day="")
    assert said.code == 2
    assert not (tmp_path / "new.xlsx").exists()


def places(texts):
    """Every translated text: its sheet, the row in it, the field, and whether it is an answer."""
    return [(sheet, number, field, answer)
            for sheet, rows in texts.items() for number, row in enumerate(rows)
            for answer, told in ((False, row.get("wording", {}).get("es", {})),
                                 (True, row.get("wording", {}).get("es", {}).get("extra", {})))
            for field in told if field != "extra"]


@pytest.mark.parametrize("seed", [
    0, 1, 2, 3, *(pytest.param(each, marks=pytest.mark.long) for each in range(4, 40))])
def test_one_translated_cell_less_holds_its_language_with_that_cell_and_no_other(
        seed, tmp_path, words):
    chance = Random(seed)

    def invented(text):
        """Other words of about the same length."""
        return " ".join("".join(chance.choices("aáeéiíoómnñrstl", k=max(1, len(word) - 1)))
                        for word in text.split()).capitalize()

    taken = []

    def take(texts):
        translated(say=invented)(texts)
        sheet, number, field, answer = chance.choice(places(texts))
        told = texts[sheet][number]["wording"]["es"]
        taken.extend((sheet, (told["extra"] if answer else told).pop(field)))

    book = workbook_from(SMALL, tmp_path / "made.xlsx", take)
    said = sdaid("check", book, "--language", "es", "--json")
    (offer,) = said.json["languages"]
    assert (said.code, offer["state"]) == (1, "held")
    (lack,) = offer["lacks"]
    assert (lack["code"], lack["sheet"]) == ("translation-missing", taken[0])
    cell = load_workbook(book)[lack["sheet"]][lack["cell"]]
    text = "".join(dict(lack["words"])["found"]).rstrip("…")
    assert cell.value is None or str(cell.value).startswith(text)  # its own cell, or the text's
    assert sdaid("check", book).code == 0
