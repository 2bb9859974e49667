"""Which warnings the clinic accepts, in the sheet Accepted. An acceptance belongs to what a cell
says: where the text moved it goes with it, and where the text changed it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sdaid.problems import Problem, Severity, problem
from sdaid.sheets.columns import Record
from sdaid.sheets.values import fold
from sdaid.staff import translate
from sdaid.standards.fingerprint import record_name
from sdaid.standards.passages import cell_name
from sdaid.standards.phrases import ENGLISH, figure_words, shown
from sdaid.workbook.acceptance import A_TEXT, address
from sdaid.workbook.columns import SHEETS, Accepted, Outcome
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class AcceptedWarning:
    """A warning that the clinic accepts: why, who and when."""

    problem: Problem
    reason: str
    who: str
    day: str


Cells = Mapping[tuple[str, str], str]
"""What each cell says, by its sheet and address."""


def cells_of(content: Content, problems: Iterable[Problem]) -> dict[tuple[str, str], str]:
    """What the cells of these `problems` say, as the sheet Accepted tells it: a text by itself; a
    number or a short word with its row, and a figure with all that it tells."""
    asked = {(each.place.sheet, each.place.cell) for each in problems}
    rows = {row.id: row for row in content.rows}
    found: dict[tuple[str, str], str] = {}
    for records in (
        (content.decision,), content.options, content.effort, content.recovery, content.scales,
        content.rows, content.outcomes, content.questions, content.facts, content.values,
        content.sources, content.people, content.words,
    ):
        for record in records:
            cells = [each for each in record.origin.cells
                     if (record.origin.sheet, each[1]) in asked]
            if cells:
                figure = figure_words(
                    record, rows.get(record.row), ENGLISH) if isinstance(record, Outcome) else ""
                found.update(_said(record, cells, figure))
    found.update({(rule.place.sheet, rule.place.cell): rule.message for rule in content.rules})
    return found


def _said(record: Record, cells: Iterable[tuple[str, str, str]], figure: str
          ) -> dict[tuple[str, str], str]:
    name = record_name(record)
    found = {}
    for field, cell, heading in cells:
        key, _, language = field.partition("::")
        if language:
            text = record.wording.get(language, {}).get(key, "")
        else:
            text = record.extra.get(key, "") or shown(getattr(record, key, ""))
        if len(text.split()) < A_TEXT:
            of = figure if figure and not text.isalpha() else text or "blank"
            text = f"{name}, {heading}: {of}" if name else f"{heading}: {of}"
        found[record.origin.sheet, cell] = text
    return found


def what_it_said(found: Problem, cells: Cells) -> str:
    """What stands in the column “What it said” for this warning: what its cell says; where it is
    about no single cell, what the warning says, in English: it is compared with on other days."""
    return cells.get((found.place.sheet, found.place.cell), "") or found.says_in_english


def paste(found: Problem, cells: Cells) -> str:
    """The row that accepts this warning, its cells parted by tabs as Excel pastes them; reason,
    name and date are to be filled."""
    said = " ".join(what_it_said(found, cells).split())
    return "\t".join((found.code, cell_name(found.place), said))


def accept(problems: Sequence[Problem], content: Content
           ) -> tuple[list[Problem], list[AcceptedWarning]]:
    """Part `problems` into those still open, with what is wrong with the sheet Accepted, and those
    that a row of it covers."""
    still_open = list(problems)
    covered: list[AcceptedWarning] = []
    if not content.accepted:
        return still_open, covered
    cells = cells_of(content, problems)
    for row in content.accepted:
        here, notice = _meant(row, problems, cells)
        if notice is not None:
            still_open.append(notice)
            continue
        for each in here:
            if each.severity is not Severity.WARNING:
                still_open.append(problem("accepted-not-warning", row.at("code"), found=row.code,
                                          severity=each.severity.value))
            elif each in still_open:
                still_open.remove(each)
                covered.append(AcceptedWarning(each, row.reason, row.who,
                                               row.accepted_on.isoformat()))
    return still_open, covered


def _meant(row: Accepted, problems: Iterable[Problem], cells: Cells
           ) -> tuple[list[Problem], Problem | None]:
    """The problems that a row accepts, or what is wrong with the row."""
    every = list(problems)
    code, cell = row.code.strip().casefold(), address(row.cell)
    own = [each for each in every if each.code == code]
    here = [each for each in own if address(cell_name(each.place)) == cell]
    said = fold(row.said)
    if here and all(each.severity is not Severity.WARNING for each in here):
        return here, None
    if not said:
        return [], problem("accepted-blank", row.at("said"), found=what_it_said(
            here[0], cells) if here else translate("what the cell says"))
    same = [each for each in own if fold(what_it_said(each, cells)) == said]
    if sure := [each for each in same if each in here]:
        return sure, None
    if here:
        return [], problem("accepted-changed", row.at("said"),
                           found=what_it_said(here[0], cells))
    return _elsewhere(row, same, own, {address(each.place.sheet) for each in every})


def _elsewhere(row: Accepted, same: Sequence[Problem], own: Sequence[Problem], sheets: set[str]
               ) -> tuple[list[Problem], Problem | None]:
    """The problems that a row accepts which were at its cell once: the first of those that say the
    `same` in its sheet. `own` are all those of its code, `sheets` those with any problem."""
    cell = address(row.cell)
    sheet = cell.partition("!")[0]
    if moved := [each for each in same if address(each.place.sheet) == sheet]:
        return [each for each in moved if each.place == moved[0].place], None
    if sheet not in sheets | {address(each.name) for each in SHEETS}:
        meant = [name for name in map(cell_name, (each.place for each in own))
                 if address(name).endswith(f"!{cell}")]
        return [], problem("accepted-cell", row.at("cell"), found=row.cell,
                           allowed=(*meant, "Options!F3")[0])
    return [], problem("accepted-unknown", row.at("cell"), found=row.code)
