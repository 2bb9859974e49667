"""What an aid says of itself: how it was made, by whom, and how old it is."""

from __future__ import annotations

from sdaid.aid.sayings import joined
from sdaid.aid.signs import without_end
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import NN_
from sdaid.workbook.content import Content


def about_pairs(content: Content, version: str, reading_level: str, wording: Wording
                ) -> tuple[tuple[str, str], ...]:
    """(label, text) pairs. `version` is the sentence on version and dates, `reading_level` what
    was measured."""
    _ = wording.translations.gettext
    decision = content.decision
    again = wording.counted(
        NN_("Looked at again every {n} month.", "Looked at again every {n} months."),
        decision.review_months, n=wording.number(decision.review_months))
    clinic = _("{name}, {phone}.").format(name=decision.clinic_name, phone=decision.phone)
    return (
        (_("What is not known"), decision.not_known),
        (_("How the evidence was chosen"), decision.evidence_method),
        (_("Who paid for this aid"), decision.funding),
        (_("Competing interests"), decision.interests),
        (_("Edition"), joined(wording, version, again, clinic)),
        (_("Reading level"), reading_level),
    )


def people_pairs(content: Content, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Who made this and who signed: (name; role, training, interests and day)."""
    _ = wording.translations.gettext
    return tuple(
        (person.name, _("{role}. {credentials}. Interests: {interests}. {day}").format(
            role=without_end(person.role), credentials=without_end(person.credentials),
            interests=without_end(person.interests), day=wording.day(person.signed_on)))
        for person in content.people)
