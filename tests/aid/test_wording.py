"""Numbers, dates and spans in the reader's language."""

from __future__ import annotations

from datetime import date, time
from gettext import NullTranslations

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.signs import without_end
from sdaid.aid.wording import Wording, wording
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


@pytest.mark.parametrize("language", ["es", "es-ES", "es-MX"])
@pytest.mark.parametrize(("value", "words"), [
    (1000.0, "1000"), (9999.0, "9999"), (15021.0, "15\xa0021"), (1234567.0, "1\xa0234\xa0567"),
])
def test_no_thousand_reads_as_one_in_spanish(language: str, value: float, words: str) -> None:
    """A dot parts thousands in Spain and decimals in Mexico, so that neither parts thousands."""
    assert wording(language, CATALOGUES).number(value) == words


@pytest.mark.parametrize(("language", "words"), [("es", "12,25"), ("es-MX", "12.25")])
def test_decimals_have_the_sign_of_the_kind_of_spanish(language: str, words: str) -> None:
    """The decimal sign is that of Babel."""
    assert wording(language, CATALOGUES).number(12.25) == words


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


class Shown(NullTranslations):
    """A catalogue that shows which form of which message it was asked for."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{{n}} {n}"


@pytest.mark.parametrize(("language", "number", "form"), [
    ("ar", 0, "zero"), ("ar", 1, "one"), ("ar", 2, "two"), ("ar", 7, "few"), ("ar", 40, "many"),
    ("ar", 100, "other"), ("ar", 1.5, "other"), ("fr", 1.5, "one"), ("es", 1.5, "other"),
    ("es", 0.5, "other"), ("en", 1.5, "other"), ("pl", 3, "few"), ("ru", 21, "one"),
])
def test_a_number_has_the_form_of_its_language(language: str, number: float, form: str) -> None:
    """Fractions take the form that CLDR gives them, told by a whole number of the same form."""
    words = Wording(language, Shown())
    whole = int(words.plural(("", ""), number).split()[-1])
    assert words.locale.plural_form(whole) == form
    assert number % 1 or whole == number


def test_a_range_has_the_form_of_its_last_number() -> None:
    """“0.5 to 1 week” is told as one, “1 to 2 weeks” as two, with both numbers in every form."""
    words = wording("en", CATALOGUES)
    assert words.span(0.5, 1, TimeUnit.WEEK) == "0.5 to 1 week"
    assert words.span(1, 1.5, TimeUnit.WEEK) == "1 to 1.5 weeks"
    spanish = wording("es", CATALOGUES)
    assert spanish.span(1, 1.5, TimeUnit.WEEK) == "1 a 1,5 semanas"
    assert spanish.span(1, 1, TimeUnit.DAY) == "1 día"


@pytest.mark.parametrize(("parts", "both", "either"), [
    (["faja", "yoga"], "faja y yoga", "faja o yoga"),
    (["faja", "inyección"], "faja e inyección", "faja o inyección"),
    (["faja", "hielo"], "faja y hielo", "faja o hielo"),
    (["faja", "otra"], "faja y otra", "faja u otra"),
    (["a", "b", "hipo"], "a, b e hipo", "a, b o hipo"),
])
def test_spanish_lists_are_joined_by_sound(parts: list[str], both: str, either: str) -> None:
    """“y” stands as “e” before its own sound, and “o” as “u”."""
    words = wording("es", CATALOGUES)
    assert words.listed(parts) == both
    assert words.any_of(parts) == either


@pytest.mark.parametrize(("language", "text", "told"), [
    ("en", "at a desk", "At a desk"), ("es", "¿le duele?", "¿Le duele?"), ("tr", "ilk", "İlk"),
    ("en", "65 or more", "65 or more"), ("ka", "დღე", "დღე"), ("ar", "نعم", "نعم"), ("en", "", ""),
    ("zh", "每天", "每天"),
])
def test_a_sentence_begins_as_its_script_has_it(language: str, text: str, told: str) -> None:
    """The first letter is a capital, behind the signs that open a sentence; scripts without
    capitals, and numbers, stay."""
    assert Wording(language, NullTranslations()).sentence_case(text) == told


@pytest.mark.parametrize("end", [*".!?…؟۔。！？।"])
def test_no_stop_is_added_to_a_sentence(end: str) -> None:
    """Whatever the script, what ends as a sentence has no second stop, and needs no colon."""
    words = wording("en", CATALOGUES)
    assert words.sentence(f"x{end}") == f"x{end}"
    assert words.label(f"x{end}") == f"x{end}"
    assert words.sentence("x") == "x."
    assert words.label("x") == "x:"


@pytest.mark.parametrize("text", ["Nobody.", "Nobody", "无。", "कोई नहीं।", "لا أحد۔"])
def test_a_stop_is_taken_off_in_every_script(text: str) -> None:
    """Where a text goes on, its own full stop goes."""
    assert without_end(text)[-1].isalpha() or text[0] == "क"
    assert not without_end(text).endswith((".", "。", "।", "۔"))


def test_names_and_sentences_stand_behind_one_another() -> None:
    """Names that may hold commas are parted by semicolons, sentences by a blank; none is lost."""
    words = wording("en", CATALOGUES)
    assert words.apart(["A, Ltd.", "B", "C"]) == "A, Ltd.; B; C"
    assert words.sentences(iter(["One.", "Two."])) == "One. Two."
    assert words.apart([]) == words.sentences([]) == ""
