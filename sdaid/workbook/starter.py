"""A new workbook: every sheet with its headings, help and dropdowns; empty, or filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sdaid.sheets.form import YES_NO, ExtraColumn
from sdaid.sheets.values import Cell, phrases
from sdaid.sheets.write import Line, Row, write_sheets
from sdaid.workbook.columns import FORMAT_VERSION, SHEETS, STEPS, FactType, ScaleName
from sdaid.workbook.memory import Made, as_lists
from sdaid.workbook.rules import AGE
from sdaid.workbook.translated import translated_from, with_translations

Texts = Mapping[str, Sequence[Row]]
"""The rows of each sheet by its name: field names to values, further columns under "extra", the
translated texts under "wording", by language and field."""

STARTING: Texts = {
    "Decision": [{"format_version": FORMAT_VERSION, "language": "en"}],
    "Scales": [{"scale": scale.value, "step": step}
               for scale in ScaleName for step in range(STEPS + 1)],
}
"""What an empty workbook already holds."""

CONDITIONS: Mapping[str, str] = {
    FactType.YES_NO: "yes or no",
    FactType.NUMBER: "a number or a range, as in 3, >= 65, < 18 or 18..40",
    FactType.CHOICE: "one or more of its choices with commas, or “not” and a choice",
    FactType.DATE: "a date or a range, as in >= 2026-01-31",
}


def write_workbook(path: Path, texts: Texts | None = None,
                   further: Mapping[str, Sequence[ExtraColumn]] | None = None,
                   made: Iterable[Made] = ()) -> None:
    """Write a new workbook at `path`, with the rows of `texts`, or empty without them. `further`
    are columns by sheet that the form does not have; `made` is what it is to remember of its
    translations, beside those of `texts`.

    Raises FileExistsError where there is a file, OSError where none can be written.
    """
    rows = STARTING if texts is None else texts
    extra = {"Questions": _answers(rows), "Rules": _conditions(rows)}
    rows, translations = with_translations(rows)
    for sheet, columns in (*translations.items(), *(further or {}).items()):
        own = extra.setdefault(sheet, [])
        own += [each for each in columns if each.key not in {known.key for known in own}]
    remembered = as_lists([*translated_from(texts or {}), *made])
    # a rule reads from its conditions to what is said
    write_sheets(path, SHEETS, rows, extra, extra_first=frozenset({"Rules"}), read_me=_read_me(),
                 lists=remembered)


def _answers(rows: Texts) -> list[ExtraColumn]:
    return [ExtraColumn(str(option["id"]), f"The answer for “{option.get('name', '')}”.", width=36)
            for option in rows.get("Options", ()) if option.get("id")]


def _conditions(rows: Texts) -> list[ExtraColumn]:
    """A column for the age and for each fact that can be a condition; free text cannot."""
    made = [ExtraColumn(AGE, f"Years at the visit. {_may(FactType.NUMBER)}", width=12)]
    for fact in rows.get("Patient facts", ()):
        kind = str(fact.get("type", ""))
        if not fact.get("name") or kind == FactType.TEXT:
            continue
        listed = phrases(Cell(0, 0, fact.get("choices", ""), "text"))
        choices = {FactType.YES_NO.value: YES_NO, FactType.CHOICE.value: listed}.get(kind, ())
        made.append(ExtraColumn(str(fact["name"]), f"{fact.get('question', '')} {_may(kind)}",
                                choices=choices, width=16))
    return made


def _may(kind: str) -> str:
    return f"Allowed: {CONDITIONS.get(kind, 'what its type allows')}; blank for any."


def _read_me() -> list[Line]:
    """What the sheet Read me says."""
    sheets = [Line((sheet.name, sheet.purpose + (" May stay empty." if sheet.may_be_empty else "")))
              for sheet in SHEETS]
    return [
        Line(("A decision aid, as a workbook",), "title"),
        Line(("", "Everything that patients read comes from these sheets. Rest the pointer on a "
              "heading to see what its column is for.")),
        Line(("The sheets",), "head"),
        *sheets,
        Line(("",)),
        Line(("The colours",), "head"),
        Line(("Dark heading", "Needed: every row fills this column."), "needed"),
        Line(("Pale heading", "Optional: the cell may stay blank."), "optional"),
        Line(("",)),
        Line(("How to fill it",), "head"),
        Line(("Options", "Two to seven, in the order of print. One is going on as now, of the kind "
              "“no treatment”.")),
        Line(("Length", "How many letters fit is said in a heading's help. It is advice: the pages "
              "are measured in lines, and “sdaid check” says by how many a cell is too long.")),
        Line(("Ids", "An id is a short name such as “belt”. Other sheets refer to it, so change it "
              "everywhere.")),
        Line(("Verdicts", "What a number means is said by one rule, which the aid prints. You give "
              "the words for better and for worse, the range, and how many were in the smaller "
              "group.")),
        Line(("Numbers", "Type numbers as numbers, never into sentences: the program writes the "
              "sentence and draws the picture from the same cell.")),
        Line(("Unknowns", "Where there is no number, choose the status that says why. A blank is "
              "never read as “none”.")),
        Line(("Questions", "A question has one answer for all options, or one in each option's "
              "column, which is headed with the option's id.")),
        Line(("Getting help", "Whom to call at once, on the same day, and out of hours: each a "
              "number, and the signs as they follow “if”. What may come after a needle or an "
              "operation belongs to one of the three.")),
        Line(("Headline rows", "Up to four rows, a benefit and a harm among them. A cell of such a "
              "row holds two figures at most; the evidence book tells all.")),
        Line(("Rules", "One column for each patient fact, headed with its name, and “age”. All "
              "conditions of a row must hold: yes, no, 3, >= 65, 18..40 (both ends count), a "
              "choice, several with commas, “not” and a choice. Blank means any.")),
        Line(("Other languages", "Put the wording beside the English in a column headed like "
              "Name::es.")),
        Line(("Locked headings", "Headings are locked against slips, without a password: Review, "
              "Unprotect Sheet opens them. No cell needs a formula; do not merge cells.")),
        Line(("",)),
        Line(("How to check",), "head"),
        Line(("", "Save this file, then run in its folder:  sdaid check FILE.xlsx")),
        Line(("", "It names every problem with its cell and what to do, and changes nothing.")),
        Line(("", "Then make the pages:  sdaid render FILE.xlsx LIST.xlsx")),
    ]
