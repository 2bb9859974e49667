"""What patients read of a workbook in one language, cell by cell, and its fingerprint.

The program's own words are not in it: their catalogue's version stands beside it. Where a cell
lies does not count, in which order the rows are printed does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from sdaid.sheets.columns import Record
from sdaid.staff import translate
from sdaid.standards.phrases import ENGLISH, conditions_words, shown
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language

PRINTED = {"choices": "as_asked"}
"""Fields that patients read otherwise than the list tells them."""

MOST_SHOWN = 20
"""Changed cells that are listed; the rest are counted."""


def printed_cells(content: Content, language: str) -> dict[str, str]:
    """What each printed cell says to a reader of `language`, by its sheet, row and heading, in the
    order of print; a text that is not translated into it is not there."""
    content = in_language(content, language)
    found: dict[str, str] = {}

    def keep(where: str, text: str) -> None:
        again = sum(each.partition(" #")[0] == where for each in found) if where in found else 0
        found[f"{where} #{again + 1}" if again else where] = text

    for sheet, record in _records(content):
        name = record_name(record)
        for field, column, _, _ in type(record).columns():
            if column.printed:
                keep(", ".join(part for part in (sheet, name, column.heading) if part),
                     shown(getattr(record, PRINTED.get(field, field))))
        for key, text in record.extra.items():
            keep(f"{sheet}, {name}, {key}", text)
    for rule in content.rules:
        keep(f"Rules, {rule.option}, {conditions_words(rule, ENGLISH)}",
             f"{rule.effect.value}: {rule.message} ({', '.join(rule.sources)})")
    return {where: text for where, text in found.items() if text}


def fingerprint(cells: Mapping[str, str]) -> str:
    """The sha256 of printed cells."""
    told = json.dumps(list(cells.items()), ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def changed_lines(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The cells that differ, one a line."""
    lines = [translate("{where}: “{before}” is now “{after}”").format(
        where=where, before=before.get(where, ""), after=after.get(where, ""))
             for where in dict.fromkeys((*after, *before))
             if before.get(where, "") != after.get(where, "")]
    if not lines and list(before) != list(after):
        lines = [translate("the rows stand in another order")]
    more = len(lines) - MOST_SHOWN
    return lines[:MOST_SHOWN] + ([translate("and {n} more").format(n=more)] if more > 0 else [])


def record_name(record: Record) -> str:
    """What names a row: its id, or its first two cells, as in “fusion, driving”; nothing for the
    sheet of names and values."""
    fields = [field for field, *_ in type(record).columns()]
    if record.origin.row == 0:
        return ""
    if "id" in fields:
        return str(getattr(record, "id", ""))
    return ", ".join(shown(getattr(record, field)) for field in fields[:2])


def _records(content: Content) -> Iterator[tuple[str, Record]]:
    """Every record that is printed, with the name of its sheet."""
    for sheet, records in (
        ("Decision", (content.decision,)), ("Options", content.options),
        ("Effort", content.effort), ("Recovery", content.recovery), ("Scales", content.scales),
        ("Rows", content.rows), ("Outcomes", content.outcomes), ("Questions", content.questions),
        ("Patient facts", content.facts), ("Values", content.values),
        ("Sources", content.sources), ("People", content.people), ("Words", content.words),
    ):
        for record in records:
            yield sheet, record
