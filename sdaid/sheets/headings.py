"""Which column of a sheet is which: the header row, found and matched to the declaration."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Sheet
from sdaid.sheets.values import Cell, clean, fold, guess, letters, shown

SEARCHED = 20
"""Rows searched for the headings; titles may stand above them."""

LONGEST = 200
"""Letters of a text that may be a heading."""

LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?", re.IGNORECASE)
NAME, VALUE, HELP = "Name", "Value", "Help"
"""The headings of a sheet of names and values."""


@dataclass(frozen=True)
class Heading:
    """What stands below a heading: a declared `field`, or an `extra` one that another sheet names,
    in the workbook's own language or in `language`. `text` is the heading as typed."""

    key: str
    text: str
    extra: bool = False
    language: str = ""


@dataclass
class Headings:
    """The header row of a sheet: what each column holds, by its number; the headings that are not
    known, as typed."""

    row: int = 0
    columns: dict[int, Heading] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)


def language_code(text: str) -> str:
    """A language code as it is written (pt-BR), from “pt_br” or “Português (pt-BR)”; else ""."""
    inner = re.search(r"\(([^()]+)\)\s*$", text)
    match = LANGUAGE.fullmatch((inner[1] if inner else text).strip().replace("_", "-"))
    if not match:
        return ""
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)


OWN = re.compile(r"\s*[(\[{].*[)\]}]\s*", re.DOTALL)
"""A heading in brackets: in a workbook it is the clinician's own."""


class Names:
    """The names that a sheet's declaration knows, and what each means; with `own`, none that stands
    in brackets."""

    def __init__(self, sheet: Sheet, extra: Mapping[str, str], *, own: bool = False) -> None:
        self.own = own
        self.fields: dict[str, str] = {}
        self.translatable = set() if sheet.conditions else set(extra.values())
        self.extra = set(extra.values())
        self._exact: dict[str, str] = {}
        folded: dict[str, set[str]] = {}
        for key, column, _, _ in sheet.model.columns():
            self.fields[key] = column.heading
            if column.translatable:
                self.translatable.add(key)
            short = re.sub(r"\(.*?\)", "", column.heading)
            for name in (column.heading, short, *column.aliases):
                self._exact.setdefault(clean(name), key)
                folded.setdefault(fold(name), set()).add(key)
        declared = set(folded)
        for name, key in extra.items():
            if fold(name) not in declared:
                self._exact.setdefault(clean(name), key)
                folded.setdefault(fold(name), set()).add(key)
        self._folded = {name: next(iter(keys)) for name, keys in folded.items() if len(keys) == 1}
        # “n” and “N” differ in case alone: there the letters that differ decide
        self._alike = {name: [(each, key) for each, key in self._exact.items() if key in keys
                              and fold(each) == name]
                       for name, keys in folded.items() if len(keys) > 1}

    def match(self, text: str) -> str | None:
        """The field or extra key that the heading `text` names."""
        if self.own and OWN.fullmatch(text):
            return None
        if exact := self._exact.get(clean(text)):
            return exact
        folded = fold(text)
        return self._folded.get(folded) or (
            self._apart(text, self._alike[folded]) if folded in self._alike else None)

    @staticmethod
    def _apart(text: str, alike: Collection[tuple[str, str]]) -> str | None:
        """Which of the names that differ in capitals alone `text` is, by the letters in which they
        differ: “THEIR N” is “Their N”."""
        typed = _letters(text)
        known = [(_letters(name), key) for name, key in alike]
        differ = [at for at in range(len(typed)) if len({name[at] for name, _ in known}) > 1]
        return next((key for name, key in known
                     if all(name[at] == typed[at] for at in differ)), None)

    def known(self, there: Container[str] = ()) -> list[str]:
        """What a misspelt heading may have meant: all names but of what is `there` already."""
        return [*(heading for key, heading in self.fields.items() if key not in there),
                *(name for name, key in self._exact.items()
                  if key in self.extra and key not in there)]


def find_headings(place: Place, rows: Sequence[Sequence[Cell]], sheet: Sheet,
                  extra: Mapping[str, str], language: str | None = None,
                  *, expected: int = 0) -> tuple[Headings, list[Problem]]:
    """The header row among `rows` and what is wrong with it; row 0 where there is none.

    `extra` maps further headings to the keys under which their cells are kept. For a workbook
    `language` is its own ("" if unknown): a column headed with it, as in Name::en, is the column
    itself where there is no other; and a row of as many cells as it was made with (`expected`) is
    the header row already if one of them is known.
    """
    names = Names(sheet, extra, own=language is not None)

    def fits(row: Sequence[Cell]) -> int:
        return len({names.match(_parts(cell)[0]) for cell in row
                    if cell.kind == "text" and len(cell.value) <= LONGEST} - {None})

    early = [(fits(row), row) for row in rows if row and row[0].row <= SEARCHED]
    known, best = max(early, key=lambda each: each[0], default=(0, None))
    needed = min(2, len(names.fields))
    if best is not None and expected and len(best) >= expected and known:
        needed = 1
    if best is None or known < needed:
        return Headings(), [problem("header-missing", place, allowed=", ".join(dict.fromkeys([
            *(column.heading for _, column, needed, _ in sheet.model.columns() if needed),
            *extra.values(), *names.fields.values()])))]
    return _match_row(place, best, sheet, names, language or "")


def alike(rows: Sequence[Sequence[Cell]], sheet: Sheet) -> int:
    """How many headings (or names) of `sheet` these first rows of another one hold; 0 where one
    that is needed is not there, or where it is one of several alone."""
    names = Names(sheet, {})
    least = min(2, len(names.fields))
    needed = {key for key, _, needed, _ in sheet.model.columns() if needed}
    lines = rows if sheet.layout == "table" else [[row[0] for row in rows]]
    found = [{names.match(_parts(cell)[0]) for cell in line if cell.kind == "text"} - {None}
             for line in lines]
    return max((len(keys) for keys in found if needed <= keys and len(keys) >= least), default=0)


def find_value_headings(place: Place, rows: Sequence[Sequence[Cell]]
                        ) -> tuple[int, dict[int, str], list[Problem]]:
    """For a sheet of names and values: the header row (0 where there is none), and the columns
    which hold names ("name"), values ("") and translated values (their language)."""
    for row in rows:
        texts = {cell.column: fold(shown(cell)) for cell in row}
        if row[0].row <= SEARCHED and {fold(NAME), fold(VALUE)} <= set(texts.values()):
            return _match_values(place, row)
    return 0, {1: "name", 2: ""}, []


def _match_values(place: Place, row: Sequence[Cell]) -> tuple[int, dict[int, str], list[Problem]]:
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    for cell in row:
        base, after = _parts(cell)
        here = Place(place.file, place.sheet, cell.address)
        meaning = "name" if fold(base) == fold(NAME) else ""
        if fold(base) == fold(HELP):
            meaning = "help"
        elif fold(base) not in (fold(NAME), fold(VALUE)) or (meaning and after):
            problems.append(problem("heading-unknown", here, found=shown(cell),
                                    guess=guess(shown(cell), [NAME, VALUE])))
            continue
        if after:
            meaning = language_code(after)
            if not meaning:
                problems.append(problem("language-unknown", here, found=after))
                continue
        if meaning in columns.values():
            other = next(column for column, kept in columns.items() if kept == meaning)
            problems.append(problem("heading-twice", here, found=shown(cell),
                                    other=f"{letters(other)}{cell.row}"))
            continue
        columns[cell.column] = meaning
    return row[0].row, columns, problems


def _parts(cell: Cell) -> tuple[str, str]:
    """A heading and the language after its two colons."""
    base, _, after = shown(cell).partition("::")
    return base.strip(), clean(after)


def _letters(text: str) -> str:
    """The letters and digits of a heading, capitals as they are."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", clean(text))
                   if letter.isalnum())


def same_language(one: str, other: str) -> bool:
    """Whether two codes name one language: en and en-GB do, en-GB and en-US do not."""
    parts = [each.casefold().replace("_", "-").split("-") for each in (one, other)]
    return bool(one and other) and all(a == b for a, b in zip(*parts, strict=False))


def _match_row(place: Place, row: Sequence[Cell], sheet: Sheet, names: Names, own: str
               ) -> tuple[Headings, list[Problem]]:
    made = Headings(row[0].row)
    problems: list[Problem] = []
    bases = {names.match(shown(cell)) for cell in row if "::" not in shown(cell)}
    first: dict[tuple[str, str], Cell] = {}
    for cell in row:
        here = Place(place.file, place.sheet, cell.address)
        if cell.kind in ("error", "formula"):
            problems.append(
                problem("error-cell", here, found=cell.value, allowed="a heading")
                if cell.kind == "error" else problem("formula-no-value", here))
            continue
        text = clean(shown(cell))
        base, after = _parts(cell)
        key = names.match(base)
        language = language_code(after)
        if same_language(language, own) and key not in bases:
            language, text = "", base
        if key in names.fields and "::" in text and key not in names.translatable and names.own:
            problems.append(problem("translation-unread", here, heading=names.fields[key],
                                    language=language or after))
        elif key is None or ("::" in text and key not in names.translatable):
            made.unknown[cell.column] = text
        elif "::" in text and not language:
            problems.append(problem("language-unknown", here, found=after))
        elif (key, language) in first:
            problems.append(problem("heading-twice", here, found=text,
                                    other=first[key, language].address))
        else:
            first[key, language] = cell
            made.columns[cell.column] = Heading(key, text, key not in names.fields, language)
    problems += [problem("translation-alone", Place(place.file, place.sheet, cell.address),
                         heading=names.fields.get(key, key), language=language)
                 for (key, language), cell in first.items()
                 if language and (key, "") not in first]
    there = {key for key, _ in first}
    problems += [problem("heading-unknown", Place(place.file, place.sheet,
                                                  f"{letters(column)}{made.row}"),
                         found=text, guess=guess(text.partition("::")[0], names.known(there)))
                 for column, text in made.unknown.items()]
    for key, column, needed, _ in sheet.model.columns():
        if needed and key not in there:
            problems.append(problem("heading-missing", Place(place.file, place.sheet,
                                                             f"A{made.row}", column.heading),
                                    heading=column.heading,
                                    guess=guess(column.heading, made.unknown.values())))
    return made, problems


def unheaded(place: Place, headings: Headings, header: Sequence[Cell],
             last_in_column: Mapping[int, int]) -> list[Problem]:
    """A problem for each column that holds something below the header row and has no heading."""
    headed = {cell.column for cell in header}
    return [problem("heading-blank", Place(place.file, place.sheet, f"{letters(column)}{last}"))
            for column, last in sorted(last_in_column.items())
            if column not in headed and last > headings.row]
