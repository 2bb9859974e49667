"""In which language a patient gets the aid, and what holds a patient whose language there is none
in."""

from __future__ import annotations

from collections.abc import Collection

from sdaid.appointments.columns import Appointment
from sdaid.appointments.languages import (
    is_signed,
    language_named,
    language_tag,
    languages_named,
    served_by,
)
from sdaid.appointments.placeholders import says_nothing
from sdaid.batch.wishes import Wishes
from sdaid.offered import Offer
from sdaid.problems import Place, Problem, first_few, problem
from sdaid.standards.passages import cell_name

SHOWN = 5
"""Cells of the workbook that are named."""


def edition_of(wanted: str, own: str, offered: Collection[str]) -> str:
    """The language of `offered` in which a patient gets the aid whose cell says `wanted`; the
    workbook's `own` where it says nothing; "" where none serves, or several do."""
    if not wanted or (says_nothing(wanted) and not language_named(wanted, own)):
        return own
    tags = [language_tag(wanted, own)]
    if not tags[0]:
        tags = languages_named(wanted, own)
    served = {served_by(tag, offered) for tag in tags}
    if len(served) != 1:
        return ""
    (several,) = served
    return own if own in several else several[0] if len(several) == 1 else ""


def language_problems(appointment: Appointment, own: str, wishes: Wishes) -> list[Problem]:
    """Why the patient gets no aid in the language of the list: none that is known, none in which
    there is an aid, one whose texts are not all there or no
    patient may get, or that nobody has signed."""
    wanted = appointment.language
    language = edition_of(wanted, own, wishes.offers)
    if language and is_made(wishes.offers[language], wishes.draft):
        return []
    place = appointment.at("language")
    if not language:
        allowed = ", ".join(name for name, offer in wishes.offers.items()
                            if is_made(offer, wishes.draft))
        if is_signed(wanted):
            return [problem("held-signed", place, allowed=allowed)]
        if not language_tag(wanted, own) and len(languages_named(wanted, own)) > 1:
            return [problem("held-languages", place)]
        return [problem("held-language", place, found=wanted, allowed=allowed)]
    found = offer_problem(wishes.offers[language], place, draft=wishes.draft)
    return [found] if found else []


def offer_problem(offer: Offer | None, place: Place, *, draft: bool) -> Problem | None:
    """What holds, at its `place`, a patient to whom this is offered: None is nothing at all."""
    if offer is None:
        return problem("held-language-gone", place)
    if is_made(offer, draft):
        return None
    for code, found in (("held-language-part", offer.lacks), ("held-language-unfit", offer.unfit)):
        if found:
            cells = [cell_name(each.place) if each.place.cell else each.says for each in found]
            return problem(code, place, language=offer.language, count=len(cells),
                           cells=first_few(cells, SHOWN))
    return problem("held-language-unsigned", place, language=offer.language, signs=offer.to_sign)


def is_made(offer: Offer, draft: bool) -> bool:
    """Whether aids are made of what is offered in a language, or drafts where they are asked
    for."""
    return offer.state == "prints" or (draft and offer.state == "draft")


def open_in(offer: Offer) -> list[Problem]:
    """What keeps patients from aids of what is offered in a language: what is missing in it; or
    what no patient may get, and that nobody has signed it as it is now."""
    if offer.lacks or offer.state == "prints":
        return list(offer.lacks)
    unsigned = [] if offer.signed_by else [
        problem("language-unsigned", language=offer.language, signs=offer.to_sign)]
    return [*offer.unfit, *unsigned, *offer.notices]
