"""Words, numbers and dates in the reader's language. Fixed words come from gettext catalogues,
numbers and dates from Babel; nothing here depends on the machine's own locale."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sdaid.aid.signs import as_label, as_sentence, in_a_row, in_sentences
from sdaid.sheets.values import Duration, TimeUnit
from sdaid.workbook.columns import N_, NN_

if TYPE_CHECKING:
    from babel import Locale

SOURCE_LANGUAGE = "en"
SPANS = {
    TimeUnit.DAY: NN_("{n} day", "{n} days"), TimeUnit.WEEK: NN_("{n} week", "{n} weeks"),
    TimeUnit.MONTH: NN_("{n} month", "{n} months"), TimeUnit.YEAR: NN_("{n} year", "{n} years"),
}
RANGES = {
    TimeUnit.DAY: NN_("{low} to {high} day", "{low} to {high} days"),
    TimeUnit.WEEK: NN_("{low} to {high} week", "{low} to {high} weeks"),
    TimeUnit.MONTH: NN_("{low} to {high} month", "{low} to {high} months"),
    TimeUnit.YEAR: NN_("{low} to {high} year", "{low} to {high} years"),
}
"""Time spans; the form of a range is that of its last number."""

EACH = {TimeUnit.DAY: N_("each day"), TimeUnit.WEEK: N_("each week"),
        TimeUnit.MONTH: N_("each month"), TimeUnit.YEAR: N_("each year")}
MANNERS = {"within": N_("within {time}"), "up to": N_("up to {time}")}
WORDS = {"straight away": N_("straight away"), "not stated": N_("time not stated"),
         "any time": N_("at any time")}
"""How a time is told otherwise, by its words in the workbook."""

ENGLISH = ("en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA")
"""The kinds of English whose dates differ."""


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
AMERICAN = ("en", "en-US")
"""English whose dates and lists are written as in the United States."""

SPANISH_GROUPED = 10_000
"""From here on, Spanish parts thousands, by a blank: a dot or a comma is the decimal sign in one
country or another, and 1.000 would be read as 1 (Real Academia Española, Ortografía)."""

SPANISH_BEFORE = (("y", re.compile(r"h?[iíy](?![aeou])", re.IGNORECASE), "e"),
                  ("o", re.compile(r"h?[oó]|8|11\b", re.IGNORECASE), "u"))
"""In Spanish lists, which word stands for another before which sound (Real Academia Española,
Diccionario panhispánico de dudas, “y” and “o”)."""


@dataclass(frozen=True)
class Wording:
    """How to say things in one language, named as PDF and HTML do, as in en-GB."""

    language: str
    translations: gettext.NullTranslations

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale. LookupError where Babel does not know the language."""
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(self.language.replace("-", "_"))
        except (UnknownLocaleError, ValueError) as error:
            raise LookupError(self.language) from error

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Where lines run: to the right or to the left."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def number(self, value: float) -> str:
        """At most two decimals, no more than were given: 1, 0.7, 12.25."""
        if _is_english(self.language):  # as Babel does, without waiting for it
            return f"{round(Decimal(str(value)), 2).normalize():,f}"
        from babel.numbers import format_decimal, get_group_symbol

        if self.locale.language != "es":
            return format_decimal(value, format="#,##0.##", locale=self.locale)
        form = "#,##0.##" if abs(value) >= SPANISH_GROUPED else "0.##"
        said = format_decimal(value, format=form, locale=self.locale)
        return said.replace(get_group_symbol(self.locale), "\xa0") if "," in form else said

    def day(self, value: date) -> str:
        """A date in full, as in 1 December 2026."""
        if self.language == "en-GB":  # as Babel does, without waiting for it
            return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
        if self.language in AMERICAN:
            return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"
        from babel.dates import format_date

        return format_date(value, format="long", locale=self.locale)

    def weekday(self, value: date) -> str:
        """A date with its day of the week, as in Tuesday, 1 December 2026."""
        from babel.dates import format_date

        return format_date(value, format="full", locale=self.locale)

    def clock(self, value: time) -> str:
        """A time of day, as in 14:30 or 2:30 PM."""
        from babel.dates import format_time

        return format_time(value, format="short", locale=self.locale).replace("\u202f", " ")

    def moment(self, day: date, clock: time | None) -> str:
        """A day of the week with its date, and the time where it is known."""
        _ = self.translations.gettext
        if clock is None:
            return self.weekday(day)
        return _("{day}, {time}").format(day=self.weekday(day), time=self.clock(clock))

    def counted(self, forms: tuple[str, str], number: float, **places: str) -> str:
        """The message `forms` (`NN_`) in the form that `number` asks for, its `places` filled."""
        return self.plural(forms, number).format(**places)

    def plural(self, forms: tuple[str, str], number: float) -> str:
        """The message `forms` (`NN_`), still to be filled, in the form that `number` asks for."""
        one, many = forms
        return self.translations.ngettext(one, many, self._whole(number))

    def _whole(self, number: float) -> int:
        """A whole number that takes the same form of nouns as `number`, which may be a fraction:
        catalogues know the forms of whole numbers alone. The rules are those of Unicode's CLDR.
        Where fractions have a form of their own, the one of 2."""
        if float(number).is_integer():
            return abs(int(number))
        wanted = self.locale.plural_form(abs(Decimal(str(number))))
        return next((whole for whole in (2, *range(101)) if self.locale.plural_form(whole)
                     == wanted), 2)

    def listed(self, parts: Sequence[str]) -> str:
        """“a, b and c”."""
        if self.language == "en-GB" or self.language in AMERICAN:
            return self._english_list(parts, "and")
        return self._babel_list(parts, "standard")

    def any_of(self, parts: Sequence[str]) -> str:
        """“a, b or c”."""
        if self.language == "en-GB" or self.language in AMERICAN:
            return self._english_list(parts, "or")
        return self._babel_list(parts, "or")

    def apart(self, parts: Iterable[str]) -> str:
        """Names that may hold commas, one behind the other: “a, Ltd.; b”."""
        return in_a_row(parts, self.translations)

    def _english_list(self, parts: Sequence[str], word: str) -> str:
        """As Babel does, without waiting for it."""
        if len(parts) < 2:
            return "".join(parts)
        comma = "," if len(parts) > 2 and self.language in AMERICAN else ""
        return f"{', '.join(parts[:-1])}{comma} {word} {parts[-1]}"

    def _babel_list(self, parts: Sequence[str], style: Literal["standard", "or"]) -> str:
        from babel.lists import format_list

        made = format_list(list(parts), style=style, locale=self.locale)
        if self.locale.language == "es" and len(parts) > 1:
            before = made.removesuffix(parts[-1])
            for word, sound, instead in SPANISH_BEFORE:
                if before.endswith(f" {word} ") and sound.match(parts[-1]):
                    return f"{before[:-len(word) - 1]}{instead} {parts[-1]}"
        return made

    def sentences(self, parts: Iterable[str]) -> str:
        """Whole sentences, one behind the other; scripts that part them without a blank do."""
        return in_sentences(parts, self.translations)

    def sentence(self, words: str) -> str:
        """`words` as a sentence: with the stop of the language, unless they end with one."""
        return as_sentence(words, self.translations)

    def label(self, words: str) -> str:
        """`words` as a label before what it is of."""
        return as_label(words, self.translations)

    def sentence_case(self, text: str) -> str:
        """`text` with a first letter as a sentence has it; scripts without capitals stay, and so
        does what begins with a number."""
        place = next((place for place, each in enumerate(text) if each.isalnum()), 0)
        first = text[place:place + 1]
        turkish = first == "i" and self.language[:2] in ("tr", "az")
        return f"{text[:place]}{'İ' if turkish else first.title()}{text[place + 1:]}"

    def duration(self, span: Duration) -> str:
        """A time span: “6 months”, “2 to 6 weeks”, “within 90 days”, “straight away”."""
        _ = self.translations.gettext
        if span.unit is None:
            return _(WORDS[span.word])
        if span.manner == "each":
            return _(EACH[span.unit])
        if span.low_unit is not None:
            return _("{start} to {end}").format(start=self.span(span.low, span.low, span.low_unit),
                                                end=self.span(span.high, span.high, span.unit))
        time = self.span(span.low, span.high, span.unit)
        return _(MANNERS[span.manner]).format(time=time) if span.manner else time

    def at(self, span: Duration) -> str:
        """When something was measured, as a sentence: “At 6 months.”, “Straight away.”."""
        told = self.duration(span)
        if span.unit is not None and not span.manner:
            return self.translations.gettext("At {time}.").format(time=told)
        return self.sentence(self.sentence_case(told))

    def moment_of(self, span: Duration) -> str:
        """When something was measured, within a sentence: “at 6 months”, “straight away”."""
        _ = self.translations.gettext
        if span.unit is None and span.word == "not stated":
            return _("at a time not stated")
        told = self.duration(span)
        return told if span.unit is None or span.manner else _("at {time}").format(time=told)

    def measured(self, span: Duration) -> str:
        """When something was measured, as a sentence: “Measured at 6 months.”."""
        _ = self.translations.gettext
        if span.unit is None and span.word == "not stated":
            return _("The time is not stated.")
        return _("Measured {time}.").format(time=self.moment_of(span))

    def span(self, low: float, high: float, unit: TimeUnit) -> str:
        """`low` to `high` of `unit`, as in “2 to 6 weeks”, “1 day”."""
        if low == high:
            return self.counted(SPANS[unit], low, n=self.number(low))
        return self.counted(RANGES[unit], high, low=self.number(low), high=self.number(high))


def available(catalogues: Path) -> tuple[str, ...]:
    """The languages whose fixed words we have, English among them."""
    found = {path.parent.parent.name for path in catalogues.glob("*/LC_MESSAGES/sdaid.mo")}
    return tuple(sorted({SOURCE_LANGUAGE} | found))


def languages(catalogues: Path) -> tuple[str, ...]:
    """Every language that a workbook may name."""
    return tuple(sorted({*ENGLISH, *available(catalogues)}))


def wording(language: str, catalogues: Path) -> Wording:
    """How to say things in `language` (en, en-GB, es). LookupError without its catalogue."""
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", language):
        raise LookupError(language)
    if _is_english(language):
        if language.replace("_", "-") not in ENGLISH:
            raise LookupError(language)
        return Wording(language.replace("_", "-"), gettext.NullTranslations())
    names = [language.replace("-", "_"), re.split("[-_]", language)[0].lower()]
    try:
        translations = gettext.translation("sdaid", catalogues, names)
    except OSError as error:
        raise LookupError(language) from error
    made = Wording(language.replace("_", "-"), translations)
    _ = made.locale
    return made


def _is_english(language: str) -> bool:
    return re.split("[-_]", language)[0].lower() == SOURCE_LANGUAGE
