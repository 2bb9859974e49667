"""Dates and times of day in the forms of many systems, in English and in another language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from sdaid.appointments.clock import clock_time
from sdaid.appointments.columns import Appointment
from sdaid.appointments.dates import readings, written
from sdaid.appointments.understood import Understood
from tests.appointments.values import Value, read_row, surveyed

FIRST = date(2026, 12, 1)


@pytest.mark.parametrize("text", [
    "2026-12-01", "2026-12-1", "2026/12/01", "2026.12.01", "20261201", "1 December 2026",
    "1st Dec 2026", "01-Dec-2026", "01-DEC-26", "01 dec 26", "December 1, 2026", "Dec. 1st 2026",
    "Tue 01 Dec 2026", "Tuesday, 1 December 2026", "Tue, 2026-12-01", "Tues 1-Dec-2026",
    "2026-Dec-01", "1. Dez. 2026", "Di, 1. Dezember 2026", "Dienstag 01.Dez.2026"])
def test_a_date_that_tells_its_order_is_read(text: str) -> None:
    """Months in words or the year in front, a weekday before it; here in a German workbook."""
    made = read_row(Understood(language="de"), visit_date=text)

    assert isinstance(made, Appointment)
    assert made.visit_date == FIRST
    assert made.visit_time is None


@pytest.mark.parametrize(("text", "code"), [
    ("Mon 01 Dec 2026", "weekday-differs"), ("31 Nov 2026", "not-a-date"),
    ("December 2026", "not-a-date"), ("1 Dezember 2026", "not-a-date"),
    ("Juni 1 2026", "not-a-date"), ("01/12/2026", "date-ambiguous"), ("soon", "not-a-date"),
    ("46357", "not-a-date"), ("01/12/2026 at some time", "not-a-date"),
    ("2026-12-01 25:00", "not-a-date"), ("2026-13-01", "not-a-date"), ("1 Ju 2026", "not-a-date")])
def test_what_is_no_one_date_is_refused(text: str, code: str) -> None:
    """A word of another language, a day that is none, a weekday that contradicts."""
    assert read_row(Understood(), visit_date=text) == code


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pl", "sv", "pt-BR", "tr", "cy"])
@given(day=st.dates(date(1920, 1, 1), date(2030, 1, 1)),
       width=st.sampled_from(["d MMMM yyyy", "EEE d MMM yyyy", "EEEE, d MMMM y"]))
def test_dates_in_the_workbooks_language_are_the_same_days(language: str, day: date, width: str
                                                           ) -> None:
    """As Unicode's own data write them; or they are not read, and never as another day."""
    found = written(format_date(day, width, locale=language.replace("-", "_")), language)

    assert found is None or set(readings(found).values()) == {day}
    if width == "d MMMM yyyy":
        assert found


@pytest.mark.parametrize(("born", "expected"), [
    ("04-Mar-1961 (65y)", date(1961, 3, 4)), ("4 Mar 1961 (65 yrs)", date(1961, 3, 4)),
    ("1961-03-04 65y", date(1961, 3, 4)), ("1961-03-04 (65y 8m)", date(1961, 3, 4)),
    ("1961-03-04 (65)", date(1961, 3, 4)),
    ("04-Mar-1961 (40y)", "age-differs"), ("2026-03-04 (8m)", date(2026, 3, 4)),
    ("1961-03-04 00:00:00", date(1961, 3, 4)), ("1961-03-04T00:00:00Z", date(1961, 3, 4)),
    ("1961-03-03T23:00:00Z", "birth-time"), ("1961-03-04 09:30", "birth-time"),
    (datetime(1961, 3, 4), date(1961, 3, 4)), (datetime(1961, 3, 4, 9), "birth-time")])
def test_a_birth_stands_beside_an_age_or_midnight(born: Value, expected: date | str) -> None:
    """An age that fits is dropped, as is midnight; another time may have moved the day."""
    made = read_row(Understood(), born=born)

    assert (made.born if isinstance(made, Appointment) else made) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("9.30am", "09:30"), ("9:30 AM", "09:30"), ("2:30 p.m.", "14:30"), ("9am", "09:00"),
    ("9.00 Uhr", "09:00"), ("9 Uhr", "09:00"), ("9h30", "09:30"), ("0930h", "09:30"),
    ("0930 hrs", "09:30"), ("09:30:00", "09:30"), ("10:30-10:50", "10:30"),
    ("10:30 – 10:50", "10:30"), ("10.30 to 10.50", "10:30"), ("0930-0950", "09:30"),
    ("14:30-14:50", "14:30"), ("09:00-17:00", "09:00"), ("9:30-10:00 am", "09:30"),
    ("11:30-12:15pm", "11:30"), ("1:30 PM - 2:15 PM", "13:30"), ("0.375", "09:00"),
    ("0.5", "12:00"), (0.4375, "10:30"), (time(9, 30), "09:30"), (timedelta(hours=9), "09:00"),
    (datetime(1900, 1, 1, 9, 30), "09:30"), ("14:30:00+01:00", "14:30"), ("00:00", None),
    ("12:00 AM", None), (time(0), None), ("00:00:00", None)])
def test_a_time_of_day_is_read(text: Value, expected: str | None) -> None:
    """A slot is its start, an offset stands behind seconds, and midnight says that no time was
    known."""
    made = read_row(Understood(), visit_time=text)

    assert isinstance(made, Appointment), made
    told = made.visit_time.strftime("%H:%M") if made.visit_time else None
    assert told == expected


@pytest.mark.parametrize("text", [
    "0930", "930", "25:00", "9.5", "9", "14:30-05:00", "10:50-10:30", "10:30-10:30", "14:30+01:00",
    "14:30:00+15:00", "14:30:00-05:17", "noon", "13:00 pm", "0.25", 9.3, 930, 1.5])
def test_what_is_no_time_of_day_is_refused(text: Value) -> None:
    """A slot that ends before it starts is no offset either."""
    assert read_row(Understood(), visit_time=text) == "not-a-time"


@pytest.mark.parametrize(("day", "clock", "expected"), [
    ("2026-12-01 09:30", "9.30am", "09:30"), ("2026-12-01 09:30", None, "09:30"),
    ("2026-12-01 09:30-09:50", None, "09:30"), ("2026-12-01T09:30:00", "09:30-09:50", "09:30"),
    ("Tue 1 Dec 2026 at 9.30am", None, "09:30"), ("2026-12-01 00:00:00", "09:30", "09:30"),
    ("2026-12-01 09:30", "00:00", "09:30"), ("202612010930", None, "09:30"),
    ("2026-12-01 0930", None, "09:30"),
    ("2026-12-01 09:30", "10:15", "times-differ"), (datetime(2026, 12, 1, 9), "21:00",
                                                    "times-differ"),
    (datetime(2026, 12, 1), "09:30", "09:30"), ("2026-12-01", "2026-12-01 09:30", "09:30"),
    ("1 Dec 2026", datetime(2026, 12, 1, 9, 30), "09:30"),
    ("2026-12-01", "2026-12-02 09:30", "times-differ"),
    ("2026-12-01", datetime(2026, 12, 2, 9, 30), "times-differ"),
    ("2026-12-01T00:00:00-05:00", None, ""), ("2026-12-01", 0, ""),
    ("2026-12-01T00:00:00-05:00", "09:30", "09:30")])
def test_the_day_and_its_time_may_share_a_cell(day: Value, clock: Value, expected: str) -> None:
    """Two times of one visit must be the same, and midnight is none."""
    made = read_row(Understood(), visit_date=day, visit_time=clock)

    if isinstance(made, Appointment):
        assert made.visit_date == FIRST
        made = made.visit_time.strftime("%H:%M") if made.visit_time else ""
    assert made == expected


@pytest.mark.parametrize(("text", "hours"), [
    ("2026-12-01T09:30:00+14:00", 14), ("2026-12-01T09:30-05:00", -5),
    ("2026-12-01T09:30:00.000Z", 0), ("2026-12-01 09:30:00-0500", -5)])
def test_an_offset_stands_behind_a_full_time(text: str, hours: int) -> None:
    """Within 14 hours, as every zone is."""
    made = read_row(Understood(), visit_date=text)

    assert isinstance(made, Appointment)
    assert made.visit_time is not None
    assert made.visit_time.utcoffset() == timedelta(hours=hours)


def test_four_digits_are_a_time_where_the_whole_column_is_one_of_times() -> None:
    """As 1010 beside 9.30am; not where a cell of the column is no time."""
    understood, _ = surveyed({"visit_time": ["9.30am", "1010", "0930", 930, "-", None]})
    other, _ = surveyed({"visit_time": ["1010", "room 3"]})

    assert isinstance(made := read_row(understood, visit_time="1010"), Appointment)
    assert made.visit_time == time(10, 10)
    assert isinstance(made := read_row(understood, visit_time=930), Appointment)
    assert made.visit_time == time(9, 30)
    assert read_row(other, visit_time="1010") == "not-a-time"
    assert read_row(understood, visit_time="0975") == "not-a-time"


@given(text=st.text("0123456789:.-–+ apmAMuhrTZ/", max_size=14))
def test_any_text_is_a_time_or_none(text: str) -> None:
    """Without an error, and a slot is never an offset of more than 14 hours."""
    for iso in (False, True):
        found = clock_time(text, iso=iso, together=True)
        assert found is None or abs(found.utcoffset() or timedelta(0)) <= timedelta(hours=14)


@given(text=st.text("0123456789-/. JanDecMartue,()yT:Z", max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Without an error."""
    found = written(text, "de", ages=True)
    assert found is None or isinstance(readings(found), dict)
