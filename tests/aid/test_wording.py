"""Numbers, dates and spans in the reader's language."""

from __future__ import annotations

from datetime import date, time

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.sheets.values import Duration, TimeUnit

CATALOGUES = templates() / "locale"


@given(st.one_of(
    st.integers(0, 10**7).map(float),
    st.decimals(0, 10**6, places=3).map(float),
    st.floats(0, 1e6, allow_nan=False)))
def test_english_numbers_are_babels(value: float) -> None:
    """The short way for English writes what Babel writes."""
    assert wording("en", CATALOGUES).number(value) == format_decimal(
        value, format="#,##0.##", locale="en")


@pytest.mark.parametrize(("value", "words"), [
    (1.0, "1"), (0.7, "0.7"), (12.25, "12.25"), (1387.0, "1,387"), (100.0, "100"), (0.0, "0"),
])
def test_numbers_have_no_more_decimals_than_were_given(value: float, words: str) -> None:
    """No invented precision, and thousands are parted."""
    assert wording("en-GB", CATALOGUES).number(value) == words


def test_dates_follow_the_kind_of_english() -> None:
    """British and American dates differ, and the machine's own locale does not matter."""
    british, american = wording("en-GB", CATALOGUES), wording("en-US", CATALOGUES)
    assert british.day(date(2026, 12, 1)) == "1 December 2026"
    assert american.day(date(2026, 12, 1)) == "December 1, 2026"
    assert "Tuesday" in british.weekday(date(2026, 12, 1))
    assert british.clock(time(14, 30)) == "14:30"


@pytest.mark.parametrize(("span", "words"), [
    (Duration(low=1, high=1, unit=TimeUnit.DAY), "1 day"),
    (Duration(low=2, high=6, unit=TimeUnit.WEEK), "2 to 6 weeks"),
    (Duration(low=0.5, high=0.5, unit=TimeUnit.YEAR), "0.5 years"),
    (Duration(word="straight away"), "straight away"),
    (Duration(word="not stated"), "time not stated"),
])
def test_time_spans_in_words(span: Duration, words: str) -> None:
    """One is singular, everything else plural, and words stand for themselves."""
    assert wording("en", CATALOGUES).duration(span) == words


@pytest.mark.parametrize("language", [
    "fr", "xx", "", "../en", "en/../..", "en-XX", "klingon-long-name-x"])
def test_a_language_without_words_is_refused(language: str) -> None:
    """No catalogue, no aid: never another language in its place."""
    with pytest.raises(LookupError):
        wording(language, CATALOGUES)


@pytest.mark.parametrize("language", ["en", "en-US", "en-GB"])
@pytest.mark.parametrize("count", range(5))
def test_english_is_written_as_babel_does(language: str, count: int) -> None:
    """Dates and lists in the usual English are made without Babel, and are the same."""
    locale = Locale.parse(language.replace("-", "_"))
    words, parts = wording(language, CATALOGUES), ["a", "b", "c", "d"][:count]
    assert words.listed(parts) == format_list(parts, style="standard", locale=locale)
    assert words.any_of(parts) == format_list(parts, style="or", locale=locale)
    day = date(2026, 1 + count, 9 + count)
    assert words.day(day) == format_date(day, format="long", locale=locale)
