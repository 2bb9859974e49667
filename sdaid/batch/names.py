"""Names that are none: a placeholder in the place of a name, or codes that an export left in it."""

from __future__ import annotations

import html

from sdaid.appointments.columns import Appointment
from sdaid.appointments.name_column import says_single
from sdaid.appointments.placeholders import is_no_name
from sdaid.problems import Problem, problem

PRINTED = ("given_name", "family_name", "place", "clinician")
"""The columns of the list whose words stand in the aid."""


def name_problems(visit: Appointment) -> list[Problem]:
    """What of the patient's names, the place and the clinician cannot be printed as it stands."""
    found = [problem("held-no-name", visit.at(field)) for field in ("given_name", "family_name")
             if (name := getattr(visit, field)) and (is_no_name(name) or says_single(name))]
    if not (visit.given_name or visit.family_name):  # of the two, one may be missing
        found.append(problem("held-no-name", visit.at("family_name")))
    return found + [problem("held-codes", visit.at(field)) for field in PRINTED
                    if has_codes(getattr(visit, field))]


def has_codes(text: str) -> bool:
    """Whether `text` holds codes of a web page in the place of letters, such as “&#39;” for an
    apostrophe, or such as “&amp;”."""
    return html.unescape(text) != text and ";" in text
