"""Everything that can be wrong with what a person gave us, in one catalogue.

A problem is one sentence: where, what is there, what is allowed, what to do. Stages return lists
of problems next to their value; only `CannotGoOnError` is raised, by the few places that must stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the shell sees. Documented in the README."""

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
            cell = self.cell if self.cell.startswith("row ") else f"cell {self.cell}"
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
        return self.code.removeprefix("ipdas-") in DECIDED_BY_PEOPLE

    @property
    def says(self) -> str:
        return CATALOGUE[self.code].says.format(**dict(self.words))

    @property
    def do(self) -> str:
        return CATALOGUE[self.code].do.format(**dict(self.words))

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


class CannotGoOnError(Exception):
    """The run stops here. The message is the remedy; `code` is what the shell sees."""

    def __init__(self, problems: Iterable[Problem], code: ExitCode) -> None:
        self.problems = list(problems)
        self.code = code
        super().__init__("\n".join(problem.sentence for problem in self.problems))


def problem(code: str, place: Place | None = None, **words: object) -> Problem:
    """A problem of the catalogue's kind `code`; `words` fill its sentence."""
    shown = tuple((name, shorten(value, 600 if name == "allowed" else 200))
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
    "sheet-empty": Kind(_U, "the sheet has no rows; allowed are {allowed}", "fill it"),
    "sheet-hidden": Kind(_W, "the sheet is hidden; it was read all the same",
                         "unhide it, so that people see what is printed"),
    "rows-hidden": Kind(_W, "{found} hidden; they were read all the same",
                        "unhide them, or delete what must not be printed"),
    "columns-hidden": Kind(_W, "{found} hidden; they were read all the same",
                           "unhide them, or clear what must not be printed"),
    "filter-active": Kind(_W, "a filter is on ({found}); rows it hides were read all the same",
                          "clear the filter"),
    "merged-cells": Kind(_U, "the cells {found} are merged", "unmerge them and fill each cell"),
    "too-many-rows": Kind(_U, "the sheet has {found} rows; allowed are {allowed}",
                          "delete what is not needed"),
    "data-after-gap": Kind(_U, "there is more in row {found}, after 60 empty rows; it was not read",
                           "delete the empty rows, or what stands below them"),
    "too-many-columns": Kind(_U, "there is something in column {found}; columns after {allowed} "
                             "are not read", "move it to the left or delete it"),
    # -- headings --------------------------------------------------------------------------
    "header-missing": Kind(_U, "no row holds the headings; expected are {allowed}",
                           "put the headings back, above the first row"),
    "row-above": Kind(_U, "the row stands above the headings, where nothing is read",
                      "move it below the headings, or clear it"),
    "heading-missing": Kind(_U, "there is no column “{heading}”{guess}",
                            "add the column, or rename the one that holds it"),
    "heading-unknown": Kind(_W, "the heading “{found}” is not one that sdaid reads{guess}",
                            "rename it, or leave it: nothing below it is printed"),
    "heading-unread": Kind(_U, "the heading “{found}” is not one that sdaid reads, so the "
                           "conditions below it would be left out; allowed are {allowed}{guess}",
                           "correct it, add it to the sheet “{sheet}”, or clear the column"),
    "heading-meant": Kind(_U, "the heading “{found}” is not one that sdaid reads, and there is no "
                          "column “{heading}”, which it looks like",
                          "rename it to “{heading}”, or add that column too: it may stay blank"),
    "heading-twice": Kind(_U, "the heading “{found}” is here and in {other} too",
                          "remove or rename one of the two columns"),
    "name-missing": Kind(_U, "there is no row named “{found}”{guess}",
                         "add the row, or correct the name that was meant"),
    "name-unknown": Kind(_W, "the name “{found}” is not one that sdaid reads{guess}",
                         "correct it, or leave it: nothing beside it is printed"),
    "name-meant": Kind(_U, "the name “{found}” is not one that sdaid reads, and there is no row "
                       "named “{heading}”, which it looks like",
                       "rename it to “{heading}”, or add that row too: its value may stay blank"),
    "name-twice": Kind(_U, "the name “{found}” is here and in {other} too",
                       "remove one of the two rows"),
    "name-blank": Kind(_U, "there is a value beside a blank name", "name it, or clear the value"),
    "heading-blank": Kind(_U, "there is text below a column with no heading",
                          "give the column its heading, or clear it"),
    "language-no-words": Kind(_U, "there is “{found}”; there are fixed words for {allowed}",
                              "choose one of these, or add a catalogue of words"),
    "language-unknown": Kind(_W, "“{found}” is not a language code such as es or pt-BR",
                             "name the language after the two colons"),
    # -- cells -----------------------------------------------------------------------------
    "blank": Kind(_U, "the cell is blank; allowed is {allowed}", "fill it"),
    "error-cell": Kind(_U, "the cell holds the error {found}; allowed is {allowed}",
                       "mend the formula, or type the value"),
    "formula-no-value": Kind(_U, "the cell holds a formula whose result was never stored",
                             "open the workbook in Excel or LibreOffice and save it once"),
    "not-text": Kind(_U, "there is {found}; allowed is text", "type it as text"),
    "not-id": Kind(_U, "there is “{found}”; allowed is a short name of letters, digits, “-” and "
                   "“_”, at most 40", "change it here and wherever it is referred to"),
    "not-a-number": Kind(_U, "there is “{found}”; allowed is {allowed}", "type a plain number"),
    "not-whole": Kind(_U, "there is {found}; allowed is {allowed}", "type a whole number"),
    "out-of-range": Kind(_U, "there is {found}; allowed is {allowed}", "correct it"),
    "not-a-date": Kind(_U, "there is “{found}”; allowed is a date",
                       "type it as 2026-11-30, or as a date cell"),
    "date-ambiguous": Kind(_U, "there is “{found}”, which may be {first} or {second}",
                           "type the one that is meant, as 2026-11-30"),
    "not-yes-no": Kind(_U, "there is “{found}”; allowed are yes and no", "choose one"),
    "not-a-choice": Kind(_U, "there is “{found}”; allowed are {allowed}{guess}", "choose one"),
    "not-a-duration": Kind(_U, "there is “{found}”; allowed is a time such as 6 months, "
                           "2 to 6 weeks, straight away, not stated", "write it that way"),
    "not-a-time": Kind(_U, "there is “{found}”; allowed is a time of day such as 14:30",
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
                          "part it there among what the new columns ask for"),
    "carried-left": Kind(_W, "this sheet is not one that sdaid reads, so it was not carried over",
                         "copy it yourself if you need it"),
    "id-twice": Kind(_U, "the id “{found}” is used in {other} too", "give each its own"),
    "reference-unknown": Kind(_U, "“{found}” is not in the sheet “{sheet}”{guess}",
                              "correct it, or add it there"),
    "options-count": Kind(_U, "there are {found} options; allowed are 2 to 7",
                          "add or remove options"),
    "step-missing": Kind(_U, "step {found} of {scale} has no meaning",
                          "add a row for each step from 0 to {highest}"),
    "step-twice": Kind(_U, "step {found} of {scale} is explained twice", "remove one"),
    "headline-count": Kind(_U, "there are {found} headline rows; allowed are 1 to 4, so that the "
                           "side-by-side page holds them", "make some of them detail"),
    "headline-side": Kind(_F, "no headline row is a {side}", "add one"),
    "figure-missing": Kind(_U, "there is no outcome of “{option}” for the row “{row}”",
                           "add it, with its number or with why there is none"),
    "figure-twice": Kind(_U, "“{option}” has another outcome for the row “{row}” in {other}",
                         "remove one, or give both the same told-together name"),
    "figure-blank": Kind(_U, "the cell is blank, but an outcome of this kind needs it; allowed is "
                         "{allowed}", "fill it, or change the status"),
    "figure-not-empty": Kind(_U, "there is {found}, but the status says that there is no number",
                             "clear the cell, or change the status"),
    "figure-kind": Kind(_U, "there is “{found}”, but the row “{row}” holds {allowed}",
                        "choose a kind that fits the row"),
    "figure-over": Kind(_U, "there is {found}, more than the {allowed} people counted",
                        "correct one of the two"),
    "figure-range": Kind(_U, "the value {found} is not between its low {low} and its high {high}",
                         "correct the three"),
    "headline-cell-full": Kind(_U, "“{option}” has {found} figures in the cell of the headline row "
                               "“{row}”; it holds {allowed} at most", "move one to a detail row, "
                               "or tell it in the cell “More in the book” of another"),
    "noticed-alone": Kind(_U, "there are sources or a note for the smallest difference that people "
                          "notice, and no difference", "give the points, or clear them"),
    "noticed-no-source": Kind(_U, "there is {found} as the smallest difference that people "
                              "notice, and no source for it", "name the source, or clear both"),
    "noticed-count": Kind(_U, "there is {found}, but size is judged on rows of differences alone",
                          "clear the cell"),
    "place-full": Kind(_U, "with what the program writes beside it, this is {over} lines too long "
                       "for its place in “{section}” ({format}, {paper})",
                       "shorten it by {over} lines, or move some of it to the evidence book"),
    "number-in-prose": Kind(_F, "there is “{found}” in the text; a chance or an effect is never "
                            "typed into prose", "put the figure into the sheet Outcomes"),
    "together-alone": Kind(_U, "no other outcome has the told-together name “{found}”",
                           "correct it, or clear it"),
    "recovery-missing": Kind(_U, "there is no recovery of “{option}” for {activity}",
                             "add it, with its time or with why there is none"),
    "recovery-twice": Kind(_U, "“{option}” has another recovery for {activity} in {other}",
                           "remove one"),
    "recovery-order": Kind(_U, "it ends ({found}) before it starts ({allowed})", "correct them"),
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
                                "tells “no data” as “no harm”",
                                "name the study that looked, or choose “not studied”"),
    "units-mixed": Kind(_F, "“{found}” and “{other}” are counted in one row that is marked as "
                        "comparable", "mark the row as not comparable, or split it"),
    "frames": Kind(_F, "the words for those who do not ({found}) are missing or are those for "
                   "those who do", "say both sides"),
    "denominator": Kind(_W, "{found} of {people} is under 1 in 100, in a row out of 100",
                        "count the whole row “{row}” out of 1000"),
    "comparator-missing": Kind(_W, "the study had a comparison group, and its figure is not here",
                               "fill “Compared with”, “Their n” and “Their N”"),
    "sponsor-unmarked": Kind(_W, "“{found}” paid, and “Paid by the maker” is no",
                             "choose yes if they sell the treatment; else accept this"),
    "order-unexplained": Kind(_W, "the text does not say by what the options are ordered",
                              "say it, as in “from least to most invasive, not from best to "
                              "worst”"),
    "scale-unexplained": Kind(_W, "step {found} says the same as another, or nothing",
                              "say what this step means"),
    "chance-word": Kind(_W, "there is “{found}”: a chance in a bare word",
                        "leave it out, or give the count in the sheet Outcomes"),
    "persuasive": Kind(_W, "there is “{found}”, a word that praises or plays down",
                       "say it without that word"),
    "balance-cell": Kind(_W, "of “{longest}” there are {most} words here, of “{shortest}” {least}",
                         "bring the options closer: twice as long at most"),
    "reading-above": Kind(_W, "“{what}” reads at grade {found} (age {age}); aim for 6 (age 11)",
                          "shorten its sentences and choose shorter words"),
    "reading-hard": Kind(_W, "“{what}” reads at grade {found} (age {age}), too hard to be read "
                         "alone (8)", "shorten its sentences and choose shorter words"),
    "reading-cell": Kind(_W, "the cell reads at grade {found} (age {age}), too hard to be read "
                         "alone (8)", "shorten its sentences and choose shorter words"),
    "sentence-long": Kind(_W, "a sentence has {found} words, more than {allowed}: “{text}”",
                          "make two of it"),
    "jargon": Kind(_W, "there is “{found}”; plain words are “{plain}”",
                   "use them, or allow the term in the sheet Words with a reason"),
    "source-stale": Kind(_W, "the source was last checked on {found}, longer ago than the review "
                         "interval", "look at it again, and set the date"),
    "date-ahead": Kind(_W, "there is {found}, which lies after {day}", "correct the date"),
    "accepted-not-warning": Kind(_W, "“{found}” is {severity}, and only a warning can be accepted",
                                 "mend it, and remove this row"),
    "accepted-unknown": Kind(_W, "no problem “{found}” is at this cell now",
                             "remove the row: what it accepted is gone, or its code or cell is "
                             "wrong"),
    "accepted-cell": Kind(_W, "there is “{found}”, which names no sheet; allowed is a sheet and "
                          "its cell, as in {allowed}", "write it that way"),
    # -- facts and rules -------------------------------------------------------------------
    "fact-choices": Kind(_U, "a fact of the type choice needs two choices or more",
                         "list them with commas"),
    "fact-told": Kind(_U, "there is “{found}”, but only a fact of the type yes/no is said to the "
                      "patient in words of its own", "clear the cell"),
    "fact-name-taken": Kind(_U, "“{found}” is a heading that sdaid uses itself",
                            "choose another name"),
    "rule-condition": Kind(_U, "there is “{found}”; allowed for {fact} is {allowed}",
                           "correct the condition"),
    "rule-text-fact": Kind(_U, "there is a condition on {fact}, which is free text",
                           "make the fact a choice, or clear the condition"),
    "rule-no-condition": Kind(_U, "the rule has no condition, so it would speak to everyone",
                              "add a condition, or move the sentence to the option"),
    "rule-never": Kind(_U, "the rule can never speak: {why}", "correct the condition"),
    "rule-contradicts": Kind(_U, "the same conditions and option are “{found}” here and “{other}” "
                             "in {where}", "decide which of the two holds"),
    "rule-twice": Kind(_W, "the same rule stands in {where} too", "remove one"),
    # -- the appointment list --------------------------------------------------------------
    "list-no-rows": Kind(_U, "the list holds no appointments", "add them below the headings"),
    "held-id-twice": Kind(_H, "the appointment id “{found}” is in {other} too",
                          "give each appointment its own id"),
    "held-birth": Kind(_H, "the date of birth {found} is {why}", "correct it"),
    "held-fact-missing": Kind(_H, "the fact “{fact}” is needed and blank; allowed is {allowed}",
                              "fill it"),
    "held-language": Kind(_H, "there is no aid in the language “{found}”; there is {allowed}",
                          "give the patient an aid in another way, or change the language"),
    "held-option": Kind(_H, "“{found}” among the options tried is not an option{guess}",
                        "correct it"),
    "held-glyphs": Kind(_H, "no font here can set {found}", "{do}"),
    "held-id-name": Kind(_H, "the appointment id “{found}” cannot be a file name",
                         "use letters, digits, “-”, “_” and “.”"),
    "line-left-out": Kind(_W, "the line holds {what}; it was left out",
                          "nothing, if that is so; else fill the row"),
    "skipped": Kind(_W, "the visit is {why}", "nothing"),
    "list-kind": Kind(_U, "this is {found}, not an appointment list; allowed are .xlsx, .csv, and "
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
    "csv-broken": Kind(_U, "line {found} cannot be parted into cells ({why})",
                       "export the list again: a quotation mark is missing or too many there"),
    "csv-row-long": Kind(_H, "the row has {found} cells, the headings {allowed}, so its cells may "
                         "stand below the wrong headings",
                         "put quotation marks around a text that holds the separator"),
    "csv-row-cut": Kind(_H, "the file ends within this row: {found} cells of {allowed}",
                        "export the list again"),
    "fhir-damaged": Kind(_U, "this is not FHIR as JSON ({why})", "export it again"),
    "fhir-bundle-type": Kind(_U, "the Bundle is of the type “{found}”; allowed are searchset and "
                             "collection", "search for Appointments and their Patients"),
    "fhir-no-appointments": Kind(_U, "there is no Appointment in it", "search for Appointments"),
    "fhir-no-patients": Kind(_U, "there are Appointments and no Patient in it",
                             "ask the server for _include=Appointment:patient, or put "
                             "Patient.ndjson into the folder"),
    "fhir-paging": Kind(_W, "the Bundle goes on at another page: {found} of {total} are here",
                        "fetch the other pages too, or ask for a bulk export"),
    "fhir-line": Kind(_H, "the line is not a FHIR resource ({why})", "export it again"),
    "fhir-patient": Kind(_H, "{why}", "correct it in the clinic's system, or export it again"),
    "facts-twice": Kind(_H, "the patient stands in row {other} too, and the two rows differ",
                        "remove one"),
    "facts-other": Kind(_U, "none of the patients in it ({count}) is in the list{near}",
                        "give the facts of this list, or write the patient ids alike in both"),
    "facts-stray": Kind(_W, "patients in it that are not in the list: {count} of {all} "
                        "({found}){near}", "nothing, if it tells of more patients than the list; "
                        "else correct their ids"),
    "facts-near": Kind(_H, "the file of facts lacks this patient id, and has one that differs in "
                       "zeros in front or spaces alone ({other})",
                       "write it alike in both, or give this patient a row of their own there"),
    "facts-unknown": Kind(_W, "the file of facts has no row of this patient",
                          "add one; or do nothing, and the aid says what is not known"),
    "facts-lacking": Kind(_W, "visits of patients without a row in the file of facts: {count} "
                          "({found})", "add their rows; or do nothing, and their aids say what is "
                          "not known"),
    "facts-differ": Kind(_H, "there is “{found}”, and the file of facts says “{theirs}”",
                         "correct one of the two"),
    "held-blank-reason": Kind(_H, "the visit has no reason, so that nobody knows whether this aid "
                              "is meant; it is for {allowed}",
                              "fill it, or render with --all-for-this-decision"),
    "held-second-visit": Kind(_H, "the patient has an earlier visit in this list ({other}), and "
                              "one aid is enough", "mark one of them as cancelled, or make this "
                              "one with --only"),
    "held-two-people": Kind(_H, "the patient id of this row has another name or date of birth in "
                            "{other}", "find out whose id it is"),
    "held-utc": Kind(_H, "the visit's time is in UTC ({found}), not in the clinic's own",
                     "give the clinic's zone, as in --time-zone Europe/London"),
    "draw-failed": Kind(_H, "the pages could not be made ({why})",
                        "report this: it is a fault of the program"),
    "scheduler-lost": Kind(_S, "the cluster's scheduler at {found} does not answer ({why})",
                           "start it again and repeat the command: it goes on where it stopped"),
    "worker-differs": Kind(_S, "a worker has another version of the program or its templates",
                           "install the same version on every machine"),
    "cluster-missing": Kind(_S, "Dask is missing on this machine", "install it with "
                            "“pip install sdaid[cluster]”"),
    "zone-unknown": Kind(_S, "“{found}” is not a time zone such as Europe/London",
                         "correct --time-zone"),
    # -- the page --------------------------------------------------------------------------
    "page-overflow": Kind(_U, "on page {page} the text “{found}” reaches {over} mm over its place",
                          "shorten it"),
    "page-address": Kind(_U, "the page asks for “{found}”, which is neither ours nor the logo",
                         "save the logo as PNG"),
    "page-warning": Kind(_U, "the page was drawn with a fault ({found})",
                         "report this: it is a fault of the program"),
    "identifiers-long": Kind(_H, "name, date of birth and id have more than {allowed} characters, "
                             "too many for the head of a page", "shorten the name in the list"),
    # -- the mailing -----------------------------------------------------------------------
    "mail-draft": Kind(_S, "this run is a draft, which is never sent",
                       "make the workbook fit for patients and render it again"),
    "mail-input-missing": Kind(_S, "the file that the run was made from is not there any more",
                               "say where it lies with {option}"),
    "mail-input-changed": Kind(_S, "the file is not the one that the run was made from",
                               "render the list again, or put the old file back"),
    "mail-not-in-list": Kind(_H, "the appointment “{found}” is not in the list",
                             "render the list again"),
    "mail-not-wanted": Kind(_H, "the list says “{found}”, yet there is an aid",
                            "render the list again"),
    "mail-visit-over": Kind(_H, "the visit was on {found}, before {day}",
                            "take the row out, or correct the date"),
    "mail-already": Kind(_H, "this content was already sent on {day} ({channel}, run {batch})",
                         "leave it, or send it with --again and a reason"),
    "mail-returned": Kind(_H, "what went on {day} ({channel}) came back",
                          "correct the address in the list and render again, then send it with "
                          "--only {found} --again and a new reason"),
    "mail-unsure": Kind(_H, "the e-mail of {day} may have been sent: the run was stopped before "
                        "the server's answer was written down",
                        "ask the patient or look into the server's log, then: sdaid settle {found} "
                        "--as sent (or not-sent)"),
    "mail-refused": Kind(_H, "the server refused this e-mail for good ({why})",
                         "correct the address in the list and render again, or use post"),
    "mail-temporary": Kind(_H, "the e-mail could not be handed over yet ({why})",
                           "run it again later: it was not sent"),
    "mail-taken": Kind(_H, "another run is sending this aid at this moment", "wait for it to end"),
    "mail-server": Kind(_S, "the mail server cannot be used ({why})", "{do}"),
    "mail-reveals": Kind(_S, "the e-mail's {part} would hold “{found}”, a word of the condition",
                         "{do}"),
    "email-blank": Kind(_H, "there is no e-mail address", "fill it, or change the channel"),
    "sender-bad": Kind(_S, "“{found}” is not an e-mail address", "correct --from"),
    "email-bad": Kind(_H, "“{found}” is not an e-mail address", "correct it"),
    "email-password-blank": Kind(_H, "there is no password to open the aid with",
                                 "fill “E-mail password”, or send notices with --notice"),
    "email-password-weak": Kind(_H, "the password {why}", "choose one of 8 characters or more that "
                                "nobody can guess from the list"),
    "email-password-birth": Kind(_H, "the password is the date of birth, which others know",
                                 "choose another, or say --open-with date-of-birth"),
    "address-empty": Kind(_H, "there is no address", "fill it, or change the channel"),
    "address-no-abode": Kind(_H, "the address says that this person has no fixed abode",
                             "give the aid at the desk, or ask where it should go"),
    "address-few-lines": Kind(_H, "the address has {found} of the {allowed} lines that it needs, "
                              "the name among them", "complete it"),
    "address-many-lines": Kind(_H, "the address has {found} lines; the window holds {allowed}",
                               "shorten it, or choose another window"),
    "address-line": Kind(_H, "the line “{found}” is no part of an address",
                         "correct or remove it"),
    "address-characters": Kind(_H, "the address holds {found}, which cannot be printed there",
                               "type it again"),
    "address-wide": Kind(_H, "the address does not stand inside the window {window} ({why})",
                         "shorten its longest line"),
    "letter-long": Kind(_H, "the letter runs off its page", "shorten the name or the place of the "
                        "visit"),
    "postcode-blank": Kind(_H, "there is no postcode; allowed is one such as {allowed}",
                           "fill it"),
    "postcode-bad": Kind(_H, "“{found}” is not a postcode of this country; allowed is one such as "
                         "{allowed}", "correct it, or the country"),
    "country-unknown": Kind(_H, "“{found}” is not a country", "write its name in English or its "
                            "two letters"),
    "country-asked": Kind(_S, "“{found}” is not a country", "give --country its name in English or "
                          "its two letters, as in GB"),
    "country-home": Kind(_S, "nothing says in which country the clinic is",
                         "say it with --country, as in --country GB"),
    "window-own": Kind(_S, "“{found}” is not a window that a letter can have; allowed are "
                       "{allowed}, or left, top, width and height in mm, as in 20,45,85,45",
                       "give one of these to --window"),
    "run-measured": Kind(_S, "the finished print run failed its measurement ({why})",
                         "report this: it is a fault of the program; nothing was posted"),
    # -- the ledger ------------------------------------------------------------------------
    "ledger-missing": Kind(_S, "there is no ledger here", "say where it lies with --ledger"),
    "ledger-busy": Kind(_S, "the ledger cannot be used ({why})",
                        "wait for other runs to end, and free the folder"),
    "ledger-damaged": Kind(_S, "this is not a ledger, or a damaged one ({why})",
                           "bring back the last copy; until then nothing can be sent"),
    "ledger-newer": Kind(_S, "the ledger has version {found}; this program knows {allowed}",
                         "get the newer program"),
    "aid-unknown": Kind(_S, "the ledger knows no aid of “{found}”", "correct the id"),
    "batch-folder-missing": Kind(_S, "the folder of the run {found} is missing",
                                 "bring it back from a copy"),
    "file-changed": Kind(_H, "the file is not the one that was made: its checksum differs",
                         "render the list again"),
    "version-unknown": Kind(_S, "the ledger knows no aid of version “{found}”", "correct it"),
    "figure-unknown": Kind(_S, "version {version} has no figure “{found}”{guess}", "correct it"),
    "settle-nothing": Kind(_S, "nothing that went to “{found}” can be {state}",
                           "look at: sdaid history {found}"),
    # -- machine and folder ----------------------------------------------------------------
    "pango-missing": Kind(_S, "the library Pango is missing on this machine, so nothing can be "
                          "drawn", "{do}"),
    "harfbuzz-subset-missing": Kind(_W, "the library HarfBuzz-subset is missing, so every page "
                                    "takes several times as long", "{do}"),
    "cannot-write": Kind(_S, "this cannot be written ({why})", "name another place, or free it"),
    "run-linked": Kind(_S, "the folder of a run is a link to another place, or holds one",
                       "remove the link, or choose another folder with --output"),
    "folder-of-run": Kind(_S, "this is the folder of a list's run, which holds its aids alone",
                          "choose another with --output"),
    "folder-in-use": Kind(_S, "another run is writing into this folder{who}",
                          "wait for it to end"),
    "folder-other-list": Kind(_S, "the folder holds the aids of another list ({found})",
                              "choose another with --output, or move that one away"),
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
                       "move it away, or choose another folder with --output"),
    "only-unknown": Kind(_S, "there is no appointment “{found}” in the list{guess}",
                         "correct --only"),
    "only-absent": Kind(_W, "the list lacks {count} of its appointments: {found}",
                        "look for them in the lists of other runs"),
    "only-none": Kind(_S, "none of its appointments is in this list",
                      "give the list that they were made from"),
    "only-empty": Kind(_S, "it names no appointment", "give a list of appointment ids"),
    "set-unknown": Kind(_S, "“{found}” is not a patient fact of this workbook{guess}",
                        "correct --set"),
}
