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
from typing import TYPE_CHECKING

from sdaid.sheets.values import Duration, TimeUnit

if TYPE_CHECKING:
    from babel import Locale

SOURCE_LANGUAGE = "en"
SENTENCE_ENDS = ".!?…؟۔。！？．।॥།።։"
"""What a sentence ends with, in the scripts of Unicode that have a sign for it."""

ENGLISH = ("en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA")
"""The kinds of English whose dates differ."""


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
AMERICAN = ("en", "en-US")
"""English whose dates and lists are written as in the United States."""


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

    def number(self, value: float) -> str:
        """At most two decimals, no more than were given: 1, 0.7, 12.25."""
        if _is_english(self.language):  # as Babel does, without waiting for it
            return f"{round(Decimal(str(value)), 2).normalize():,f}"
        from babel.numbers import format_decimal

        return format_decimal(value, format="#,##0.##", locale=self.locale)

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

    def listed(self, parts: Sequence[str]) -> str:
        """“a, b and c”."""
        if self.language == "en-GB" or self.language in AMERICAN:
            return self._english_list(parts, "and")
        from babel.lists import format_list

        return format_list(list(parts), style="standard", locale=self.locale)

    def any_of(self, parts: Sequence[str]) -> str:
        """“a, b or c”."""
        if self.language == "en-GB" or self.language in AMERICAN:
            return self._english_list(parts, "or")
        from babel.lists import format_list

        return format_list(list(parts), style="or", locale=self.locale)

    def _english_list(self, parts: Sequence[str], word: str) -> str:
        """As Babel does, without waiting for it."""
        if len(parts) < 2:
            return "".join(parts)
        comma = "," if len(parts) > 2 and self.language in AMERICAN else ""
        return f"{', '.join(parts[:-1])}{comma} {word} {parts[-1]}"

    def sentences(self, parts: Iterable[str]) -> str:
        """Whole sentences, one behind the other."""
        return " ".join(parts)

    def sentence_case(self, text: str) -> str:
        """`text` with a first letter as a sentence has it; scripts without capitals stay."""
        return text[:1].upper() + text[1:]

    def duration(self, span: Duration) -> str:
        """A time span: “6 months”, “2 to 6 weeks”, “within 90 days”, “straight away”."""
        _ = self.translations.gettext
        if span.unit is None:
            return {"straight away": _("straight away"), "not stated": _("time not stated"),
                    "any time": _("at any time")}[span.word]
        if span.manner == "each":
            return {TimeUnit.DAY: _("each day"), TimeUnit.WEEK: _("each week"),
                    TimeUnit.MONTH: _("each month"), TimeUnit.YEAR: _("each year")}[span.unit]
        if span.low_unit is not None:
            return _("{start} to {end}").format(start=self.span(span.low, span.low, span.low_unit),
                                                end=self.span(span.high, span.high, span.unit))
        time = self.span(span.low, span.high, span.unit)
        return {"": "{time}", "within": _("within {time}"), "up to": _("up to {time}")}[
            span.manner].format(time=time)

    def at(self, span: Duration) -> str:
        """When something was measured, as a sentence: “At 6 months.”, “Straight away.”."""
        _ = self.translations.gettext
        if span.unit is not None and span.manner:
            return {"within": _("Within {time}."), "up to": _("Up to {time}."),
                    "each": _("Each {unit}.")}[span.manner].format(
                time=self.span(span.low, span.high, span.unit), unit={
                    TimeUnit.DAY: _("day"), TimeUnit.WEEK: _("week"), TimeUnit.MONTH: _("month"),
                    TimeUnit.YEAR: _("year")}[span.unit])
        if span.unit is not None:
            return _("At {time}.").format(time=self.duration(span))
        return {"straight away": _("Straight away."), "not stated": _("Time not stated."),
                "any time": _("At any time.")}[span.word]

    def span(self, low: float, high: float, unit: TimeUnit) -> str:
        """`low` to `high` of `unit`, as in “2 to 6 weeks”, “1 day”."""
        _, ngettext = self.translations.gettext, self.translations.ngettext
        plural = 1 if high == 1 else max(2, round(high))
        amount = {
            TimeUnit.DAY: ngettext("{n} day", "{n} days", plural),
            TimeUnit.WEEK: ngettext("{n} week", "{n} weeks", plural),
            TimeUnit.MONTH: ngettext("{n} month", "{n} months", plural),
            TimeUnit.YEAR: ngettext("{n} year", "{n} years", plural),
        }[unit]
        if low == high:
            return amount.format(n=self.number(low))
        both = _("{low} to {high}").format(low=self.number(low), high=self.number(high))
        return amount.format(n=both)


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
