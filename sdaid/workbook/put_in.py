"""From a translator's list to what a new workbook holds: each translation beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sdaid.problems import Problem, problem, shorten
from sdaid.sheets.headings import language_code
from sdaid.workbook.acceptance import address, named
from sdaid.workbook.carry import Carrying, add_columns
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from sdaid.workbook.languages import QUOTED, Translation, translations
from sdaid.workbook.memory import made_from, mark
from sdaid.workbook.to_translate import Todo, ToTranslate
from sdaid.workbook.translated import TEXT_WIDTH, heading_of

BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def put_in(carried: Carrying, content: Content, todo: Todo) -> list[Problem]:
    """Put the translations of the list into what is `carried` of the workbook of this `content`;
    returns what could not be put in. What the workbook says by now, and did not say when the list
    was made, stays."""
    texts = list(translations(content, todo.language))
    problems = []
    found = _matched(texts, todo.rows)
    for row in todo.rows:
        text = found.get(row.cell)
        if text is None:
            problems.append(problem("todo-other", row.at("text"), found=shorten(row.text, QUOTED),
                                    cell=row.cell))
        elif not row.translation:
            continue
        elif text.told and mark(text.told) not in (mark(row.so_far), mark(row.translation)):
            problems.append(problem("todo-kept", row.at("translation"), other=named(
                text.target), found=shorten(text.told, QUOTED)))
        else:
            _put(carried, text, todo.language, row.translation)
    listed = set(found.values())
    return problems + [problem("todo-missing", each.place, found=shorten(each.text, QUOTED))
                       for each in texts if each not in listed and not each.told]


def _matched(texts: Sequence[Translation], rows: Iterable[ToTranslate]) -> dict[str, Translation]:
    """Which text each row is about, by the row's cell: the same text in that cell, or else in
    another one of its column, where rows of the workbook were moved."""
    places = {address(named(each.place)): each for each in texts}
    found: dict[str, Translation] = {}
    moved = []
    for row in rows:
        text = places.get(address(row.cell))
        if text and mark(text.text) == mark(row.text):
            found[row.cell] = text
        else:
            moved.append(row)
    taken = set(found.values())
    for row in moved:
        same = next((each for each in texts if each not in taken
                     and each.heading == row.heading and mark(each.text) == mark(row.text)
                     and address(row.cell).startswith(address(each.place.sheet) + "!")), None)
        if same:
            found[row.cell] = same
            taken.add(same)
    return found


def _put(carried: Carrying, text: Translation, language: str, told: str) -> None:
    name, _, field = text.field.partition(".")
    sheet = BY_NAME[name]
    if sheet.layout == "values":
        languages: dict[str, dict[str, Any]] = carried.rows[name][0]["languages"]
        title = next((each for each in languages
                      if language_code(each.partition("::")[2]) == language), f"Value::{language}")
        languages.setdefault(title, {})[field] = told
    else:
        heading = text.target.heading if text.target != text.place else heading_of(
            sheet, field, language)
        row = carried.numbers[name].index(text.place.position[0])
        carried.rows[name][row]["extra"][heading] = told
        add_columns(name, [heading], carried, TEXT_WIDTH)
    carried.made |= {made_from(language, text.field, told, text.text)}
