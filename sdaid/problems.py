"""Everything that can be wrong with what a person gave us, in one catalogue.

A problem is one sentence: where, what is there, what is allowed, what to do. Stages return lists
of problems next to their value; only `CannotGoOnError` is raised, by the few places that must stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from sdaid.staff import mark, translate

CELL, ROW = mark("cell {cell}"), mark("row {cell}")


class ExitCode(IntEnum):
    """What the shell sees. Documented in `docs/exit-codes.md`."""

    DONE = 0
    UNUSABLE = 1
    USAGE = 2
    HELD = 3
    MACHINE = 4
    CANNOT_WRITE = 5
    INTERRUPTED = 130


class Severity(StrEnum):
    """What a problem does to printing."""

    UNREADABLE = "unreadable"  # the workbook or the list: nothing is made
    STOPPED = "stopped"  # the call, a folder, the ledger or the machine: nothing is done
    UNFIT = "unfit"  # nothing is made but a draft
    HELD = "held"  # this appointment is not made, the others are
    WARNING = "warning"  # said, and never stops anything


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem is. Every part may be empty; `cell` is like 'F12', `heading` its column;
    where a row has no such column, `cell` is like 'row 12'."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    heading: str = ""

    @property
    def position(self) -> tuple[int, int]:
        """(row, column) of the cell, counted from 1; (0, 0) where there is none."""
        name = self.cell.rstrip("0123456789")
        column = 0
        for letter in name:
            column = column * 26 + ord(letter) - 64
        return (int(self.cell[len(name):]), column) if name and name != self.cell else (0, 0)

    def __str__(self) -> str:
        parts = [part for part in (self.file, self.sheet) if part]
        if self.cell:
            number = self.cell.removeprefix("row ")
            named = translate(CELL if number == self.cell else ROW)
            cell = named.format(cell=number)
            parts.append(cell + (f" ({self.heading})" if self.heading else ""))
        elif self.heading:
            parts.append(f"“{self.heading}”")
        return ", ".join(parts)


@dataclass(frozen=True)
class Kind:
    """One entry of the catalogue. `says` and `do` may use the problem's own words in braces."""

    severity: Severity
    says: str
    do: str


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, at one place. `one_row` where it concerns one row of a list."""

    code: str
    place: Place = field(default_factory=Place)
    words: tuple[tuple[str, str], ...] = ()
    one_row: bool = False

    @property
    def severity(self) -> Severity:
        """As the catalogue says; what stops a workbook holds no more than its row of a list."""
        severity = CATALOGUE[self.code].severity
        if self.one_row and severity is Severity.UNREADABLE:
            return Severity.HELD
        return severity

    @property
    def for_people(self) -> bool:
        """Whether it is an item of the check that waits for a person to sign."""
        return self.code.removeprefix("ipdas-") in DECIDED_BY_PEOPLE or self.code.startswith(
            "unjudged-")

    @property
    def says(self) -> str:
        return translate(CATALOGUE[self.code].says).format(**self._told)

    @property
    def says_in_english(self) -> str:
        """The same wherever it is said, for what is written down and compared later."""
        return CATALOGUE[self.code].says.format(**dict(self.words))

    @property
    def do(self) -> str:
        return translate(CATALOGUE[self.code].do).format(**self._told)

    @property
    def _told(self) -> dict[str, str]:
        """The problem's own words; those that the program chose, in the clinic's language."""
        return {name: translate(word) if name in OWN_WORDS else word for name, word in self.words}

    @property
    def sentence(self) -> str:
        """Where, what is there, what is allowed; then what to do."""
        where = str(self.place)
        return f"{where}: {self.says}; {self.do}." if where else f"{self.says}; {self.do}."

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "heading": self.place.heading,
            "says": self.says,
            "do": self.do,
            "words": dict(self.words),
        }


OWN_WORDS = frozenset({"allowed", "do", "why", "what"})
"""The words of a problem that may be the program's own and not what stands in a cell."""


class CannotGoOnError(Exception):
    """The run stops here. The message is the remedy; `code` is what the shell sees."""

    def __init__(self, problems: Iterable[Problem], code: ExitCode) -> None:
        self.problems = list(problems)
        self.code = code
        super().__init__("\n".join(problem.sentence for problem in self.problems))


def problem(code: str, place: Place | None = None, **words: object) -> Problem:
    """A problem of the catalogue's kind `code`; `words` fill its sentence."""
    shown = tuple((name, shorten(value, 600 if name in ("allowed", "cells") else 200))
                  for name, value in sorted(words.items()))
    made = Problem(code, place or Place(), shown)
    _ = made.sentence  # a missing word is a bug in the caller, found here
    return made


LONG_NUMBER = re.compile(r"(\d{20})\d{20,}")


QUOTING = {"found": "…", "theirs": "…", "guess": "", "first": "day before month",
           "second": "month before day"}
"""The words of a problem that quote a cell, but in `COUNTING`, where they count or name it; and
what is said in their place."""

COUNTING = {"characters", "csv-row-cut", "csv-row-long", "error-cell", "held-id-twice", "held-utc",
            "too-long"}


def unquoted(found: Problem) -> Problem:
    """`found` without what stands in the cell, for a row of a list of patients: its cell is named,
    and nobody reads there what only the list may tell."""
    if found.code in COUNTING:
        return found
    return replace(found, words=tuple(
        (name, QUOTING.get(name, word))
        for name, word in found.words))


def shorten(value: object, limit: int = 200) -> str:
    """`value` as one line of at most `limit` characters, control characters shown as spaces;
    of a number that fills a line, its first digits."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    text = LONG_NUMBER.sub(r"\1…", " ".join(text.split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def first_few(names: Iterable[str], limit: int = 10) -> str:
    """The first of `names` with commas, and a mark where there are more."""
    every = list(names)
    return ", ".join(every[:limit]) + (", …" if len(every) > limit else "")


def cells_with(counts: Iterable[tuple[Place, int]]) -> str:
    """“Decision!B4 (4), Outcomes!V12 (3)”: cells, each with its number."""
    return ", ".join(f"{place.sheet}!{place.cell} ({count})" for place, count in counts)


def stops(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` means that nothing can be made."""
    return any(each.severity in (Severity.UNREADABLE, Severity.STOPPED) for each in problems)


_U, _H, _W = Severity.UNREADABLE, Severity.HELD, Severity.WARNING
_F, _S = Severity.UNFIT, Severity.STOPPED

DECIDED_BY_RULE = (
    "q1", "q2", "q3", "q4", "q5", "c1", "c2", "c3", "c4", "c5", "c6", "k1", "k2", "k3", "k4",
    "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k19", "k20", "k21")
"""The published items (IPDAS v4.0) that a rule decides; a failed one is unfit."""

DECIDED_BY_PEOPLE = ("q6", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k22", "k23")
"""The items that a named person signs; an open one is a warning."""

UNJUDGED = ("k20", "k21")
"""The items that a rule decides where it knows the words of the language, and a person elsewhere.
"""

CATALOGUE: dict[str, Kind] = {
    # -- the file --------------------------------------------------------------------------
    "file-missing": Kind(_U, "there is no such file", "check the name and the folder"),
    "file-unreadable": Kind(_U, "the file cannot be opened ({why})", "close it in Excel, or ask "
                            "whoever looks after this computer for the right to read it"),
    "file-not-xlsx": Kind(_U, "this is {found}, not an Excel workbook (.xlsx)",
                          "open it and use Save As, Excel Workbook (.xlsx)"),
    "file-damaged": Kind(_U, "the workbook is damaged ({why})",
                         "open it in Excel, let it repair the file, and save it again"),
    "file-locked": Kind(_U, "this is Excel's own lock file, not the workbook",
                        "give the file without “~$”, and close it in Excel"),
    "file-password": Kind(_U, "the workbook is protected with a password",
                          "open it in Excel and save it without a password"),
    "file-bomb": Kind(_U, "the file would unpack to far more than a workbook holds ({why})",
                      "copy the cells you need into a new workbook made by “sdaid new”"),
    "file-entities": Kind(_U, "the file holds XML declarations that no spreadsheet program writes",
                          "do not trust this file; ask who sent it"),
    "macros-ignored": Kind(_W, "the workbook holds macros, which are never run",
                           "save it as .xlsx to be rid of them"),
    # -- sheets ----------------------------------------------------------------------------
    "sheet-missing": Kind(_U, "there is no sheet “{sheet}”{guess}",
                          "add it, or rename the sheet that holds it"),
    "sheet-unknown": Kind(_W, "this sheet is not one that sdaid reads",
                          "rename it, or leave it: nothing of it is printed"),
    "sheet-renamed": Kind(_U, "there is no sheet “{sheet}”, and “{found}” looks like it",
                          "rename that one to “{sheet}”, or remove it if it is something else"),
    "sheet-twice": Kind(_U, "two sheets are both read as “{sheet}”", "remove or rename one"),
    "sheet-empty": Kind(_U, "the sheet has no rows; it needs {allowed}", "fill it"),
    "sheet-hidden": Kind(_W, "the sheet is hidden; it was read all the same",
                         "unhide it, so that people see what is printed"),
    "rows-hidden": Kind(_W, "{found} hidden; they were read all the same",
                        "unhide them, or delete what must not be printed"),
    "columns-hidden": Kind(_W, "{found} hidden; they were read all the same",
                           "unhide them, or clear what must not be printed"),
    "filter-active": Kind(_W, "a filter is on ({found}); rows it hides were read all the same",
                          "clear the filter"),
    "merged-cells": Kind(_U, "the cells {found} are merged", "unmerge them and fill each cell"),
    "too-many-rows": Kind(_U, "the sheet has {found} rows, more than {allowed}",
                          "delete what is not needed"),
    "data-after-gap": Kind(_U, "there is more in row {found}, after 60 empty rows; it was not read",
                           "delete the empty rows, or what stands below them"),
    "too-many-columns": Kind(_U, "there is something in column {found}; columns after {allowed} "
                             "are not read", "move it to the left or delete it"),
    # -- headings --------------------------------------------------------------------------
    "header-missing": Kind(_U, "no row holds the headings, which are {allowed}",
                           "put the headings back, above the first row"),
    "row-above": Kind(_U, "the row stands above the headings, where nothing is read",
                      "move it below the headings, or clear it"),
    "heading-missing": Kind(_U, "there is no column “{heading}”{guess}",
                            "add the column, or rename the one that holds it"),
    "heading-unknown": Kind(_W, "the heading “{found}” is not one that sdaid reads{guess}",
                            "rename it, or leave it: nothing below it is printed"),
    "heading-unread": Kind(_U, "the heading “{found}” is not one that sdaid reads, so the "
                           "conditions below it would be left out; it reads {allowed}{guess}",
                           "correct it, add it to the sheet “{sheet}”, or clear the column"),
    "heading-meant": Kind(_U, "the heading “{found}” is not one that sdaid reads, and there is no "
                          "column “{heading}”, which it probably is",
                          "rename it to “{heading}”; or, if it is a column of your own, put its "
                          "heading in brackets, and add the column “{heading}” too"),
    "heading-gone": Kind(_W, "the column “{heading}” is gone; the workbook was made with it",
                         "add it again, or leave it: nothing of it is printed"),
    "translation-alone": Kind(_U, "there is a text in the language “{language}”, and none in "
                              "“{heading}” itself", "fill “{heading}” too, or clear this"),
    "translation-missing": Kind(_W, "“{found}” has no translation into the language “{language}”",
                                "translate it in the column that ends in ::{language}; until then "
                                "nothing is printed in that language"),
    "translation-choices": Kind(_W, "the translation has {found} choices, and there are {allowed}",
                                "write as many, with commas between them, in the same order"),
    "translation-old": Kind(_W, "this was translated from another text than “{found}”, which was "
                            "changed since", "translate it anew; “sdaid new --translate” lists it"),
    "translation-unread": Kind(_W, "“{heading}” is printed as it stands in every language, so this "
                               "in the language “{language}” is not read", "clear it"),
    "catalogue-missing": Kind(_W, "sdaid has no fixed words in the language “{language}”; it has "
                              "them in {allowed}", "add a catalogue of words; until then nothing "
                              "is printed in that language"),
    "catalogue-lacks": Kind(_W, "{count} of the program's fixed words have no translation into the "
                            "language “{language}” ({found})", "add them to its catalogue; until "
                            "then nothing is printed in that language"),
    "todo-language": Kind(_U, "“{found}” is not the code of a language into which this workbook "
                          "can be translated", "write a code such as es or pt-BR; the workbook's "
                          "own language needs no translation"),
    "todo-twice": Kind(_U, "the cell {found} is in this list twice, here and at {other}",
                       "remove one of the two rows"),
    "todo-other": Kind(_W, "“{found}” is not the text of {cell} in the workbook (any more), so its "
                       "translation was not put in", "make the list anew, and copy what still "
                       "holds"),
    "todo-kept": Kind(_W, "the workbook has another translation in {other} by now (“{found}”), "
                      "which stays", "compare the two, and correct the new workbook where this one "
                      "is better"),
    "todo-missing": Kind(_W, "no row of the list is about this text (“{found}”), which has no "
                         "translation", "make the list anew"),
    "signed-before": Kind(_W, "the translation into “{language}” that is signed here was changed "
                          "since, or the program's fixed words were",
                          "look at it again, and sign it anew: “sdaid check --language {language}” "
                          "prints the words"),
    "signed-no-language": Kind(_W, "a translation into “{found}” is signed, and the workbook has "
                               "texts in {allowed} beside its own language",
                               "correct the language, or take the signature away"),
    "remarks": Kind(_W, "the {rows} here (“{found}”) cannot be read as part of the table",
                    "leave it: nothing of it is printed; or fill the row"),
    "beside": Kind(_W, "there is text to the right of the table, below no heading (column {found})",
                   "leave it: nothing of it is printed; or give the column its heading"),
    "heading-twice": Kind(_U, "the heading “{found}” is here and in {other} too",
                          "remove or rename one of the two columns"),
    "name-missing": Kind(_U, "there is no row named “{found}”{guess}",
                         "add the row, or correct the name that was meant"),
    "name-unknown": Kind(_W, "the name “{found}” is not one that sdaid reads{guess}",
                         "correct it, or leave it: nothing beside it is printed"),
    "name-meant": Kind(_U, "the name “{found}” is not one that sdaid reads, and there is no row "
                       "named “{heading}”, which it probably is",
                       "rename it to “{heading}”; or, if it is a row of your own, put its name in "
                       "brackets, and add the row “{heading}” too"),
    "name-gone": Kind(_W, "the row named “{found}” is gone; the workbook was made with it",
                      "add it again, or leave it: nothing of it is printed"),
    "name-twice": Kind(_U, "the name “{found}” is here and in {other} too",
                       "remove one of the two rows"),
    "name-blank": Kind(_U, "there is a value beside a blank name", "write its name, or "
                       "clear the value"),
    "heading-blank": Kind(_U, "there is text below a column with no heading",
                          "give the column its heading, or clear it"),
    "language-no-words": Kind(_U, "sdaid has no fixed words in “{found}”; it has them in {allowed}",
                              "choose one of these, or add a catalogue of words"),
    "language-unknown": Kind(_W, "“{found}” is not a language code such as es or pt-BR",
                             "name the language after the two colons"),
    # -- cells -----------------------------------------------------------------------------
    "blank": Kind(_U, "the cell is blank; it must hold {allowed}", "fill it"),
    "answer-blank": Kind(_U, "this is blank, and the aid needs an answer", "answer it"),
    "blanks": Kind(_U, "several cells of this row are blank that are needed: {found}",
                   "fill them, or clear the row"),
    "struck-out": Kind(_U, "letters are struck through, so that nobody knows whether they count",
                       "delete what does not count, or take the line away"),
    "raised-letters": Kind(_W, "there are raised or lowered letters in “{found}”, which are "
                           "printed like the others", "write it so that it reads right without, "
                           "as in “10 to the power of 3”"),
    "error-text": Kind(_U, "there is {found} in the text, which a spreadsheet leaves where a "
                       "formula failed", "type what was meant"),
    "made-by-excel": Kind(_U, "there is {found}, where text belongs; Excel may have made it of "
                          "something like 3-4", "format the cell as text and type it again"),
    "format-unit": Kind(_U, "the cell shows “{found}”, which stands in its format alone, and "
                        "stores {stored}",
                        "format the cell as General, and put the unit where it belongs"),
    "format-rounds": Kind(_U, "the cell shows {found} and stores {stored}, so that nobody knows "
                          "which is meant",
                          "type the number that is meant, or show its decimals"),
    "percent-count": Kind(_U, "there is {found}, a percentage, where a count belongs",
                          "type the count, and format the cell as General"),
    "comment-doubts": Kind(_W, "a comment of this cell says “{found}”",
                           "settle it, then delete the comment; or accept this"),
    "error-cell": Kind(_U, "the cell holds the error {found}; it must hold {allowed}",
                       "mend the formula, or type the value"),
    "formula-no-value": Kind(_U, "the cell holds a formula whose result was never stored",
                             "open the workbook in Excel or LibreOffice and save it once"),
    "not-text": Kind(_U, "there is {found}; it must be text", "type it as text"),
    "not-id": Kind(_U, "there is “{found}”; it must be a short name of letters, digits, “-” "
                   "and “_”, 40 at most", "change it here and wherever it is referred to"),
    "not-signed": Kind(_U, "there is “{found}”; a translation is signed with its language and its "
                       "fingerprint, as in “translation es 0a1b2c3d4e5f”",
                       "copy the words that “sdaid check” prints"),
    "not-a-number": Kind(_U, "there is “{found}”; it must be {allowed}", "type a plain number"),
    "not-whole": Kind(_U, "there is {found}; it must be {allowed}", "type a whole number"),
    "out-of-range": Kind(_U, "there is {found}; it must be {allowed}", "correct it"),
    "not-a-date": Kind(_U, "there is “{found}”; it must be a date",
                       "type it as 2026-11-30, or as a date cell"),
    "date-ambiguous": Kind(_U, "there is “{found}”, which may be {first} or {second}",
                           "type the one that is meant, as 2026-11-30"),
    "dates-unproved": Kind(_U, "nothing in this column tells whether the day or the month stands "
                           "first: no day is over 12",
                           "say it with --date-order dmy or mdy, or in a profile; or export the "
                           "dates as in 2026-11-30"),
    "dates-both": Kind(_U, "the column holds dates in two orders: {other} cannot have the day "
                       "first, and {another} cannot have the month first",
                       "export the list again with its dates in one order, best as in 2026-11-30"),
    "dates-not-so": Kind(_U, "the dates are said to be “{allowed}”, and {other} cannot be so",
                         "correct --date-order or the profile, or export the dates as in "
                         "2026-11-30"),
    "dates-typed": Kind(_U, "in this column Excel took dates for text ({found}), and others in the "
                        "list for dates",
                        "type them as 1955-12-31, or as dates that Excel knows; and see that the "
                        "other dates have their day and month in the right places"),
    "dates-exchanged": Kind(_U, "Excel may have exchanged day and month in the date cells of this "
                            "column, such as {found}: {why} a date that it could not read",
                            "export the list again and do not open it with Excel first; or import "
                            "it there with its dates as text, or export them as in 2026-11-30"),
    "names-unclear": Kind(_U, "no one way of putting names together holds for all names of this "
                          "column ({other} is unlike those above it)",
                          "say in a profile how they are put together, or export given name and "
                          "family name in two columns"),
    "names-unproved": Kind(_U, "nothing in this column of whole names tells which part is the "
                           "family name",
                           "say in a profile how they are put together (sdaid new PROFILE.xlsx "
                           "--list LIST), or export given name and family name in two columns"),
    "name-odd": Kind(_U, "the name is not put together as “{allowed}”",
                     "correct it in the clinic's system, or the profile"),
    "birth-time": Kind(_U, "a time of day stands beside the date of birth, so that it may be the "
                       "day before or after", "export the dates of birth without a time"),
    "year-short": Kind(_U, "the year has two digits, and no one century is sure",
                       "export dates with years of four digits"),
    "weekday-differs": Kind(_U, "the date is not of the weekday that stands beside it",
                            "correct one of the two"),
    "age-differs": Kind(_U, "the date of birth does not fit the age that stands beside it",
                        "correct one of the two"),
    "times-differ": Kind(_U, "the time of day is not the one that stands beside the visit's date",
                         "correct one of the two"),
    "names-differ": Kind(_U, "the name is not the one that stands in the columns of given and "
                         "family names", "find out whose row it is, and correct one of them"),
    "id-turned": Kind(_U, "the id is {what}, into which Excel may have turned it",
                      "export the list again and do not open it with Excel first; or import it "
                      "there with this column as text"),
    "name-turned": Kind(_U, "the name is {what}, into which Excel may have turned it",
                        "type the name as text"),
    "status-unknown": Kind(_U, "there is “{found}”, which is not a status that sdaid knows",
                           "say in a profile what it means, or write one of: {allowed}"),
    "not-yes-no": Kind(_U, "there is “{found}”; it must be yes or no", "choose one"),
    "not-a-choice": Kind(_U, "there is “{found}”; it must be one of {allowed}{guess}",
                         "choose one"),
    "not-a-duration": Kind(_U, "there is “{found}”; it must be a time such as 6 months, "
                           "2 to 6 weeks, 3 months to 5 years, within 90 days, up to 6 years, each "
                           "year, straight away, not stated", "write it that way"),
    "not-a-time": Kind(_U, "there is “{found}”; it must be a time of day such as 14:30",
                       "write it that way"),
    "too-long": Kind(_U, "there are {found} characters; allowed are {allowed} at most, so that "
                     "the page holds them", "shorten it"),
    "characters": Kind(_U, "the text holds characters that cannot be printed ({found})",
                       "type it again"),
    "looks-fraction": Kind(_W, "there is {found}, less than 1, where people out of {allowed} are "
                           "counted", "type the count of people, not a share"),
    "id-damaged": Kind(_W, "there is {found}; Excel keeps 15 digits, so the end of this number "
                       "may already be lost", "format the column as text and type it again"),
    "direction-marks": Kind(_W, "the text holds invisible marks that turn its direction; they "
                            "were taken out", "type it again"),
    # -- the workbook's meaning ------------------------------------------------------------
    "format-version": Kind(_U, "there is format version {found}; this program reads version "
                           "{allowed}", "get the program that fits"),
    "format-version-old": Kind(_U, "there is format version {found}; this program reads version "
                               "{allowed}", "carry the content over into a new workbook: sdaid "
                               "new NEW.xlsx --from OLD.xlsx"),
    "carried-moved": Kind(_W, "this text stands in “{heading}” of the new workbook now",
                          "divide it there among the new columns"),
    "carried-left": Kind(_W, "this sheet is not one that sdaid reads, so it was not carried over",
                         "copy it yourself if you need it"),
    "id-twice": Kind(_U, "the id “{found}” is used in {other} too", "give each its own id"),
    "reference-unknown": Kind(_U, "“{found}” is not in the sheet “{sheet}”{guess}{others}",
                              "correct it, or add it there"),
    "id-renamed": Kind(_U, "the id “{found}” is named nowhere, and “{other}”, which is no id, is "
                       "named {count} times ({cells})",
                       "write “{other}” here again, or “{found}” in all those cells"),
    "options-count": Kind(_U, "there are {found} options; there must be 2 to 7",
                          "add or remove options"),
    "step-missing": Kind(_U, "step {found} of {scale} has no meaning",
                          "add it here: a row for each step from 0 to {highest}"),
    "step-twice": Kind(_U, "step {found} of {scale} is explained twice", "remove one"),
    "headline-count": Kind(_U, "there are {found} headline rows; there must be 1 to 4, so that the "
                           "side-by-side page holds them", "make some of them detail"),
    "headline-side": Kind(_F, "no headline row is a {side}", "add one"),
    "figure-missing": Kind(_U, "there is no outcome of “{option}” for the row “{row}”",
                           "add it here, with its number or with why there is none"),
    "figures-missing": Kind(_U, "the {what} “{name}” has no outcomes with {found}",
                            "add them from here on, each with its number or with why there is "
                            "none"),
    "figure-numbers": Kind(_U, "there is “{found}”, so no number, yet there are some in {cells}",
                           "clear them, or change the status"),
    "share-count": Kind(_U, "there is a count ({found}) beside a percentage",
                        "choose the kind “count”, and fill n and N; or clear it"),
    "row-kind": Kind(_U, "there is “{found}”, and its figures are another kind, as in “{other}” "
                     "({cells})", "choose the other kind here, or there"),
    "scale-short": Kind(_U, "the scale goes from {low} to {found}, and several figures lie beyond "
                        "it ({cells})", "correct the ends of the scale, or the figures"),
    "figure-twice": Kind(_U, "“{option}” has another outcome for the row “{row}” in {other}",
                         "remove one, or give both the same told-together name"),
    "figure-blank": Kind(_U, "the cell is blank, but an outcome of this kind needs it; it must "
                         "hold {allowed}", "fill it, or change the status"),
    "figure-not-empty": Kind(_U, "there is {found}, but the status says that there is no number",
                             "clear the cell, or change the status"),
    "figure-kind": Kind(_U, "there is “{found}”, but the row “{row}” holds {allowed}",
                        "choose a kind that fits the row"),
    "figure-over": Kind(_U, "there is {found}, more than the {allowed} counted in {other}",
                        "correct one of the two"),
    "figure-range": Kind(_U, "the value {found} is not between its low {low} and its high {high} "
                         "({cells})", "correct the three"),
    "headline-cell-full": Kind(_U, "“{option}” has {found} figures in the cell of the headline row "
                               "“{row}”; it holds {allowed} at most", "move one to a detail row, "
                               "or tell it in the cell “More in the book” of another"),
    "noticed-alone": Kind(_U, "there are sources or a note for the smallest difference that people "
                          "notice, and no difference", "give the points, or clear them"),
    "noticed-no-source": Kind(_U, "there is {found} as the smallest difference that people "
                              "notice, and no source for it", "name the source, or clear both"),
    "noticed-count": Kind(_U, "there is {found}, but size is judged on rows of differences alone",
                          "clear the cell"),
    "place-full": Kind(_U, "with what the program writes beside it, this is too long for its place "
                       "in “{section}” ({format}, {paper}); lines too many: {over}",
                       "shorten it by so much, or move some of it to the evidence book"),
    "page-full": Kind(_U, "“{section}” ({format}, {paper}) is too full; lines too many: {over}; "
                      "its texts, each with its lines: {cells}",
                      "shorten some of these, together by so much"),
    "aid-long": Kind(_U, "in {format} ({paper}) an aid has {pages} pages, and {allowed} at most "
                     "are allowed; “{section}” has a page fewer when at least so many lines are "
                     "cut: {over}; its texts, each with its lines: {cells}",
                     "shorten some of these, together by so much"),
    "number-in-prose": Kind(_F, "there is “{found}” in the text; a chance or an effect is never "
                            "typed into prose", "put the figure into the sheet Outcomes"),
    "together-alone": Kind(_U, "no other outcome has the told-together name “{found}”",
                           "correct it, or clear it"),
    "recovery-missing": Kind(_U, "there is no recovery of “{option}” for {activity}",
                             "add it here, with its time or with why there is none"),
    "recovery-twice": Kind(_U, "“{option}” has another recovery for {activity} in {other}",
                           "remove one"),
    "recovery-order": Kind(_U, "it ends ({found}) before it starts ({allowed} in {other})",
                           "correct them"),
    "recovery-contradicts": Kind(_F, "there is “{found}”, and the status is “{status}”",
                                 "make words, time and status agree"),
    "phase-order": Kind(_U, "week {found} comes before week {allowed}", "put the weeks in order"),
    "answer-missing": Kind(_U, "the question has no answer for “{option}”",
                           "write one, if only “not known”"),
    "answer-twice": Kind(_U, "the question has one answer for all options, and another for "
                         "“{option}” here", "keep one answer for all, or one for each option"),
    "help-number": Kind(_F, "there is “{found}”, which holds no number to call",
                        "add the phone number"),
    "logo-outside": Kind(_U, "the logo “{found}” lies outside the workbook's folder",
                         "copy the picture beside the workbook and give its name alone"),
    "logo-missing": Kind(_U, "there is no picture “{found}” beside the workbook",
                         "put it there, or clear the cell"),
    "logo-kind": Kind(_U, "the logo “{found}” is not a whole PNG or JPEG picture of at most "
                      "2 MB and 4 million dots", "make it smaller, and save it as PNG"),
    "source-unused": Kind(_W, "the source “{found}” is not used anywhere", "use it or remove it"),
    # -- fit for patients ------------------------------------------------------------------
    **{f"ipdas-{item}": Kind(_F, f"{item.upper()} fails: {{why}}", "{do}")
       for item in DECIDED_BY_RULE},
    **{f"ipdas-{item}": Kind(_W, f"{item.upper()} is open: {{why}}", "{do}")
       for item in DECIDED_BY_PEOPLE},
    **{f"unjudged-{item}": Kind(_W, f"{item.upper()} is open: {{why}}", "{do}")
       for item in UNJUDGED},
    "no-intervention": Kind(_F, "no option is of the kind “no treatment”",
                            "add going on as now, so that it can be compared"),
    "overdue": Kind(_F, "the content was due for review on {due}, before {day}",
                    "look through it again, and set the content date"),
    "relative-risk": Kind(_F, "there is “{found}”: a relative risk, without how many people it "
                          "means", "put how many of how many had it into the sheet Outcomes"),
    "no-harm-claimed": Kind(_F, "there is “{found}”; no text says that there is no harm",
                            "say in the sheet Outcomes whether harm was looked for: not studied, "
                            "or none reported with its study"),
    "none-reported-alone": Kind(_F, "“none reported” has no source that studied people, so it "
                                "would tell patients “no harm” where there are no data",
                                "name the study that looked, or choose “not studied”"),
    "units-mixed": Kind(_F, "“{found}” and “{other}” are counted in one row that is marked as "
                        "comparable", "mark the row as not comparable, or split it"),
    "frames": Kind(_F, "the words for the people who do not have it ({found}) are missing, or are "
                   "the words for those who do", "write both"),
    "denominator": Kind(_W, "{found} of {people} is under 1 in 100, in a row out of 100",
                        "count the whole row “{row}” out of 1000"),
    "comparator-missing": Kind(_W, "the study had a comparison group, and its figure is not here",
                               "fill “Compared with”, “Their n” and “Their N”"),
    "people-over-study": Kind(_F, "{found} people are counted, more than the {allowed} of its "
                              "studies ({other})", "correct one of the two"),
    "study-under-people": Kind(_F, "there are {found} people, and several figures of this study "
                               "count more ({cells})", "correct the size, or the figures"),
    "kind-other": Kind(_F, "there is “{found}”, and several cells of the option contradict it "
                       "({cells})", "choose the kind that fits, or correct these"),
    "per-other": Kind(_F, "it is told per {found}, and its row is out of {allowed} ({other})",
                      "tell it out of {allowed}"),
    "blinding-other": Kind(_F, "there is “{found}”, and {other} says “{theirs}”",
                           "correct one of the two: the page marks how the study was done"),
    "figure-no-study": Kind(_F, "there is a number, and its source “{found}” is no study "
                            "(“{theirs}” in {other})", "name the study, or choose “not studied”"),
    "label-time": Kind(_F, "“{found}” names another time than {other} ({theirs})",
                       "correct one of the two"),
    "years-people": Kind(_W, "there are {found} person-years, just as many as the people of the "
                         "study ({other})", "look whether people were counted"),
    "side-other": Kind(_F, "there is “{found}”, and {other} tells of “{theirs}”",
                       "correct one of the two"),
    "direction-other": Kind(_F, "there is “{found}”, and {other} says “{theirs}”",
                            "make the better end and the words for better and worse agree"),
    "fact-unused": Kind(_W, "no rule asks for “{found}”",
                        "add its rule again, or remove the fact"),
    "comparable-not": Kind(_W, "{count} figures of the row have a definition and a time of their "
                           "own ({cells}), and it is marked as comparable",
                           "choose no, or split the row"),
    "names-alike": Kind(_F, "“{found}” is the name in {other} too",
                        "give each its own, so that patients can tell them apart"),
    "kind-step": Kind(_F, "there is {found}, and the option is of the kind “{kind}” ({other})",
                      "correct one of the two"),
    "kind-words": Kind(_F, "there is “{found}”, and the option is of the kind “{kind}” ({other})",
                       "say what is done to the body"),
    "kind-recovery": Kind(_W, "there is “{found}”, and the option is of the kind “{kind}” "
                          "({other})", "correct one of the two"),
    "effort-none": Kind(_W, "there is 0, no effort, and {other} asks for some",
                        "choose the step that fits"),
    "recovery-far": Kind(_W, "there is {found}, many times longer than the other ways back of "
                         "“{option}” ({allowed} at most)", "look whether the unit is right"),
    "order-other": Kind(_W, "there is “{found}”, after “{theirs}” of “{first}”, which is not the "
                        "order that {other} claims", "put the options in that order, or say what "
                        "the order is"),
    "interests-other": Kind(_W, "there is “{found}”, and {other} tells of an interest of {name}",
                            "tell it here too"),
    "reviewer-author": Kind(_W, "{name} is an author too ({other}), and nobody reviews their own "
                            "work from outside", "name the person who did"),
    "values-side": Kind(_W, "no value asks about a {side}", "add one"),
    "address-other": Kind(_W, "“{found}” is no web address and no doi",
                          "write it as in https://example.org/page or doi 10.1000/1"),
    "capitals": Kind(_W, "the whole text is in capitals (“{found}”)",
                     "write it in small letters: capitals are hard to read"),
    "text-twice": Kind(_W, "the same text stands in {other}, which tells of another option",
                       "say what is so of this option"),
    "language-other": Kind(_W, "the text reads like {found}, and its column is in the language "
                           "“{allowed}”", "translate it, or put it into the column of its "
                           "language"),
    "sponsor-unmarked": Kind(_W, "“{found}” paid, and “Paid by the maker” is no",
                             "choose yes if they sell the treatment; otherwise accept this"),
    "order-unexplained": Kind(_W, "the text does not say what the order of the options follows",
                              "say it, as in “from least to most invasive, not from best to "
                              "worst”"),
    "scale-unexplained": Kind(_W, "step {found} says the same as another, or nothing",
                              "say what this step means"),
    "chance-word": Kind(_W, "there is “{found}”: a chance in a bare word",
                        "leave it out, or give the count in the sheet Outcomes"),
    "persuasive": Kind(_W, "there is “{found}”, a word that praises or plays down",
                       "say it without that word"),
    "advice": Kind(_W, "there is “{found}”, which advises in place of comparing",
                   "say what is known, and leave the choice to the patient"),
    "placeholder": Kind(_F, "there is “{found}”, which stands in for something that is not "
                        "written yet", "write it, or clear the cell where it may be blank"),
    "language-not-checked": Kind(_W, "texts in “{found}” are not looked through for chances, "
                                 "denials of harm, praise and advice: there is no table of "
                                 "such words for it", "let a person who knows the language "
                                 "look through them, then accept this"),
    "balance-cell": Kind(_W, "“{longest}” has {most} words here, “{shortest}” has {least}",
                         "bring them closer: the longer one may have twice as many words at most"),
    "reading-above": Kind(_W, "“{what}” reads at grade {found} (age {age}); aim for 6 (age 11)",
                          "shorten its sentences and choose shorter words"),
    "reading-hard": Kind(_W, "“{what}” reads at grade {found} (age {age}), too hard to be read "
                         "alone (8)", "shorten its sentences and choose shorter words"),
    "reading-cell": Kind(_W, "the cell reads at grade {found} (age {age}), too hard to be read "
                         "alone (8)", "shorten its sentences and choose shorter words"),
    "ease-above": Kind(_W, "“{what}” scores {found} ({band}) by {formula}; aim for {aim}",
                       "shorten its sentences and choose shorter words"),
    "ease-hard": Kind(_W, "“{what}” scores {found} ({band}) by {formula}, too hard to be read "
                      "alone (under {least})", "shorten its sentences and choose shorter words"),
    "ease-cell": Kind(_W, "the cell scores {found} ({band}) by {formula}, too hard to be read "
                      "alone (under {least})", "shorten its sentences and choose shorter words"),
    "sentence-long": Kind(_W, "a sentence has {found} words, more than {allowed}: “{text}”",
                          "make two of it"),
    "jargon": Kind(_W, "there is “{found}”; plain words are “{plain}”",
                   "use them, or allow the term in the sheet Words with a reason"),
    "source-stale": Kind(_W, "the source was last checked on {found}, longer ago than the review "
                         "interval", "look at it again, and set the date"),
    "date-ahead": Kind(_W, "there is {found}, a date after {day}", "correct the date"),
    "accepted-not-warning": Kind(_W, "“{found}” is {severity}, and only a warning can be accepted",
                                 "mend it, and remove this row"),
    "accepted-unknown": Kind(_W, "no problem “{found}” is at this cell now",
                             "remove the row: what it accepted is gone, or its code or cell is "
                             "wrong"),
    "accepted-blank": Kind(_W, "the cell is blank, so that this row accepts nothing",
                           "paste what the cell says: “{found}”"),
    "accepted-changed": Kind(_W, "the cell does not say that any more, so that nothing is accepted",
                             "look at it again; if it is acceptable still, paste what it says now: "
                             "“{found}”"),
    "accepted-cell": Kind(_W, "there is “{found}”, which names no sheet; it must be a sheet and "
                          "its cell, as in {allowed}", "write it that way"),
    # -- facts and rules -------------------------------------------------------------------
    "fact-choices": Kind(_U, "a fact of the type choice needs two choices or more",
                         "list them with commas"),
    "fact-told": Kind(_U, "there is “{found}”, but only a fact of the type yes/no is said to the "
                      "patient in words of its own", "clear the cell"),
    "fact-name-taken": Kind(_U, "“{found}” is a heading that sdaid uses itself",
                            "choose another name"),
    "rule-condition": Kind(_U, "there is “{found}”; a condition on {fact} must be {allowed}",
                           "correct the condition"),
    "rule-text-fact": Kind(_U, "there is a condition on {fact}, which is free text",
                           "make the fact a choice, or clear the condition"),
    "rule-no-condition": Kind(_U, "the rule has no condition, so its message would go to everyone",
                              "add a condition, or move the sentence to the option"),
    "rule-never": Kind(_U, "the rule can never apply: {why}", "correct the condition"),
    "rule-contradicts": Kind(_U, "the same conditions give the option “{found}” here and “{other}” "
                             "in {where}", "decide which of the two holds"),
    "rule-twice": Kind(_W, "the same rule is in {where} too", "remove one"),
    # -- the appointment list --------------------------------------------------------------
    "list-no-rows": Kind(_U, "the list holds no appointments", "add them below the headings"),
    "held-id-twice": Kind(_H, "the appointment id “{found}” is in {other} too",
                          "give each appointment its own id"),
    "held-birth": Kind(_H, "the date of birth {found} is {why}", "correct it"),
    "held-fact-missing": Kind(_H, "the fact “{fact}” is needed and blank; it must be {allowed}",
                              "fill it"),
    "held-language": Kind(_H, "there is no aid in the language “{found}”; there is {allowed}",
                          "give the patient an aid in another way, or change the language"),
    "language-asked": Kind(_S, "the workbook has no texts in the language “{found}”; it has them "
                           "in {allowed}", "name one of these with --language"),
    "language-unsigned": Kind(_F, "nobody has signed the translation into the language "
                              "“{language}” as it is now",
                              "have a person who reads it type “{signs}” under Attests in the "
                              "sheet People; until then --draft makes drafts in it"),
    "held-language-part": Kind(_H, "the aid in the language “{language}” is not whole; what is "
                               "missing or has no room ({count} in all): {cells}",
                               "complete the translation (“sdaid check --language {language}” "
                               "lists what is missing), or give the patient an aid in another way"),
    "held-language-unsigned": Kind(_H, "nobody has signed the translation into the language "
                                   "“{language}” as it is now",
                                   "have a person who reads it type “{signs}” under Attests in "
                                   "the sheet People; until then --draft makes drafts in it"),
    "held-language-unfit": Kind(_H, "the check finds texts in the language “{language}” that no "
                                "patient may get ({count} in all): {cells}",
                                "correct them (“sdaid check --language {language}” lists them); "
                                "until then --draft makes drafts in it"),
    "held-language-gone": Kind(_H, "the workbook has no texts in the language of this aid",
                               "render the list again"),
    "held-languages": Kind(_H, "several languages are named, and none as the one that the patient "
                           "prefers", "name the one in which the patient reads best"),
    "held-signed": Kind(_H, "the patient's language is a sign language, which does not tell what "
                        "they read; there is an aid in {allowed}",
                        "ask whether they read that well, then write it; or go through the "
                        "options with them and an interpreter"),
    "held-option": Kind(_H, "“{found}” among the options tried is not an option{guess}",
                        "correct it"),
    "held-glyphs": Kind(_H, "no font here can set {found}", "{do}"),
    "held-no-name": Kind(_H, "there is a placeholder such as “NA”, “-” or “unknown”, and not "
                         "a name", "write the name as the patient writes it; if the name really is "
                         "Na, write it with a small letter after its capital"),
    "held-codes": Kind(_H, "it holds codes of web pages, such as “&#39;”, in the place of letters",
                       "write the letters themselves, or export the list again as text"),
    "password-cell": Kind(_U, "the cell is not text, so the password may not be read as it was "
                          "typed", "format the column as text, and type it again"),
    "held-id-name": Kind(_H, "the appointment id “{found}” cannot be a file name",
                         "use letters, digits, “-”, “_” and “.”"),
    "held-id-taken": Kind(_H, "the appointment id “{found}” is a name that sdaid gives to another "
                          "document of a run", "give the appointment another id"),
    "line-left-out": Kind(_W, "the line holds {what}; it was left out",
                          "do nothing if that is right; otherwise fill the row"),
    "skipped": Kind(_W, "the visit is {why}", "there is nothing to do"),
    "list-kind": Kind(_U, "this is {found}, not an appointment list, which must be .xlsx, .csv, or "
                      "FHIR R4 as a Bundle (.json) or bulk export (.ndjson)",
                      "export the list as one of these"),
    "list-changed": Kind(_U, "the list changed while its aids were made",
                         "leave it as it is and run it again: only what changed is made again"),
    "csv-mixed": Kind(_U, "line {found} is written in another encoding than line {other} (UTF-8)",
                      "export the list again, as UTF-8"),
    "csv-encoding": Kind(_U, "line {found} holds bytes that are no text in {tried}",
                         "export the list again, as UTF-8"),
    "csv-assumed": Kind(_W, "the file is not UTF-8; it was read as Windows-1252, from line {found}",
                        "export it as UTF-8, or look at the accents in the aid of that line before "
                        "it goes out"),
    "csv-broken": Kind(_U, "line {found} cannot be split into cells ({why})",
                       "export the list again: a quotation mark is missing or too many there"),
    "csv-quotes": Kind(_H, "{why}, as after a quotation mark that is missing or too many, so the "
                       "cells of this row may be other patients'",
                       "look at the quotation marks from this line of the file on, or export the "
                       "list again"),
    "csv-named-book": Kind(_W, "this is text with separators, though its name ends in {found}; it "
                           "was read as that",
                           "nothing; do not open and save it in Excel, which takes the zeros in "
                           "front of ids away"),
    "html-named-book": Kind(_W, "this is a page of HTML, whatever its name says; its tables were "
                            "read", "nothing; do not open and save it in Excel, which takes the "
                            "zeros in front of ids away"),
    "row-struck": Kind(_H, "the row is struck through", "take it out, or the line through it"),
    "list-fhir": Kind(_U, "this is FHIR, whose names are the same in every system",
                      "leave the profile out: there is nothing to tell"),
    "list-sheet": Kind(_U, "nothing tells which sheet is the list ({found})",
                       "name it “{sheet}”, or say it in a profile (sdaid new PROFILE.xlsx --list "
                       "LIST)"),
    "list-no-headings": Kind(_U, "no line of the first 20 holds the headings of a list ({found}); "
                             "needed are {allowed}",
                             "export the list with its headings, or say in a profile which line "
                             "holds them"),
    "column-missing": Kind(_U, "no column of line {line}, which holds the headings, is known as "
                           "{ours}; what may be it: {found}",
                           "say which it is in a profile (sdaid new PROFILE.xlsx --list LIST), or "
                           "add the column to the export"),
    "column-twice": Kind(_U, "“{found}” and the column of {other} are both read as “{ours}”",
                         "say in a profile which of them it is (sdaid new PROFILE.xlsx --list "
                         "LIST)"),
    "column-decides": Kind(_U, "the heading “{found}” speaks of what decides whether somebody gets "
                           "an aid, and nobody told what it is",
                           "say in a profile which of our columns it is, or that it does not "
                           "matter (sdaid new PROFILE.xlsx --list LIST)"),
    "column-near-fact": Kind(_U, "the heading “{found}” may be the patient fact {ours}, and nobody "
                             "told whether it is",
                             "say in a profile that it is, or that it does not matter (sdaid new "
                             "PROFILE.xlsx --list LIST --for OPTIONS.xlsx); or put it under Other "
                             "headings of the fact, in the sheet Patient facts"),
    "table-beside": Kind(_U, "an empty column ends the list, and beyond it stand headings of ours: "
                         "{found}",
                         "say in a profile what they are, or that they do not matter (sdaid new "
                         "PROFILE.xlsx --list LIST)"),
    "title-decides": Kind(_U, "a line above the headings speaks of visits that do not take place, "
                          "and no column tells which",
                          "export the list with its column of the status, or take that line out if "
                          "the visits below it take place"),
    "list-one-column": Kind(_U, "each line stands in one cell, with signs that part cells in it",
                            "give the text file as the system wrote it, and do not paste it into a "
                            "sheet"),
    "title-day": Kind(_U, "no column holds the day of the visits, and the lines above the headings "
                      "do not settle it ({why})",
                      "add the column to the export, or leave one day in the title, as in "
                      "2026-11-30"),
    "row-under-other": Kind(_H, "the row stands below other headings, or a title, in line {other}",
                            "move it to the list, or take that table out of the file"),
    "row-marked": Kind(_H, "a cell that is not read speaks of what decides whether somebody gets "
                       "an aid", "look at it; then correct the status, or clear the cell"),
    "profile-outside": Kind(_U, "the profile “{found}” lies outside the workbook's folder",
                            "copy it beside the workbook and give its name alone"),
    "profile-sheet": Kind(_U, "the profile names the sheet “{sheet}”, and there is none",
                          "correct it in the profile, or rename the sheet"),
    "profile-field": Kind(_U, "the profile says that the column “{found}” is “{ours}”, which is "
                          "none of ours", "choose one from the profile's dropdown"),
    "profile-twice": Kind(_U, "two columns are said to be “{found}”, this one and that of {other}",
                          "choose one of them"),
    "profile-gone": Kind(_U, "the profile {profile} tells of columns that are not there: {found}",
                         "make the profile anew, if the system's lists have changed, or export "
                         "the list as it was"),
    "profile-new": Kind(_W, "the profile {profile} does not tell of these columns: {found}",
                        "add them to the profile, if they matter"),
    "csv-row-long": Kind(_H, "the row has {found} cells, the headings {allowed}, so its cells may "
                         "stand below the wrong headings",
                         "put quotation marks around a text that holds the separator"),
    "csv-row-cut": Kind(_H, "the file ends within this row, which has {found} cells of {allowed}",
                        "export the list again"),
    "fhir-damaged": Kind(_U, "this is not FHIR as JSON ({why})", "export it again"),
    "fhir-bundle-type": Kind(_U, "the Bundle is of the type “{found}”; it must be a searchset or a "
                             "collection", "search for Appointments and their Patients"),
    "fhir-single": Kind(_U, "this is a single {found}, and no list of visits",
                        "search for Appointments and their Patients (a Bundle), or make a bulk "
                        "export"),
    "fhir-message": Kind(_U, "the Bundle is a message ({found}) between two systems about one "
                         "booking, as BaRS sends it, and no list of visits",
                         "take the list from the system that keeps the bookings: search for "
                         "Appointments and their Patients"),
    "fhir-no-appointments": Kind(_U, "there is no Appointment in it", "search for Appointments"),
    "fhir-no-patients": Kind(_U, "there are Appointments and no Patient in it",
                             "ask the server for _include=Appointment:patient, or put "
                             "Patient.ndjson into the folder"),
    "fhir-paging": Kind(_W, "the Bundle continues on another page: {found} of {total} entries "
                        "are here",
                        "fetch the other pages too, or ask for a bulk export"),
    "fhir-line": Kind(_H, "the line is not a FHIR resource ({why})", "export it again"),
    "fhir-patient": Kind(_H, "{why}", "correct it in the clinic's system, or export it again"),
    "facts-twice": Kind(_H, "the patient stands in row {other} too, and the two rows differ",
                        "remove one"),
    "facts-other": Kind(_U, "none of the patients in it ({count}) is in the list{near}",
                        "give the file of facts that goes with this list, or write the "
                        "patient ids the same way in both"),
    "facts-stray": Kind(_W, "patients in it that are not in the list: {count} of {all} "
                        "({found}){near}", "do nothing if the file is meant to tell of more "
                        "patients than the list; otherwise correct their ids"),
    "facts-near": Kind(_H, "the file of facts lacks this patient id, and has one that differs in "
                       "zeros in front or spaces alone ({other})",
                       "write it the same way in both, or give this patient a row in the file "
                       "of facts"),
    "facts-unknown": Kind(_W, "the file of facts has no row of this patient",
                          "add one; or do nothing, and the aid says what is not known"),
    "facts-lacking": Kind(_W, "visits of patients without a row in the file of facts: {count} "
                          "({found})", "add their rows; or do nothing, and their aids say what is "
                          "not known"),
    "facts-differ": Kind(_H, "there is “{found}”, and the file of facts says “{theirs}”",
                         "correct one of the two"),
    "facts-decide": Kind(_U, "the heading “{found}” speaks of what decides whether somebody gets "
                         "an aid, and is not read in a file of facts",
                         "put that column into the list, or take it out of this file"),
    "facts-person": Kind(_H, "the file of facts has another {what} for this patient id ({other})",
                         "find out whose id it is, and correct one of the two"),
    "held-blank-reason": Kind(_H, "the visit has no reason, so that nobody knows whether this aid "
                              "is meant; it is for {allowed}",
                              "fill it, or render with --all-for-this-decision"),
    "reason-near": Kind(_W, "{count} visits for {word} get no aid: did you mean “{meant}”?",
                        "if so, add the words to the visit reasons of the workbook's sheet "
                        "Decision, or correct them in the list"),
    "reason-near-one": Kind(_W, "the visit gets no aid for its reason: did you mean “{meant}”?",
                            "if so, correct it, or add the words to the visit reasons of the "
                            "workbook's sheet Decision"),
    "held-second-visit": Kind(_H, "the patient has an earlier visit in this list ({other}), and "
                              "one aid is enough", "mark one of them as cancelled, or lift this "
                              "hold with --lift"),
    "lifted": Kind(_W, "{what}; {who} lifted this hold on {day}: “{because}”",
                   "do nothing: the visit is held again where its row changes"),
    "lift-lapsed": Kind(_W, "{who} lifted a hold of “{found}” on {day}, and the row, or what it is "
                        "held for, has changed since, so that it is held again",
                        "look at it again; if the visit is to get an aid, lift the hold anew"),
    "lift-refused": Kind(_S, "“{found}” is not held for something that a person may lift ({why})",
                         "correct what is wrong in the list or the system that it comes from"),
    "lift-unknown": Kind(_S, "there is no appointment “{found}” in the list{guess}",
                         "correct the id"),
    "lift-none": Kind(_S, "no hold of “{found}” is lifted", "look at the plan again"),
    "lift-nothing": Kind(_S, "nothing holds “{found}”", "look at the plan again"),
    "lift-words": Kind(_S, "who lifts a hold, and why, is written down; {what} {found}",
                       "say it in {allowed}"),
    "lift-name": Kind(_S, "{what} names the patient of “{found}”, or holds the patient's id or "
                      "date of birth", "say it without them: it is kept where no names are"),
    "lifts-damaged": Kind(_S, "the record of lifted holds cannot be used ({why})",
                          "move it away: its visits are then held again, and can be lifted anew"),
    "lifts-changed": Kind(_S, "a hold of this list was lifted, or put back, since the plan was "
                          "made", "plan again"),
    "held-moved": Kind(_H, "the status says that the visit was moved, so this slot was probably "
                       "left; visits of the same patient that stand: {other}",
                       "in the list or the system that it comes from, mark a slot that was left "
                       "as cancelled, or the new time as booked; if the word always means one "
                       "of them, say so once in the sheet Words of the list's profile (sdaid new "
                       "PROFILE.xlsx --list LIST)"),
    "held-marked": Kind(_H, "somebody wrote into this cell that the visit is cancelled, that the "
                        "patient has died, or that it is no patient's",
                        "put it into the column that is for it, or clear it"),
    "held-two-people": Kind(_H, "the patient id of this row has another name or date of birth in "
                            "{other}", "find out whose id it is"),
    "held-gone": Kind(_H, "another row of this patient ({other}) says that the patient has died or "
                      "opted out", "find out whether that is so, and say it in every row of the "
                      "patient, or correct that cell"),
    "held-one-person": Kind(_H, "the patient's name and date of birth are under other patient ids "
                            "too ({other})", "correct what was filled down; if they are two "
                            "people, make the aid of each with “sdaid render --desk”"),
    "held-shared-email": Kind(_H, "the e-mail address is that of other patients too ({other})",
                              "correct what was filled down, or write yes under “Shared e-mail” in "
                              "each of their rows"),
    "held-shared-password": Kind(_H, "the password is that of other patients too ({other})",
                                 "give each their own, or write yes under “Shared e-mail” in each "
                                 "of their rows"),
    "held-visit-late": Kind(_H, "this visit is after the day on which the content's review is due, "
                            "and its date may be wrong", "correct the date of the visit if it is"),
    "held-utc": Kind(_H, "the visit's time is in UTC ({found}), not in the clinic's own",
                     "give the clinic's zone, as in --time-zone Europe/London"),
    "draw-failed": Kind(_H, "the pages could not be made ({why})",
                        "report this: it is a fault of the program"),
    "scheduler-lost": Kind(_S, "the cluster's scheduler at {found} does not answer ({why})",
                           "start it again and repeat the command: it goes on where it stopped"),
    "logo-grey": Kind(_U, "the logo “{found}” is a PNG in grey of 16 bits, which cannot be drawn",
                      "save it with 8 bits for each colour"),
    "worker-differs": Kind(_S, "a worker has another version of the program or its templates",
                           "install the same version on every machine"),
    "cluster-tls": Kind(_S, "Dask's configuration names no certificates for {found}",
                        "name them there, or use tcp://"),
    "cluster-missing": Kind(_S, "Dask is missing on this machine", "install it with "
                            "“pip install sdaid[cluster]”"),
    "zone-unknown": Kind(_S, "“{found}” is not a time zone such as Europe/London",
                         "correct --time-zone"),
    # -- the page --------------------------------------------------------------------------
    "page-overflow": Kind(_U, "on page {page} the text “{found}” reaches {over} mm over its place",
                          "shorten it"),
    "page-address": Kind(_U, "the page asks for “{found}”, which is neither a part of sdaid nor "
                         "the logo",
                         "save the logo as PNG"),
    "page-warning": Kind(_U, "there was a fault in drawing the page ({found})",
                         "report this: it is a fault of the program"),
    "identifiers-long": Kind(_H, "name, date of birth and id have more than {allowed} characters, "
                             "too many for the head of a page", "shorten the name in the list"),
    # -- the mailing -----------------------------------------------------------------------
    "mail-draft": Kind(_S, "this run is a draft, which is never sent",
                       "make the workbook fit for patients and render it again"),
    "mail-input-missing": Kind(_S, "the file that the run was made from is not there any more",
                               "name its place with {option}"),
    "mail-input-changed": Kind(_S, "the file is not the one that the run was made from",
                               "render the list again, or put the old file back"),
    "mail-not-in-list": Kind(_H, "the appointment “{found}” is not in the list",
                             "render the list again"),
    "mail-not-wanted": Kind(_H, "the list says “{found}”, but an aid was made",
                            "render the list again"),
    "print-nothing": Kind(_S, "the run has no paper of this kind", "make its aids first"),
    "mail-older": Kind(_H, "its aid was made by an earlier run, and the workbook, the list or "
                       "the program has changed since", "render the whole list again"),
    "mail-no-book": Kind(_H, "the patient wants the evidence book, and the run holds none in the "
                         "format and on the paper of the aid", "render the list again"),
    "mail-visit-over": Kind(_H, "the visit was on {found}, before {day}",
                            "remove the row, or correct the date"),
    "mail-already": Kind(_H, "this content was already sent on {day} ({channel}, run {batch})",
                         "do nothing, or send it with --again and a reason"),
    "mail-id-again": Kind(_H, "on {day} this content went to the appointment “{found}” "
                          "({channel}, run {batch}), but under another patient id: the "
                          "appointment's id was used again, or the patient's was corrected",
                          "find out which; if it is another patient, send it with --only {found} "
                          "--again and a reason"),
    "mail-returned": Kind(_H, "what went on {day} ({channel}) came back",
                          "correct the address in the list and render again, then send it with "
                          "--only {found} --again and a new reason"),
    "mail-unsure": Kind(_H, "the e-mail of {day} may have been sent: the server's answer did not "
                        "come, was not understood, or was not written down before the run stopped",
                        "ask the patient or look into the server's log, then: sdaid settle {found} "
                        "--as sent (or not-sent)"),
    "mail-anothers": Kind(_H, "page {page} of the aid does not bear the patient's name, date of "
                          "birth and id: it may be another's", "remove the file {file} from the "
                          "run's folder and render the list again; if it happens again, report "
                          "it as a fault of the program"),
    "mail-begun": Kind(_H, "another run began to send to this appointment on {day} ({channel}, run "
                       "{batch}), and it runs still, or its folder is not there to tell how it "
                       "ended", "wait for it to end; if none runs, find out what became of it, "
                       "then: sdaid settle {found} --as sent (or not-sent)"),
    "mail-refused": Kind(_H, "the server refused this e-mail for good ({why})",
                         "correct the address in the list and render again, or use post"),
    "mail-temporary": Kind(_H, "the server did not take the e-mail yet ({why})",
                           "run it again later: it was not sent"),
    "mail-taken": Kind(_H, "another run is sending this aid at this moment", "wait for it to end"),
    "mail-server": Kind(_S, "the mail server cannot be used ({why})", "{do}"),
    "mail-server-form": Kind(_S, "“{found}” is not of the form HOST:PORT, with a port from 1 to "
                             "65535", "write it that way, as in mail.example.org:587"),
    "mail-reveals": Kind(_S, "the e-mail's {part} would hold “{found}”, a word of the condition",
                         "{do}"),
    "mail-reveals-perhaps": Kind(_W, "the e-mail's {part} may tell “{found}”, a word of the "
                                 "condition", "look at it; if it does, {do}"),
    "mail-head": Kind(_S, "this cannot stand in the head of an e-mail: {why}",
                      "write it otherwise, or give another name with --sender-name"),
    "email-blank": Kind(_H, "there is no e-mail address", "fill it, or change the channel"),
    "sender-bad": Kind(_S, "“{found}” is not an e-mail address", "correct --from"),
    "email-bad": Kind(_H, "“{found}” is not an e-mail address", "correct it"),
    "email-nobodys": Kind(_H, "the e-mail address says that there is none, and may be a stranger's",
                          "ask the patient for one, or change the channel"),
    "email-password-blank": Kind(_H, "there is no password to open the aid with",
                                 "fill “E-mail password”, or send notices with --notice"),
    "email-password-exact": Kind(_H, "the password {why}, so that the aid may not open",
                                 "type it again, and tell the patient"),
    "email-password-weak": Kind(_H, "the password {why}", "choose one of 8 characters or more that "
                                "nobody can guess from the list"),
    "email-password-birth": Kind(_H, "the password holds the date of birth, which others know",
                                 "choose another, or send with --open-with date-of-birth"),
    "addressee-none": Kind(_H, "the addressee is a placeholder, not a name", "write the name of "
                           "the person who gets the letter, or leave the cell blank for the "
                           "patient"),
    "country-doubtful": Kind(_H, "these two letters mean {allowed}, and lists write them for other "
                             "things too, such as “not known” or a state of the US",
                             "write the country's name, or leave the cell blank for the clinic's "
                             "own"),
    "postcode-two": Kind(_H, "the address ends with another postcode than this one",
                         "correct the wrong one"),
    "address-empty": Kind(_H, "there is no address", "fill it, or change the channel"),
    "address-no-abode": Kind(_H, "the address says that this person has no fixed abode",
                             "give the aid at the desk, or ask where it should go"),
    "address-few-lines": Kind(_H, "the address has {found} of the {allowed} lines that it needs, "
                              "the name among them", "complete it"),
    "address-many-lines": Kind(_H, "the address has {found} lines; the window holds {allowed}",
                               "shorten it, or choose another window"),
    "address-line": Kind(_H, "the line “{found}” is not part of an address",
                         "correct or remove it"),
    "address-characters": Kind(_H, "the address holds {found}, which cannot be printed there",
                               "type it again"),
    "address-wide": Kind(_H, "the address does not fit inside the window {window} ({why})",
                         "shorten its longest line"),
    "address-accents": Kind(_H, "“{found}” in capitals has two accents, which stand out of the "
                            "window {window} at so many lines",
                            "write the name in small letters after its capital, or shorten the "
                            "address by a line"),
    "letter-odd": Kind(_H, "it cannot be proved that the letter shows the address correctly "
                       "({why})",
                       "look at the name, or give the aid at the desk"),
    "letter-long": Kind(_H, "the letter runs off its page", "shorten the name or the place of the "
                        "visit"),
    "postcode-blank": Kind(_H, "there is no postcode; write one such as {allowed}",
                           "fill it"),
    "postcode-bad": Kind(_H, "“{found}” is not a postcode of this country, such as {allowed}",
                         "correct it, or the country"),
    "country-unknown": Kind(_H, "“{found}” is not a country", "write its name in English or its "
                            "two letters"),
    "country-asked": Kind(_S, "“{found}” is not a country", "give --country its name in English or "
                          "its two letters, as in GB"),
    "country-home": Kind(_S, "nothing says in which country the clinic is",
                         "name it with --country, as in --country GB"),
    "window-own": Kind(_S, "“{found}” is not a window that a letter can have; it must be "
                       "{allowed}, or left, top, width and height in mm, as in 20,45,85,45",
                       "give one of these to --window"),
    "run-measured": Kind(_S, "the finished print run was measured and is wrong ({why})",
                         "report this: it is a fault of the program; nothing was posted"),
    # -- the ledger ------------------------------------------------------------------------
    "ledger-missing": Kind(_S, "there is no ledger here", "name its place with --ledger"),
    "ledger-busy": Kind(_S, "the ledger cannot be used ({why})",
                        "wait for other runs to end, and free the folder"),
    "ledger-damaged": Kind(_S, "this is not a ledger, or a damaged one ({why})",
                           "bring back the last copy; until then nothing can be sent"),
    "ledger-lost": Kind(_S, "this ledger does not know the print run {found}, so that its letters "
                        "would go again",
                        "bring the ledger back from a copy, or name it with --ledger; if it is "
                        "lost, move that folder away and send with --only what its manifest.csv "
                        "does not list"),
    "ledger-foreign": Kind(_S, "this is a database of another program",
                           "name the ledger with --ledger"),
    "ledger-newer": Kind(_S, "the ledger has version {found}; this program knows {allowed}",
                         "get the newer program"),
    "forget-foreign": Kind(_S, "this is not what the ledger says was made here ({why})",
                           "give the ledger of this folder with --ledger, finish a run that was "
                           "cut off, or move the folder away"),
    "desk-past": Kind(_H, "the visit was on {found}, before {day}", "correct the date"),
    "edition-second": Kind(_S, "other content went out as version “{found}” on {day}; what differs "
                           "is listed above", "give this content its own version, or make a draft "
                           "with --draft"),
    "aid-unknown": Kind(_S, "the ledger knows no aid of “{found}”", "correct the id"),
    "batch-folder-missing": Kind(_S, "the folder of the run {found} is missing",
                                 "bring it back from a copy"),
    "file-changed": Kind(_H, "the file is not the one that was made: its checksum differs",
                         "render the list again"),
    "version-unknown": Kind(_S, "the ledger knows no aid of version “{found}”", "correct it"),
    "figure-unknown": Kind(_S, "version {version} has no figure “{found}”{guess}", "correct it"),
    "settle-busy": Kind(_S, "a run is sending to “{found}” at this moment", "wait for it to end"),
    "settle-nothing": Kind(_S, "nothing that went to “{found}” can be {state}",
                           "look at: sdaid history {found}"),
    # -- machine and folder ----------------------------------------------------------------
    "pango-missing": Kind(_S, "the library Pango is missing on this machine, so nothing can be "
                          "drawn", "{do}"),
    "harfbuzz-subset-missing": Kind(_W, "the library HarfBuzz-subset is missing, so every page "
                                    "takes several times as long", "{do}"),
    "cannot-write": Kind(_S, "this cannot be written ({why})", "name another place, or free it"),
    "port-taken": Kind(_S, "port {found} of this machine is in use",
                       "leave --port out, or name another one"),
    "list-ending": Kind(_S, "a list cannot end so; its name must end in one of {allowed}",
                      "export it again as Excel or CSV, or rename it"),
    "no-folder": Kind(_S, "there is no such folder", "name the one that holds your workbooks"),
    "system-refuses": Kind(_S, "the system does not let it be used ({why})",
                           "free room there, or repair it, and repeat the command"),
    "memory-short": Kind(_S, "this machine has too little memory for it", "end other programs, or "
                         "give fewer --workers, and repeat the command"),
    "run-linked": Kind(_S, "the folder of a run is a link to another place, or holds one",
                       "remove the link, or choose another folder with --output"),
    "folder-of-run": Kind(_S, "this is the folder of a list's run, which holds the aids of that "
                          "run alone",
                          "choose another with --output"),
    "folder-in-use": Kind(_S, "another run is writing into this folder{who}",
                          "wait for it to end"),
    "folder-other-list": Kind(_S, "the folder holds the aids of another list ({found})", "{do}"),
    "manifest-missing": Kind(_S, "there is no manifest, so this is not the folder of a finished "
                             "run", "give the folder that “sdaid render” named"),
    "manifest-damaged": Kind(_S, "the manifest is damaged ({why})",
                             "make the aids again with “sdaid render”"),
    "manifest-schema": Kind(_S, "the manifest is of version {found}; this program reads {allowed}",
                            "make the aids again with “sdaid render”"),
    "fast-differs": Kind(_W, "the fast way drew other pages than the plain way ({why}); those of "
                         "the plain way were written",
                         "make all aids again with --plain, and report it"),
    "fast-none": Kind(_W, "no aid of this run went the fast way ({why}), which takes many times as "
                      "long", "make them all the same, or report it"),
    "exists": Kind(_S, "there is a file of this name already, and it is never overwritten",
                   "choose another name"),
    "aid-exists": Kind(_S, "there is a file of this name already, and it is never overwritten",
                       "move it away, or choose another place with --output"),
    "only-unknown": Kind(_S, "there is no appointment “{found}” in the list{guess}",
                         "correct --only"),
    "only-absent": Kind(_W, "appointments in this file that are not in the list: {count} "
                        "({found})",
                        "look for them in the lists of other runs"),
    "only-none": Kind(_S, "none of the appointments in this file is in the list",
                      "give the list that they were made from"),
    "only-empty": Kind(_S, "the file names no appointment", "give a list of appointment ids"),
    "set-unknown": Kind(_S, "“{found}” is not a patient fact of this workbook{guess}",
                        "correct --set"),
}
