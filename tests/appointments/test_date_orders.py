"""The order of numeric dates is that of their whole column, or nobody's: never guessed by row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid import steps
from sdaid.appointments.columns import Appointment
from sdaid.appointments.profile import DateOrder, Profile
from sdaid.appointments.understood import How
from sdaid.workbook.content import Content
from tests.appointments.values import codes, read_row, surveyed
from tests.batch.lists import line, write_csv

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = DateOrder
FORMS: dict[DateOrder, Callable[[date], str]] = {
    DAY_FIRST: lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    MONTH_FIRST: lambda day: f"{day.month}/{day.day}/{day.year}",
    YEAR_FIRST: lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
}
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
BIRTHS = st.dates(date(1920, 1, 1), date(2025, 12, 31))


def test_one_value_over_12_proves_its_column() -> None:
    """The others are read in the order that it leaves, and its cell is named."""
    understood, problems = surveyed({
        "born": ["03/04/1961", "12/31/1955"], "visit_date": ["01/12/2026", "15/12/2026"]})

    assert not problems
    assert [(each.field, each.order, each.how, each.cell) for each in understood.dates] == [
        ("born", MONTH_FIRST, How.PROVED, "A3"), ("visit_date", DAY_FIRST, How.PROVED, "B3")]
    made = read_row(understood, born="03/04/1961", visit_date="01/12/2026")
    assert isinstance(made, Appointment)
    assert (made.born, made.visit_date) == (date(1961, 3, 4), date(2026, 12, 1))


def test_each_column_proves_its_own_order() -> None:
    """What is sure of the births says nothing of the visits."""
    _, problems = surveyed({"born": ["12/31/1955", "03/04/1961"],
                            "visit_date": ["12/01/2026", "12/08/2026"]})

    assert codes(problems) == [("dates-unproved", "B1")]
    assert "--date-order" in problems[0].sentence


def test_a_column_that_nothing_proves_is_refused_once() -> None:
    """At its heading, and not once for each row."""
    _, problems = surveyed({"visit_date": ["01/12/2026"] * 500})

    assert codes(problems) == [("dates-unproved", "A1")]


def test_proof_on_both_sides_is_refused_with_both_cells() -> None:
    """One of them is wrong, or the column was put together from two systems."""
    _, problems = surveyed({"visit_date": ["01/12/2026", "15/12/2026", "12/16/2026"]})

    assert codes(problems) == [("dates-both", "A1")]
    assert "A3" in problems[0].sentence
    assert "A4" in problems[0].sentence


@pytest.mark.parametrize("order", [DAY_FIRST, MONTH_FIRST])
def test_a_stated_order_needs_no_proof(order: DateOrder) -> None:
    """A person said it, and it is shown as theirs."""
    understood, problems = surveyed({"visit_date": ["01/12/2026"]}, Profile(dates=order))

    assert not problems
    assert understood.dates[0].how is How.PROFILE
    made = read_row(understood, visit_date="01/12/2026")
    assert isinstance(made, Appointment)
    assert made.visit_date == (date(2026, 12, 1) if order is DAY_FIRST else date(2026, 1, 12))


def test_a_stated_order_that_a_cell_rules_out_is_refused() -> None:
    """A wrong word of a person would exchange days and months."""
    _, problems = surveyed({"visit_date": ["01/12/2026", "12/15/2026"]}, Profile(dates=DAY_FIRST))

    assert codes(problems) == [("dates-not-so", "A1")]
    assert "A3" in problems[0].sentence


@pytest.mark.parametrize("texts", [
    ["05/05/2026", "11/11/2026"], ["2026-12-01", "2026-12-02"], ["2026/12/01"], ["20261201"],
    ["01-Dec-2026"], ["no date", "99/99/2026"], [None]])
def test_what_needs_no_order_is_not_asked_for(texts: list[str]) -> None:
    """The day that is the month's number, dates that tell their order, and what is no date."""
    understood, problems = surveyed({"visit_date": texts})

    assert not problems
    assert not understood.dates


def test_years_of_two_digits_may_stand_first() -> None:
    """04-03-12 is three days: only a column that leaves one order is read."""
    _, unproved = surveyed({"born": ["12-11-10", "15-03-12"]})
    understood, proved = surveyed({"born": ["12-11-10", "15-03-61"]})

    assert codes(unproved) == [("dates-unproved", "A1")]
    assert not proved
    assert understood.order("born") is DAY_FIRST


@pytest.mark.parametrize(("born", "expected"), [
    ("15-03-61", date(1961, 3, 15)), ("04-03-27", date(1927, 3, 4)), ("04-03-26", "year-short"),
    ("04-03-12", "year-short"), ("04-Mar-61", date(1961, 3, 4)), ("04-Mar-05", date(2005, 3, 4)),
    ("29-Feb-00", date(2000, 2, 29))])
def test_a_birth_of_two_digits_is_read_where_one_century_fits(born: str, expected: date | str
                                                              ) -> None:
    """Not after the visit, and no more than 115 years before it."""
    understood, _ = surveyed({"born": [born]}, Profile(dates=DAY_FIRST))
    made = read_row(understood, born=born)

    assert (made.born if isinstance(made, Appointment) else made) == expected


@given(days=st.lists(st.tuples(BIRTHS, DAYS), min_size=1, max_size=12),
       forms=st.tuples(st.sampled_from(DateOrder), st.sampled_from(DateOrder)),
       stated=st.sampled_from([None, *DateOrder]))
def test_no_list_is_read_as_other_days(
        days: list[tuple[date, date]], forms: tuple[DateOrder, DateOrder],
        stated: DateOrder | None) -> None:
    """Whatever a system writes: the same days, or a refusal. Only a person who states the wrong
    order can make it otherwise, and only where no cell contradicts."""
    births = [FORMS[forms[0]](born) for born, _ in days]
    visits = [FORMS[forms[1]](visit) for _, visit in days]
    profile = Profile(dates=stated if stated in forms else None)
    understood, problems = surveyed({"born": births, "visit_date": visits}, profile)

    if problems or (profile.dates and len({*forms} - {YEAR_FIRST}) > 1):
        return
    for born, visit, (first, second) in zip(births, visits, days, strict=True):
        made = read_row(understood, born=born, visit_date=visit)
        assert isinstance(made, Appointment), made
        assert (made.born, made.visit_date) == (first, second)


def as_opened(day: date, written: DateOrder, program: DateOrder) -> date | str:
    """What Excel, which reads `program`, makes of a date that a system wrote in `written`: another
    day where it can, and the text where it cannot."""
    text = FORMS[written](day)
    first, second, year = map(int, text.split("/"))
    month, number = (first, second) if program is MONTH_FIRST else (second, first)
    try:
        return datetime(year, month, number)
    except ValueError:
        return text


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2026, 7, 1)], ids=["spring", "autumn"])
@pytest.mark.parametrize(("written", "program"), [(DAY_FIRST, MONTH_FIRST),
                                                  (MONTH_FIRST, DAY_FIRST)])
def test_dates_that_excel_exchanged_are_refused(first: date, written: DateOrder,
                                                program: DateOrder) -> None:
    """Text beside date cells shows it; every column of date cells of the file is refused."""
    days = [first + timedelta(days=7 * number) for number in range(26)]
    visits = [as_opened(day, written, program) for day in days]
    births = [datetime(1950 + number, 3, 1 + number) for number in range(26)]
    assert {type(each) for each in visits} == {str, datetime}

    _, problems = surveyed({"born": births, "visit_date": visits}, book=True)

    assert codes(problems) == [("dates-exchanged", "A1"), ("dates-exchanged", "B1")]


@pytest.mark.parametrize(("written", "program"), [(DAY_FIRST, MONTH_FIRST),
                                                  (MONTH_FIRST, DAY_FIRST)])
@given(days=st.lists(st.tuples(BIRTHS, DAYS, DAYS), min_size=1, max_size=8))
def test_no_exchanged_day_is_read(written: DateOrder, program: DateOrder,
                                  days: list[tuple[date, date, date]]) -> None:
    """Where a cell of any column, read or not, shows that Excel read the file in its own order,
    no date cell that it may have exchanged is taken."""
    columns = {name: [as_opened(each[at], written, program) for each in days]
               for at, name in enumerate(("born", "visit_date", "?Booked on"))}
    understood, problems = surveyed(columns, book=True)
    if problems or all(not isinstance(each, str) for cells in columns.values() for each in cells):
        return  # refused, or nothing in the whole file shows it

    for born, visit, (first, second, _) in zip(columns["born"], columns["visit_date"], days,
                                               strict=True):
        made = read_row(understood, born=born, visit_date=visit)
        if isinstance(made, Appointment):
            assert (made.born, made.visit_date) == (first, second)


def test_date_cells_that_excel_read_whole_are_taken() -> None:
    """A column in which every date is a cell, some of them with days over 12, beside dates that
    somebody typed as text: nothing was exchanged in it."""
    understood, problems = surveyed({
        "born": [datetime(1961, 3, 4), datetime(1955, 12, 31)],
        "visit_date": ["15/12/2026", "16/12/2026"]}, book=True)

    assert not problems
    assert understood.order("visit_date") is DAY_FIRST


def test_a_column_of_serial_numbers_is_one_of_days() -> None:
    """Excel's own numbers, where the column holds nothing else; a year among them is none."""
    understood, _ = surveyed({"born": ["22344", "20454"], "visit_date": [46357, 46358.375]})
    mixed, _ = surveyed({"born": ["22344", "2026-12-01"], "visit_date": [46357, None]})
    years, _ = surveyed({"born": [1950, 1961]})

    made = read_row(understood, born="22344", visit_date=46358.375)
    assert isinstance(made, Appointment)
    assert (made.born, made.visit_date, str(made.visit_time)) == (
        date(1961, 3, 4), date(2026, 12, 2), "09:00:00")
    assert read_row(mixed, born="22344") == "not-a-date"
    assert read_row(years, born=1950) == "not-a-date"


@pytest.mark.parametrize("without", [
    ("Appointment id", "Patient id"), ("Patient id",), ("Appointment id",)])
def test_a_row_that_is_nobodys_visit_proves_no_order(
        tmp_path: Path, small: Content, without: tuple[str, ...]) -> None:
    """The day on which a list was printed may be written otherwise than those of the visits."""
    path = tmp_path / "list.csv"
    visits = [line(1, visit_date="03/02/2027"), line(2, visit_date="04/02/2027")]
    proof = line(3, visit_date="13/02/2027")

    listed, _ = steps.read_list(write_csv(path, [*visits, proof]), small)
    assert listed is not None

    for name in without:
        proof[name] = ""
    for last in (proof, {"Visit date": "13/02/2027"}):
        listed, problems = steps.read_list(write_csv(path, [*visits, last]), small)
        assert listed is None
        assert "dates-unproved" in {each.code for each in problems}
