"""From a cell to a typed value: what the tests of the traps do not reach."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.sheets.values import (
    Cell,
    Duration,
    Span,
    TimeUnit,
    clean,
    fold,
    guess,
    letters,
    phrases,
    shown_number,
    time_of_day,
)


def text(value: str) -> Cell:
    return Cell(1, 1, value, "text")


@pytest.mark.parametrize(("typed", "expected"), [
    ("6 months", Duration(low=6, high=6, unit=TimeUnit.MONTH)),
    ("2 to 6 weeks", Duration(low=2, high=6, unit=TimeUnit.WEEK)),
    ("2–6 Weeks", Duration(low=2, high=6, unit=TimeUnit.WEEK)),
    ("1 day", Duration(low=1, high=1, unit=TimeUnit.DAY)),
    ("Straight away", Duration(word="straight away")),
    ("not  stated", Duration(word="not stated"))])
def test_time_spans(typed: str, expected: Duration) -> None:
    """Time spans are read as a person writes them."""
    assert TypeAdapter(Span).validate_python(text(typed)) == expected


@pytest.mark.parametrize(("typed", "days", "told"), [
    ("within 90 days", (90, 90), "Within 90 days."),
    ("up to 6 years", (0, 2191.5), "Up to 6 years."),
    ("each year", (365.25, 365.25), "Each year."), ("per week", (7, 7), "Each week."),
    ("3 months to 5 years", (91.2, 1826.25), "At 3 months to 5 years."),
    ("six months", (182.4, 182.4), "At 6 months."),
    ("after 2 years", (730.5, 730.5), "At 2 years."),
    ("2 weeks to 6 weeks", (14, 42), "At 2 to 6 weeks.")])
def test_time_spans_as_studies_tell_them(typed: str, days: tuple[float, float], told: str) -> None:
    """They are read, drawn and told as they were meant."""
    span = TypeAdapter(Span).validate_python(text(typed))
    assert span.days == pytest.approx(days)
    assert wording("en", templates() / "locale").at(span) == told


@pytest.mark.parametrize("typed", [
    "soon", "6 to 2 weeks", "6", "months", "-2 days", "5 years to 3 months", "3 to 5",
    "within 3 to 5 days", "every 6 months"])
def test_what_is_no_time_span(typed: str) -> None:
    """Words, bare numbers and spans that run backwards are refused."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Span).validate_python(text(typed))
    assert error.value.errors()[0]["type"] == "not-a-duration"


@pytest.mark.parametrize(("cell", "expected"), [
    (text("14:30"), time(14, 30)), (text("9.05"), time(9, 5)), (text("09:05:00"), time(9, 5)),
    (Cell(1, 1, time(14, 30), "time"), time(14, 30)),
    (Cell(1, 1, timedelta(hours=9, minutes=5), "time", "[h]:mm"), time(9, 5))])
def test_times_of_day(cell: Cell, expected: time) -> None:
    """Time cells and text such as 14:30 are times of day."""
    assert time_of_day(cell) == expected


@pytest.mark.parametrize(("value", "number_format", "expected"), [
    (0.051, "0.0%", "5.1%"), (1.5, "0", "1.5"), (1200, "#,##0", "1200"), (-3, "00", "-3"),
    (1e300, "General", "1e+300"), (2134, "00000-0000", "00000-2134"), (5, '0"-00"', "0-05")])
def test_numbers_are_shown_as_in_their_cell(
        value: float, number_format: str, expected: str) -> None:
    """Percent, decimals and leading zeros come from the format; nothing typed is rounded away."""
    assert shown_number(value, number_format) == expected


def test_letters_of_columns() -> None:
    """Columns are named as in Excel."""
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_cleaning_keeps_lines_and_quotes() -> None:
    """Line ends stay as newlines, blanks are single, invisible characters are gone."""
    assert clean(" a\u00a0 b\r\n“c”\u200b \rd\u2028e ") == "a b\n“c”\nd\ne"
    assert fold("Café — ‘Noir’ (2)") == fold("cafe\u0301 noir 2")


def test_guesses_are_close_or_silent() -> None:
    """A suggestion is made where something allowed is close, and not otherwise."""
    assert guess("recovry", ["Recovery", "Options"]) == "; did you mean “Recovery”?"
    assert guess("zzz", ["Recovery", "Options"]) == ""


@pytest.mark.parametrize("typed", ["a, b; c", "a، b؛ c", "a、b，c", "a\nb\nc,"])
def test_phrases_stand_between_commas_of_any_script(typed: str) -> None:
    """A translator's comma parts choices as an English one does."""
    assert phrases(text(typed)) == ("a", "b", "c")
