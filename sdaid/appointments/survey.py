"""What only all rows together show: the order of the dates in a column, how names are put
together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sdaid.appointments.clock import clock_time, looks_together, of_day
from sdaid.appointments.date_column import DateColumn
from sdaid.appointments.name_column import NameColumn
from sdaid.appointments.placeholders import says_nothing
from sdaid.appointments.profile import Profile
from sdaid.appointments.understood import ColumnRead, DatesRead, How, NamesRead, Understood
from sdaid.problems import Place, Problem, first_few, problem
from sdaid.sheets.values import Cell, column_number, shown
from sdaid.staff import translate

DATES = ("born", "visit_date")
"""The fields of an appointment that are dates."""


@dataclass
class _TimeColumn:
    """A column of times of day: whether they are all times, some of them as in 0930."""

    together: bool = False
    others: bool = False

    def take(self, cell: Cell) -> None:
        text = shown(cell).strip()
        if cell.kind in ("date", "time") or says_nothing(text):
            return
        if looks_together(text):
            self.together = True
        elif cell.kind == "number":
            self.others = self.others or of_day(cell.value) is None
        else:
            self.others = self.others or clock_time(text) is None


@dataclass
class Survey:
    """Takes the cells of the columns that it `wants` (their numbers), row by row, in flat memory;
    then completes what was understood. `date_facts` are the patient facts that are dates."""

    understood: Understood
    profile: Profile = field(default_factory=Profile)
    date_facts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        read = {each.field: each for each in self.understood.columns}
        self._dates = {name: DateColumn(self.understood.language)
                       for name in (*DATES, *sorted(self.date_facts)) if name in read}
        self._strange: dict[int, DateColumn] = {}
        self._times = _TimeColumn()
        self._names = NameColumn()
        self._takes: dict[int, Callable[[Cell], None]] = {
            read[name].column: column.take for name, column in self._dates.items()}
        if "visit_time" in read:
            self._takes[read["visit_time"].column] = self._times.take
        if "name" in read and not {"given_name", "family_name"} <= read.keys():
            self._takes[read["name"].column] = self._name
        if self.understood.sheet:  # Excel may have read dates that nobody needs
            for each in self.understood.not_read:
                number = column_number(each.cell)
                self._strange[number] = DateColumn(self.understood.language)
                self._takes[number] = self._strange[number].take

    @property
    def wants(self) -> frozenset[int]:
        """The numbers of the columns whose cells it takes."""
        return frozenset(self._takes)

    def take(self, cell: Cell) -> None:
        """Look at a filled cell below the headings."""
        look = self._takes.get(cell.column)
        if look:
            look(cell)

    def _name(self, cell: Cell) -> None:
        if cell.kind == "text" and not says_nothing(cell.value):
            self._names.take(cell.value, cell.address)

    def ended(self) -> tuple[Understood, list[Problem]]:
        """What was understood, with the orders of dates and of names; problems of the columns."""
        dates, problems = self._orders()
        names, found = self._put_together()
        return replace(
            self.understood, dates=tuple(dates), names=names,
            serials=tuple(name for name, column in self._dates.items() if column.all_serials),
            together=("visit_time",) if self._times.together and not self._times.others else (),
        ), [*self._exchanged(), *problems, *found]

    def _orders(self) -> tuple[list[DatesRead], list[Problem]]:
        made: list[DatesRead] = []
        problems = []
        for name, column in self._dates.items():
            if column.mixed:
                continue  # no order mends what Excel exchanged
            verdict, order, cells = column.order(self.profile.dates)
            if order:
                how = How.PROFILE if self.profile.dates else How.PROVED
                made.append(DatesRead(name, order, how, "".join(cells)))
            elif verdict == "wrong" and self.profile.dates:
                problems.append(problem("dates-not-so", self._place(name), other=cells[0],
                                        allowed=self.profile.dates.value))
            elif verdict == "both":
                problems.append(problem("dates-both", self._place(name), other=cells[0],
                                        another=cells[1]))
            elif verdict == "unproved":
                problems.append(problem("dates-unproved", self._place(name)))
        return made, problems

    def _exchanged(self) -> Iterator[Problem]:
        """A problem for each of our columns with date cells, where Excel may have exchanged days
        and months in this file. It did so where it could not read every date of a column, and left
        those as text; or read all of one, none with a day over 12, and those of another not."""
        every = [*self._dates.values(), *self._strange.values()]
        mixed = next((column.numeric for column in every if column.mixed), "")
        sign = mixed or next((column.numeric for column in every if column.left_over), "")
        doubtful = {name: column for name, column in self._dates.items()
                    if column.cells and sign and (mixed or not column.unmoved)}
        if self.understood.own_form:
            yield from self._typed(every if doubtful else ())
            return
        for name, column in doubtful.items():
            why = translate("{cell} holds").format(cell=column.numeric) if column.mixed else (
                translate("{cell}, in another column, holds").format(cell=sign))
            yield problem("dates-exchanged", self._place(name), found=column.first, why=why)

    def _typed(self, columns: Iterable[DateColumn]) -> Iterator[Problem]:
        """A problem for each of `columns` in which somebody typed dates that Excel took for
        text."""
        for column in columns:
            if column.numeric:
                yield problem("dates-typed", Place(
                    self.understood.file, self.understood.sheet, column.numeric),
                    found=first_few(column.texts))

    def _put_together(self) -> tuple[NamesRead | None, list[Problem]]:
        if not self._names.seen:
            return self.understood.names, []
        if self.profile.names:
            return NamesRead(self.profile.names, How.PROFILE), []
        if self._names.guess:
            return NamesRead(self._names.guess, How.GUESSED), []
        if self._names.odd:
            return None, [problem("names-unclear", self._place("name"), other=self._names.odd)]
        return None, [problem("names-unproved", self._place("name"))]

    def _place(self, name: str) -> Place:
        read: ColumnRead | None = self.understood.column(name)
        cell, theirs = (read.cell, read.theirs) if read else ("", "")
        return Place(self.understood.file, self.understood.sheet, cell, theirs)
