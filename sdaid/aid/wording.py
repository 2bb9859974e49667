"""Words, numbers and dates in the reader's language. Fixed words come from gettext catalogues,
numbers and dates from Babel; nothing here depends on the machine's own locale."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from sdaid.sheets.values import Duration, TimeUnit

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Wording:
    """How to say things in one language. `locale` is Babel's, as in en_GB."""

    locale: Locale
    translations: gettext.NullTranslations

    @property
    def language(self) -> str:
        """The language as PDF and HTML name it, as in en-GB."""
        return str(self.locale).replace("_", "-")

    def number(self, value: float) -> str:
        """At most two decimals, no more than were given: 1, 0.7, 12.25."""
        return format_decimal(value, format="#,##0.##", locale=self.locale)

    def day(self, value: date) -> str:
        """A date in full, as in 1 December 2026."""
        return format_date(value, format="long", locale=self.locale)

    def weekday(self, value: date) -> str:
        """A date with its day of the week, as in Tuesday, 1 December 2026."""
        return format_date(value, format="full", locale=self.locale)

    def clock(self, value: time) -> str:
        return format_time(value, format="short", locale=self.locale).replace("\u202f", " ")

    def duration(self, span: Duration) -> str:
        """A time span: “6 months”, “2 to 6 weeks”, “straight away”."""
        _ = self.translations.gettext
        if span.unit is None:
            return {"straight away": _("straight away"), "not stated": _("time not stated"),
                    "any time": _("at any time")}[span.word]
        return self.span(span.low, span.high, span.unit)

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


def wording(language: str, catalogues: Path) -> Wording:
    """How to say things in `language` (en, en-GB, es). LookupError without its catalogue."""
    locale = Locale.parse(language.replace("-", "_"))
    translations: gettext.NullTranslations
    if locale.language == SOURCE_LANGUAGE:
        translations = gettext.NullTranslations()
    else:
        try:
            translations = gettext.translation("sdaid", catalogues, [str(locale), locale.language])
        except OSError as error:
            raise LookupError(language) from error
    return Wording(locale, translations)
