"""The workbook's sheets as typed records, before anything is made of their meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sdaid.problems import Problem
from sdaid.sheets.columns import Record
from sdaid.sheets.reading import Lists, read_sheets
from sdaid.workbook.columns import SHEETS, Decision, Fact, Option
from sdaid.workbook.rules import AGE


def read_workbook(path: Path) -> tuple[dict[str, list[Record]], Lists, list[Problem]]:
    """The records of each declared sheet by its name, the lists of the hidden sheet, and every
    problem in sheet order. Nothing is returned where the file cannot be read at all."""
    return read_sheets(path, SHEETS, _further_headings, _language)


def _language(records: Mapping[str, Sequence[Record]]) -> str:
    """The workbook's own language, once its sheet Decision was read."""
    return next((each.language for each in records.get("Decision", ())
                 if isinstance(each, Decision)), "")


def _further_headings(sheet: str, records: Mapping[str, Sequence[Record]]) -> dict[str, str]:
    """The headings of answers (options) and of conditions (patient facts), with what they name."""
    if sheet == "Questions":
        options = [each for each in records["Options"] if isinstance(each, Option)]
        return {heading: option.id for option in options
                for heading in (option.id, option.name, option.short_name)}
    facts = [each for each in records["Patient facts"] if isinstance(each, Fact)]
    return {AGE: AGE} | {heading: fact.name for fact in facts
                         for heading in (fact.name, *fact.aliases)}
