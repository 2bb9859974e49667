"""Which line of a list holds the headings, and which of their columns is which of ours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sdaid.appointments.deciding import decides, meant
from sdaid.appointments.profile import Profile, label
from sdaid.appointments.understood import ColumnRead, How, NotRead, Question
from sdaid.appointments.vocabulary import ONE_OF_SEVERAL, Known, Vocabulary
from sdaid.problems import Place, Problem, first_few, problem
from sdaid.sheets.headings import Heading, Headings
from sdaid.sheets.values import Cell, clean, letters, shown

LEAST = 2
"""Headings of ours from which a line is taken for the headings."""

DECIDING = {"Status", "Visit cancelled", "Opted out", "Deceased", "Language"}
"""Our columns that decide whether somebody gets an aid: what may be one of them is told first."""

SEVERAL = 3
"""Cells that a line of headings which nobody knows fills at least."""

DIGIT = re.compile(r"\d")
NAME = ("given_name", "family_name")
WHO = ("patient_id", "born", "given_name", "family_name", "name", "visit_date")
"""Fields of which one at least is in a line of headings."""


@dataclass(frozen=True)
class Theirs:
    """One of their columns: its number from 1, its heading as typed, and what a profile calls
    it."""

    column: int
    heading: str
    label: str
    cell: str


@dataclass
class Matched:
    """Their columns, and what each is taken for. `used` is by column number; columns `outside` are
    another table's."""

    line: int
    theirs: Sequence[Theirs]
    used: dict[int, tuple[Known, How]] = field(default_factory=dict)
    dismissed: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def fields(self) -> set[str]:
        return {known.field for known, _ in self.used.values()}

    def unread(self, *, outside: bool = False) -> list[Theirs]:
        """Their columns with a heading that nobody reads and the profile does not dismiss: those of
        the list, or those `outside` it."""
        return [each for each in self.theirs if each.heading
                and each.column not in self.used and each.column not in self.dismissed
                and (each.column in self.outside) is outside]

    def headings(self) -> Headings:
        """What each column holds, for the reader of rows."""
        by_number = {each.column: each for each in self.theirs}
        return Headings(self.line, {
            column: Heading(known.field, by_number[column].heading, known.extra)
            for column, (known, _) in sorted(self.used.items())})

    def columns_read(self) -> tuple[ColumnRead, ...]:
        by_number = {each.column: each for each in self.theirs}
        return tuple(ColumnRead(known.field, known.heading, by_number[column].heading,
                                by_number[column].cell, column, how, by_number[column].label)
                     for column, (known, how) in sorted(self.used.items()))

    def not_read(self) -> tuple[NotRead, ...]:
        return tuple(NotRead(each.label, each.cell, each.column, each.column in self.dismissed,
                             each.column in self.outside)
                     for each in self.theirs if each.column not in self.used)


def heading_line(early: Sequence[Sequence[Cell]], names: Vocabulary, profile: Profile
                 ) -> Sequence[Cell] | None:
    """The line that holds the most headings of ours or of the profile; where several do, the first
    one, or the one that the profile names. None where no line holds two."""
    labels = {text for text, _ in profile.columns}

    def fits(cells: Sequence[Cell]) -> int:
        texts = [clean(shown(cell)) for cell in cells if cell.kind == "text"]
        known = {found.field for text in texts if (found := names.exact(text))}
        told = {text for text in texts if text in labels}
        if not told and not known & set(WHO):
            return 0
        return max(len(known), len(told))

    best = max(early, key=fits, default=None)
    if profile.heading_line:
        named = [cells for cells in early if cells[0].row == profile.heading_line]
        best = named[0] if named and fits(named[0]) >= LEAST else best
    return best if best and fits(best) >= LEAST else None


def likely_line(early: Sequence[Sequence[Cell]]) -> Sequence[Cell] | None:
    """The line that may hold the headings of another language or system: the first of several
    words, none with a digit, above one that has some. Nobody's row is like that: it has dates."""
    for cells, below in pairwise(early):
        if len(cells) >= SEVERAL and len(below) >= SEVERAL and all(
                cell.kind == "text" and not DIGIT.search(cell.value) for cell in cells) and any(
                cell.kind != "text" or DIGIT.search(cell.value) for cell in below):
            return cells
    return None


def their_columns(cells: Sequence[Cell], last: Mapping[int, int]) -> list[Theirs]:
    """Their columns from left to right: those with a heading, and those that hold something below
    the line of headings `cells` and have none. `last` is the last filled line by column."""
    line = cells[0].row
    headed = {cell.column: clean(shown(cell)).replace("\n", " ") for cell in cells}
    seen: dict[str, int] = {}
    made = []
    for column in sorted({*headed, *(column for column, row in last.items() if row > line)}):
        text, letter = headed.get(column, ""), letters(column)
        seen[text] = seen.get(text, 0) + 1
        made.append(Theirs(column, text, label(text, letter, seen[text]), f"{letter}{line}"))
    return made


def match(place: Place, theirs: Sequence[Theirs], names: Vocabulary, profile: Profile,
          covered: Collection[int] = ()) -> Matched:
    """What each of their columns is: as the profile says, else by its exact name, else guessed
    where that is allowed; and what is wrong with them. Columns that are `covered` by a merged
    heading part no tables."""
    line = Place(cell=theirs[0].cell).position[0]
    made = Matched(line, theirs, outside=_outside(theirs, names, covered))
    _by_profile(place, made, names, profile)
    _by_name(place, made, names)
    _by_guess(made, names)
    return made


def _outside(theirs: Sequence[Theirs], names: Vocabulary, covered: Collection[int]) -> set[int]:
    """The columns that an empty one parts from the table with the most headings of ours."""
    tables: list[list[Theirs]] = []
    for each in theirs:
        before = tables[-1][-1].column if tables else each.column
        if tables and all(column in covered for column in range(before + 1, each.column)):
            tables[-1].append(each)
        else:
            tables.append([each])
    if not tables:
        return set()
    own = max(tables, key=lambda table: sum(names.exact(each.heading) is not None
                                            for each in table))
    return {each.column for each in theirs} - {each.column for each in own}


def _by_profile(place: Place, made: Matched, names: Vocabulary, profile: Profile) -> None:
    told = dict(profile.columns)
    for each in made.theirs:
        if each.label not in told:
            continue
        wanted = told.pop(each.label)
        if not wanted:
            made.dismissed.add(each.column)
        elif wanted not in names.headings:
            made.problems.append(problem("profile-field", Place(profile.file), found=each.label,
                                         ours=wanted))
        else:
            made.used[each.column] = (names.known(wanted), How.PROFILE)
    gone = [text for text, wanted in told.items() if wanted]
    if gone:
        made.problems.append(problem("profile-gone", _line_of(place, made), profile=profile.file,
                                     found=first_few(f"“{text}”" for text in gone)))
    new = [each.label for each in made.unread() if each.label not in profile.undecided
           ] if profile.columns else []
    if new:
        made.problems.append(problem("profile-new", _line_of(place, made), profile=profile.file,
                                     found=first_few(f"“{text}”" for text in new)))


def _by_name(place: Place, made: Matched, names: Vocabulary) -> None:
    """Take the columns that go by a name of ours; one field of two columns is the person's to
    decide, but where either will do."""
    told = made.fields
    meant: dict[str, list[tuple[int, Theirs, Known]]] = {}
    for each in made.unread():
        known = names.exact(each.heading)
        if known and known.field not in told:
            meant.setdefault(known.field, []).append((known.rank, each, known))
    for name, found in meant.items():
        found.sort(key=lambda one: (one[0], one[1].column))
        first = found[0]
        others = [each for each in found[1:] if name not in ONE_OF_SEVERAL or each[0] == first[0]]
        if others:
            made.problems.append(problem(
                "column-twice", Place(place.file, place.sheet, others[0][1].cell),
                found=others[0][1].label, other=first[1].cell, ours=first[2].heading))
        made.used[first[1].column] = (first[2], How.EXACT)


def _by_guess(made: Matched, names: Vocabulary) -> None:
    best: dict[str, tuple[int, Theirs, Known]] = {}
    for each in made.unread():
        known = names.guess(each.heading)
        if known and known.field not in made.fields and not names.exact(each.heading):
            kept = best.get(known.field)
            if kept is None or known.rank < kept[0]:
                best[known.field] = (known.rank, each, known)
    for _, each, known in best.values():
        made.used[each.column] = (known, How.GUESSED)


def judge(place: Place, made: Matched, names: Vocabulary, lacking: Iterable[str],
          dated: bool) -> None:
    """Ask for what is needed and missing, and for what decides and is not read. `lacking` are
    headings of the declaration that a list may do without; `dated` where a title names the day of
    every visit."""
    there = made.fields
    beside = [each for each in made.unread(outside=True) if names.exact(each.heading)]
    if beside:
        made.problems.append(problem(
            "table-beside", Place(place.file, place.sheet, beside[0].cell),
            found=first_few(f"“{each.label}” ({each.cell})" for each in beside)))
    missing = [name for name in names.needed if name not in there and name not in lacking]
    if "name" in there:
        missing = [name for name in missing if name not in NAME]
    if dated:
        missing = [name for name in missing if name != "visit_date"]
    asked = _ask(place, made, names, missing)
    for each in made.unread():
        near = _candidates(each, made, names)
        if each.column in asked:
            continue
        where, facts = Place(place.file, place.sheet, each.cell), names.facts_of(near)
        if decides(each.heading) or set(near) & DECIDING:
            made.problems.append(problem("column-decides", where, found=each.label))
            made.questions.append(Question(each.label, each.cell, near, stops=True))
        elif facts:
            made.problems.append(problem("column-near-fact", where, found=each.label,
                                         ours=" or ".join(f"“{fact}”" for fact in facts)))
            made.questions.append(Question(each.label, each.cell, near, stops=True))
        elif near:
            made.questions.append(Question(each.label, each.cell, near))


def _ask(place: Place, made: Matched, names: Vocabulary, missing: Sequence[str]) -> set[int]:
    """Ask for each needed column that is missing; the columns of theirs that may be it."""
    asked: set[int] = set()
    both = set(NAME) <= set(missing)
    for name in missing:
        if both and name == NAME[1]:
            continue  # asked for together with the other
        wanted = NAME if both and name == NAME[0] else (name,)
        meant = [*wanted, "name"] if len(wanted) > 1 else wanted
        likely = {each.column: names.likely(each.heading, meant) for each in made.unread()}
        near = [each for each in made.unread() if likely[each.column]]
        asked.update(each.column for each in near)
        made.questions += [Question(each.label, each.cell, likely[each.column], name, stops=True)
                           for each in near]
        made.problems.append(problem(
            "column-missing", replace(_line_of(place, made), heading=names.headings[name]),
            line=made.line,
            ours=" and ".join(f"“{names.headings[each]}”" for each in wanted),
            found=first_few(f"“{each.label}” ({each.cell})" for each in near or made.unread())
            or "no other column"))
    return asked


def _candidates(each: Theirs, made: Matched, names: Vocabulary) -> tuple[str, ...]:
    free = [name for name in names.headings if name not in made.fields]
    near = [names.headings[name] for name in names.near(each.heading, free)]
    return tuple(dict.fromkeys((*meant(each.heading), *near)))[:3]


def _line_of(place: Place, made: Matched) -> Place:
    return Place(place.file, place.sheet, f"A{made.line}")
