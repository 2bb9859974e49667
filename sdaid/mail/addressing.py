"""Which window, which country is home, and what is wrong with a row's address, at its cell."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.appointments.columns import Appointment
from sdaid.appointments.placeholders import is_no_name
from sdaid.batch.names import has_codes
from sdaid.mail.address import FEWEST, PostalAddress, postal_address
from sdaid.mail.country import country_code, country_name
from sdaid.mail.letter import addressee_of
from sdaid.mail.windows import WINDOWS, Window, own_window
from sdaid.page import fonts
from sdaid.problems import CannotGoOnError, ExitCode, Problem, problem, unquoted
from sdaid.sheets.values import fold
from sdaid.workbook.content import Content

RELATIONS = frozenset(("carer", "parent", "parents", "guardian", "mother", "father", "mum", "dad",
                       "next of kin", "nok", "family", "self", "patient", "the patient"))
"""Whom an addressee's cell may mean without a name, folded."""

DOUBTFUL = frozenset(("NA", "NO"))
"""Codes of countries, Namibia and Norway, that lists hold for “nothing”."""

STATES = frozenset(("AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "KY", "LA", "MA",
                    "MD", "ME", "MN", "MO", "MS", "MT", "NC", "NE", "PA", "SC", "SD", "TN", "VA"))
"""Codes of countries that are states of the US too: CA is Canada and California."""


@dataclass(frozen=True)
class Addressing:
    """How this run writes addresses. `asked` is the window as the call names it."""

    asked: str
    window: Window
    home: str
    language: str

    @classmethod
    def of(cls, asked: str, home: str, language: str) -> Addressing:
        """`asked` is a window's name, or LEFT,TOP,WIDTH,HEIGHT. `CannotGoOnError` for another."""
        return cls(asked, window_of(asked), home, language)


def window_of(asked: str) -> Window:
    """The window that the call names, or describes with four numbers. `CannotGoOnError` for what is
    none."""
    window = WINDOWS.get(asked) or own_window(asked)
    if window is None:
        raise CannotGoOnError([problem("window-own", found=asked, allowed=", ".join(
            f"{each.name} ({each.title})" for each in WINDOWS.values()))], ExitCode.USAGE)
    return window


def home_country(asked: str, content: Content, window: Window) -> str:
    """The clinic's country: as the call says, as the last line of its return address, as the
    workbook's language (en-GB), or as the window's. `CannotGoOnError` where none of them tells."""
    language = content.decision.language
    if asked:
        code = country_code(asked, language)
        if not code:
            raise CannotGoOnError([problem("country-asked", found=asked)], ExitCode.USAGE)
        return code
    last = content.decision.return_address.strip().split("\n")[-1]
    territory = language.replace("_", "-").split("-")[-1]
    code = (country_code(last, language)
            or (territory.upper() if "-" in language and len(territory) == 2 else "")
            or window.home)
    if not code:
        raise CannotGoOnError([problem("country-home")], ExitCode.USAGE)
    return code


def address_of(row: Appointment, addressing: Addressing) -> PostalAddress | None:
    """The address of one row; None where its country is not known."""
    return postal_address(addressee_of(row), row.address, row.postcode, row.country,
                          home=addressing.home, language=addressing.language)


def address_problem(row: Appointment, addressing: Addressing) -> Problem | None:
    """The first thing that keeps the row's address from being printed, at its cell."""
    found = _people_problem(row) or _country_problem(row, addressing)
    address = address_of(row, addressing)
    if found or address is None:
        return found
    return (_lines_problem(row, address) or _postcode_problem(row, address)
            or _shape_problem(row, address, addressing))


def _people_problem(row: Appointment) -> Problem | None:
    """Whether the addressee is nobody's name, or a cell holds codes of web pages."""
    if row.addressee and (is_no_name(row.addressee) or fold(row.addressee) in RELATIONS):
        return problem("addressee-none", row.at("addressee"))
    for field in ("addressee", "address", "postcode"):
        if has_codes(getattr(row, field)):
            return problem("held-codes", row.at(field))
    return None


def _country_problem(row: Appointment, addressing: Addressing) -> Problem | None:
    """Whether the country is unknown, or two letters that mean something else as well."""
    code = country_code(row.country, addressing.language)
    if row.country.strip() and not code:
        return unquoted(problem("country-unknown", row.at("country"), found=row.country))
    doubtful = DOUBTFUL | (STATES if addressing.home == "US" else frozenset())
    if row.country.strip().upper() in doubtful and code != addressing.home:
        return problem("country-doubtful", row.at("country"),
                       allowed=country_name(code, addressing.language).title())
    return None


def _lines_problem(row: Appointment, address: PostalAddress) -> Problem | None:
    place = row.at("address")
    if address.is_empty:
        return problem("address-empty", place)
    if address.has_no_fixed_abode:
        return problem("address-no-abode", place)
    if address.bad_characters:
        return problem("address-characters", place, found=" ".join(
            f"U+{ord(each):04X}" for each in address.bad_characters[:5]))
    if address.bad_line:
        return unquoted(problem("address-line", place, found=address.bad_line))
    return None


def _postcode_problem(row: Appointment, address: PostalAddress) -> Problem | None:
    example = address.land.example if address.land else ""
    if address.lacks_postcode:
        return problem("postcode-blank", row.at("postcode"), allowed=example)
    if address.has_two_postcodes:
        return problem("postcode-two", row.at("postcode"))
    if address.has_bad_postcode:
        return unquoted(problem("postcode-bad", row.at("postcode"),
                                found=address.tidy_postcode, allowed=example))
    return None


def _shape_problem(row: Appointment, address: PostalAddress, addressing: Addressing
                   ) -> Problem | None:
    place, window = row.at("address"), addressing.window
    if address.has_too_few_lines:
        return problem("address-few-lines", place, found=len(address.lines), allowed=FEWEST)
    if address.has_too_many_lines(window.most_lines):
        return problem("address-many-lines", place, found=len(address.lines),
                       allowed=window.most_lines)
    missing = fonts.missing_glyphs("".join(address.lines))
    if missing:
        return problem("held-glyphs", place, found=", ".join(f"“{each}”" for each in missing[:5]),
                       do=fonts.remedy(missing))
    return None
