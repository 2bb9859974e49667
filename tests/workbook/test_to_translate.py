"""A translator's list goes out with every text of a workbook, and comes back into a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sdaid.workbook.carry import carry
from sdaid.workbook.languages import lacking, translations
from sdaid.workbook.load import load
from sdaid.workbook.put_in import put_in
from sdaid.workbook.starter import write_workbook
from sdaid.workbook.to_translate import read_todo, write_todo
from tests.build import SMALL, Change, row_of, workbook_from
from tests.languages import translated

CELL, HEADING, TEXT, TRANSLATION, LIMIT, SO_FAR = range(1, 7)
Fill = Callable[[Any], None]


def of(path: Path) -> Any:
    content, _ = load(path)
    assert content is not None
    return content


def todo_for(workbook: Path, target: Path, *fills: Fill) -> Path:
    """The list of the workbook, with what a translator did to its sheet of texts."""
    write_todo(target, of(workbook), "es")
    book = load_workbook(target)
    for fill in fills:
        fill(book["Texts"])
    book.save(target)
    return target


def all_of_it(sheet: Any) -> None:
    """Translates what is not translated yet."""
    for row in range(2, sheet.max_row + 1):
        if not sheet.cell(row, TRANSLATION).value:
            sheet.cell(row, TRANSLATION).value = f"«{sheet.cell(row, TEXT).value}»"


def row_with(sheet: Any, text: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, TEXT).value == text)


def merged(workbook: Path, todo: Path, target: Path) -> tuple[Any, list[Any]]:
    """The content of the new workbook, and what was not put in."""
    told, problems = read_todo(todo)
    carried, _ = carry(workbook)
    assert told is not None, [each.sentence for each in problems]
    assert carried is not None
    problems = put_in(carried, of(workbook), told)
    write_workbook(target, carried.rows, carried.extra, carried.made)
    return of(target), problems


def test_a_list_that_is_filled_makes_the_language_whole_and_changes_nothing_else(tmp_path):
    old = workbook_from(SMALL, tmp_path / "old.xlsx")
    before = old.read_bytes()
    content, problems = merged(old, todo_for(old, tmp_path / "todo.xlsx", all_of_it),
                               tmp_path / "new.xlsx")
    assert not problems
    assert lacking(content, "es") == []
    assert all(each.told == f"«{each.text}»" for each in translations(content, "es"))
    assert old.read_bytes() == before
    assert [each.text for each in translations(content, "es")] == [
        each.text for each in translations(of(old), "es")]


def test_what_is_translated_already_stands_in_the_list_and_stays(tmp_path):
    def half(texts):
        translated(say=lambda text: f"ya {text}")(texts)
        for option in texts["Options"]:
            option["wording"] = {}

    old = workbook_from(SMALL, tmp_path / "old.xlsx", half)
    content, problems = merged(old, todo_for(old, tmp_path / "todo.xlsx", all_of_it),
                               tmp_path / "new.xlsx")
    assert not problems
    for each in translations(content, "es"):
        assert each.told.startswith("«") is each.field.startswith("Options.")


def test_a_text_that_changed_since_it_was_translated_is_to_be_translated_anew(tmp_path):
    made = workbook_from(SMALL, tmp_path / "made.xlsx", translated())
    carried, _ = carry(made)
    assert carried is not None
    carried.rows["Options"][0]["cost"] = "Another cost."
    old = tmp_path / "old.xlsx"
    write_workbook(old, carried.rows, carried.extra, carried.made)

    def kept(sheet: Any) -> None:
        row = row_with(sheet, "Another cost.")
        assert not sheet.cell(row, TRANSLATION).value
        sheet.cell(row, TRANSLATION).value = sheet.cell(row, SO_FAR).value

    content, problems = merged(old, todo_for(old, tmp_path / "todo.xlsx", kept),
                               tmp_path / "new.xlsx")
    assert not problems
    assert [each.code for each in lacking(of(old), "es")] == ["translation-old"]
    assert lacking(content, "es") == []  # the translator has looked at it, and it still holds


def test_a_workbook_that_went_on_keeps_what_it_says_and_names_it(tmp_path):
    def edit(texts):
        row_of(texts, "Options", "bell")["cost"] = "Dearer."
        row_of(texts, "Options", "sips")["wording"]["es"]["cost"] = "Más caro."
        texts["Options"].reverse()
        texts["Outcomes"].reverse()

    made = workbook_from(SMALL, tmp_path / "made.xlsx", translated())
    todo = todo_for(made, tmp_path / "todo.xlsx")
    old = workbook_from(SMALL, tmp_path / "old.xlsx", both(translated(), edit))
    content, problems = merged(old, todo, tmp_path / "new.xlsx")
    assert sorted(each.code for each in problems) == ["todo-kept", "todo-other"]
    assert all(each.place.cell for each in problems)
    said = {option.id: option.wording["es"]["cost"] for option in content.options}
    assert said["sips"] == "Más caro."
    # rows that moved keep theirs
    assert {each.text: each.told for each in translations(content, "es")
            if each.field == "Outcomes.population"} == {
                each.text: each.told for each in translations(of(made), "es")
                if each.field == "Outcomes.population"}


def both(*changes: Change) -> Change:
    def change(texts):
        for each in changes:
            each(texts)
    return change


def without(sheet: Any) -> None:
    sheet.delete_rows(5)


def other_text(sheet: Any) -> None:
    sheet.cell(5, TEXT).value = "Something else."


def twice(sheet: Any) -> None:
    sheet.append([cell.value for cell in sheet[5]])


def formula(sheet: Any) -> None:
    sheet.cell(5, TRANSLATION).value = "=A1"


def other_cell(sheet: Any) -> None:
    sheet.cell(5, CELL).value = "Nowhere!Z9"


@pytest.mark.parametrize(("damage", "codes"), [
    (without, ["todo-missing"]), (other_text, ["todo-other", "todo-missing"]),
    (other_cell, ["todo-other", "todo-missing"]), (twice, ["todo-twice"]),
    (formula, ["formula-no-value"])])
def test_a_damaged_list_is_named_with_its_cell(damage, codes, tmp_path):
    old = workbook_from(SMALL, tmp_path / "old.xlsx")
    todo = todo_for(old, tmp_path / "todo.xlsx", all_of_it, damage)
    told, problems = read_todo(todo)
    if told is not None:
        carried, _ = carry(old)
        assert carried is not None
        problems = put_in(carried, of(old), told)
    assert [each.code for each in problems] == codes
    assert all(each.place.cell for each in problems)
    assert "todo-missing" in codes or told is None


def test_no_list_is_written_over_a_file(tmp_path):
    old = workbook_from(SMALL, tmp_path / "old.xlsx")
    with pytest.raises(FileExistsError):
        write_todo(old, of(old), "es")
