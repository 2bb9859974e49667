"""What a heading (or a name) that nobody reads probably is, and which of a workbook's columns are
gone: a renamed column must never be left out in silence.

A workbook remembers the columns that it was made with. Where one of these is absent, a heading that
is not known stops, for it may be that one; a column that is merely gone is a warning. A heading in
brackets is the clinician's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Sheet
from sdaid.sheets.headings import OWN, Headings, Names
from sdaid.sheets.values import closest, guess, letters


@dataclass(frozen=True)
class Form:
    """What a sheet of a workbook is held against: its place and declaration; further headings with
    the keys under which their cells are kept; the workbook's own language; and the headings that
    the sheet had when the workbook was made."""

    place: Place
    sheet: Sheet
    extra: Mapping[str, str]
    language: str = ""
    made_with: Sequence[str] = ()

    @property
    def names(self) -> Names:
        return Names(self.sheet, self.extra, own=True)

    def at(self, cell: str, heading: str = "") -> Place:
        return Place(self.place.file, self.place.sheet, cell, heading)


@dataclass(frozen=True)
class Known:
    """The columns (or names) that a sheet should have: their keys in order, with their headings.
    `remembered` where the workbook itself says so; else they are those of the declaration."""

    headings: Mapping[str, str]
    remembered: bool

    def absent(self, there: Collection[str]) -> dict[str, str]:
        """Those that are not `there`."""
        return {key: heading for key, heading in self.headings.items() if key not in there}


def known_columns(sheet: Sheet, names: Names, made_with: Sequence[str]) -> Known:
    """The columns that `sheet` should have: those that it was made with, as far as they still mean
    something, or else the declared ones."""
    told = {key: heading for heading in made_with if (key := names.match(heading))}
    own = {key: column.heading for key, column, _, _ in sheet.model.columns()}
    further = {} if sheet.conditions else {key: key for key in sorted(names.extra)}
    return Known((told or own) | {key: heading for key, heading in further.items()
                                  if key not in told}, bool(told))


def is_own(text: str) -> bool:
    """Whether a heading is the clinician's own, and left alone."""
    return OWN.fullmatch(text) is not None


def judge_headings(form: Form, headings: Headings, found: Iterable[Problem],
                   last_in_column: Mapping[int, int], blank: Collection[int]
                   ) -> tuple[list[Problem], set[int]]:
    """The problems `found` in the header row, with what each unread heading probably is in the
    place of what follows from it, and the columns that are gone; and which of the columns with a
    `blank` heading lost it, probably."""
    sheet, names = form.sheet, form.names
    known = known_columns(sheet, names, form.made_with)
    there = {column: heading.key for column, heading in headings.columns.items()
             if not heading.language}
    absent = known.absent({heading.key for heading in headings.columns.values()})
    unread = {column: text for column, text in headings.unknown.items()
              if not is_own(text) and (last_in_column.get(column, 0) > headings.row or (
                  known.remembered and not sheet.conditions))
              and (sheet.conditions or names.match(text.partition("::")[0]) is None)}
    meant = probable(unread | dict.fromkeys(blank, ""), there, list(known.headings), absent)
    told: list[Problem] = []
    for each in found:
        column = each.place.position[1]
        if each.code == "heading-missing":
            key = next((key for key, column, _, _ in sheet.model.columns()
                        if column.heading == each.place.heading), "")
            told += [] if key in meant.values() else [each]
        elif each.code != "heading-unknown":
            told.append(each)
        elif column in meant and meant[column] in names.fields:
            told.append(problem("heading-meant", each.place, found=unread[column],
                                heading=absent[meant[column]]))
        elif column in unread and sheet.conditions:
            told.append(problem(
                "heading-unread", each.place, sheet=sheet.extra, found=unread[column],
                allowed=", ".join(dict.fromkeys([*sorted(names.extra), *names.fields.values()])),
                guess=f"; did you mean “{absent[meant[column]]}”?" if column in meant else dict(
                    each.words)["guess"]))
        elif column in meant:
            told.append(problem("heading-meant", each.place, found=unread[column],
                                heading=absent[meant[column]]))
        elif not is_own(headings.unknown[column]):
            told.append(each)
    left = {key: heading for key, heading in absent.items() if key not in meant.values()}
    if known.remembered:
        told += _gone(form, list(known.headings), headings.row, there, left)
    return told, {column for column in blank if column in meant}


def _gone(form: Form, order: Sequence[str], row: int, there: Mapping[int, str],
          absent: Mapping[str, str]) -> list[Problem]:
    """A warning of each column that the workbook was made with and has no more, but of those that
    are needed: they stop."""
    needed = {key for key, _, needed, _ in form.sheet.model.columns() if needed}
    # that an option's answers are gone is told with the questions
    gone = [key for key in absent if key not in needed
            and (form.sheet.conditions or key in form.sheet.model.model_fields)]
    made = []
    for key in gone:
        left = [column for column, other in there.items() if other in order[:order.index(key)]]
        made.append(problem("heading-gone", form.at(f"{letters(max(left, default=0) + 1)}{row}",
                                                    absent[key]), heading=absent[key]))
    return made


def probable(unread: Mapping[int, str], there: Mapping[int, str], order: Sequence[str],
             absent: Mapping[str, str]) -> dict[int, str]:
    """Which of the `absent` keys each of the `unread` headings is, by its position: the one that is
    spelt like it; or the one that stood between its neighbours; or else one that is left. `there`
    are the keys that are known by position, `order` is that of all keys."""
    left = dict(absent)
    found: dict[int, str] = {}

    def take(position: int, key: str) -> None:
        found[position] = key
        del left[key]

    for position, text in unread.items():
        name = closest(text.partition("::")[0], left.values())
        if name:
            take(position, next(key for key, heading in left.items() if heading == name))
    for position in unread:
        before = max((each for each in there if each < position), default=None)
        after = min((each for each in there if each > position), default=None)
        between = [key for key in left if position not in found
                   and (before is None or there[before] not in order
                        or order.index(there[before]) < order.index(key))
                   and (after is None or there[after] not in order
                        or order.index(key) < order.index(there[after]))]
        if between:
            take(position, between[0])
    for position in unread:
        if left and position not in found:
            take(position, next(iter(left)))
    return found


def judge_names(form: Form, unknown: Mapping[int, tuple[str, Place, bool]],
                there: Mapping[int, str]) -> list[Problem]:
    """For a sheet of names and values: the problems of `unknown` names (text, place, whether there
    is a value) by their row, and of those that are missing; `there` are the known keys by row."""
    names = form.names
    known = known_columns(form.sheet, names, form.made_with)
    needed = {key for key, _, needed, _ in form.sheet.model.columns() if needed}
    absent = known.absent(set(there.values()))
    own = {key: column.heading for key, column, _, _ in form.sheet.model.columns()}
    absent |= {key: own[key] for key in needed if key not in there.values()}
    unread = {row: text for row, (text, _, filled) in unknown.items()
              if (filled or known.remembered) and not is_own(text)}
    meant = probable(unread, there, [*known.headings, *(
        key for key in absent if key not in known.headings)], absent)
    problems = []
    for row, (text, here, _) in unknown.items():
        if row in meant:
            problems.append(problem("name-meant", here, found=text, heading=absent[meant[row]]))
        elif not is_own(text):
            problems.append(problem("name-unknown", here, found=text,
                                    guess=guess(text, names.known(there.values()))))
    for key, heading in absent.items():
        if key in meant.values():
            continue
        if key in needed:
            problems.append(problem("name-missing", form.place, found=heading, guess=""))
        elif known.remembered:
            problems.append(problem("name-gone", form.place, found=heading))
    return problems
