"""What goes by post: addresses checked, letters drawn and measured, each aid with its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sdaid.aid.edition import PaperName
from sdaid.aid.wording import Wording
from sdaid.appointments.columns import Channel
from sdaid.ledger.ledger import Ledger
from sdaid.mail import measure
from sdaid.mail.address import PostalAddress
from sdaid.mail.addressing import Addressing, address_of, address_problem
from sdaid.mail.finished import Batch, Ready, Staying, already, ready
from sdaid.mail.identity import page_problem
from sdaid.mail.letter import AT_ONCE, clinic_of, letter_of, letters_pdf
from sdaid.mail.order import Envelope, Front
from sdaid.mail.pdf import page_count
from sdaid.mail.windows import Window, stacked_letter
from sdaid.page.errors import PageError
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.staff import mark

Tick = Callable[[int], None]


@dataclass(frozen=True)
class PostWishes:
    """What one call of `sdaid post` asks for. `sort` is “postcode” or “appointment”; `again` the
    reason for sending once more what went before."""

    addressing: Addressing
    sort: str
    today: date
    again: str = ""
    only: tuple[str, ...] = ()

    def as_settings(self) -> dict[str, str]:
        """What the ledger keeps of how the run was asked for."""
        return {"window": self.addressing.asked, "home": self.addressing.home, "sort": self.sort,
                "today": self.today.isoformat(), "again": self.again}


@dataclass(frozen=True)
class Job:
    """What a print run is made of. `wording` is the clinic's, for what its own people read."""

    batch: Batch
    wishes: PostWishes
    wording: Wording


def plan_post(job: Job, ledger: Ledger, tick: Tick = lambda _: None
              ) -> tuple[list[Envelope], list[Staying]]:
    """What would go by post, and what stays and why. Every letter is drawn and measured."""
    wishes = job.wishes
    going, staying = ready(job.batch, Channel.POST, wishes.today, wishes.only)
    going, held = already(ledger, job.batch, going, wishes.again)
    staying += held
    good = []
    for each in going:
        found = (address_problem(each.appointment, wishes.addressing)
                 or page_problem(job.batch.folder / each.ended.file, each.appointment,
                                 each.tongue.wording))
        if found:
            staying.append(Staying(each.id, found.sentence, found))
            tick(1)
        else:
            good.append(each)
    envelopes = []
    for made in _measured(job, good):
        if isinstance(made, Staying):
            staying.append(made)
        else:
            envelopes.append(made)
        tick(1)
    return envelopes, staying


def _measured(job: Job, going: Sequence[Ready]) -> Iterator[Envelope | Staying]:
    """The envelopes of `going` with their letters drawn and measured, those of one paper and one
    language by the dozen, whose letters are one PDF. Each whose letter does not fit is held,
    alone."""
    kinds: dict[tuple[PaperName, str], list[Ready]] = {}
    for each in going:
        kind = cast("PaperName", each.ended.paper), each.tongue.language
        kinds.setdefault(kind, []).append(each)
    for (paper, _), same in kinds.items():
        for start in range(0, len(same), AT_ONCE):
            yield from _together(job, same[start:start + AT_ONCE], paper)


def _together(job: Job, same: Sequence[Ready], paper: PaperName) -> Iterator[Envelope | Staying]:
    """The envelopes of `same`, whose letters are one PDF. Where one cannot be drawn, or runs off
    its page into the next, each alone shows which it is. `CannotGoOnError` for a fault that is in
    all of several letters, as it is the page's own."""
    try:
        envelopes = _fronts(job, same, paper)
        faults = _faults(envelopes, job.wishes.addressing.window)
    except PageError as error:
        if len(same) == 1:
            held = replace(error.problem, place=same[0].appointment.at("id"), one_row=True)
            yield Staying(same[0].id, held.sentence, held)
            return
        faults = [[measure.Fault("not drawn", "text")] for _ in same]
        envelopes = []
    if len(same) > 1:
        if all(fault.of == "page" for found in faults for fault in found) and all(faults):
            raise CannotGoOnError([problem("run-measured", why=faults[0][0].why)],
                                  ExitCode.UNUSABLE)
        if any(fault.of != "address" for found in faults for fault in found):
            for each in same:
                yield from _together(job, [each], paper)
            return
    for envelope, found in zip(envelopes, faults, strict=True):
        yield _staying(envelope, found, job.wishes.addressing.window) if found else envelope


def _fronts(job: Job, same: Sequence[Ready], paper: PaperName) -> list[Envelope]:
    """The envelopes of `same`, all of one language, with their letters drawn as one PDF."""
    addresses = [_address(job, each) for each in same]
    tongue = same[0].tongue
    letters = [letter_of(each.appointment, address, tongue.wording,
                         large=each.ended.format == "large-print",
                         with_book=each.book is not None)
               for each, address in zip(same, addresses, strict=True)]
    clinic = clinic_of(tongue.content, job.batch.content.decision.clinic_name)
    pdf = letters_pdf(letters, clinic, job.wishes.addressing.window, paper, tongue.wording)
    return [Envelope(each, address, letter, paper,
                     page_count(job.batch.folder / each.ended.file), Front(pdf, number),
                     page_count(job.batch.folder / each.book.file) if each.book else 0)
            for number, (each, address, letter) in enumerate(
                zip(same, addresses, letters, strict=True))]


def _address(job: Job, each: Ready) -> PostalAddress:
    address = address_of(each.appointment, job.wishes.addressing)
    if address is None:  # the country was known when this run was planned
        raise CannotGoOnError([problem("country-unknown", each.appointment.at("country"),
                                       found=each.appointment.country)], ExitCode.UNUSABLE)
    return address


def _faults(same: Sequence[Envelope], window: Window) -> list[list[measure.Fault]]:
    """What is wrong with each of the letters that are one PDF."""
    with measure.opened(same[0].front.pdf) as pages:
        if len(pages) != len(same):
            return [[measure.Fault(mark("a letter has two pages"), "text")] for _ in same]
        return [measure.letter_faults(pages, each.front.page, window, each.letter.address,
                                      each.letter.id) for each in same]


def _staying(each: Envelope, faults: Sequence[measure.Fault], window: Window) -> Staying:
    """Why this letter is held, at the cell that is to be corrected."""
    found = {fault.of: fault.why for fault in faults}
    row, name = each.ready.appointment, each.letter.addressee
    at_name = row.at("addressee" if row.addressee else "family_name")
    if "text" in found:
        held = problem("letter-long", row.at("id"))
    elif stacked := stacked_letter(each.letter.address[0]):
        held = problem("address-accents", at_name, found=stacked, window=window.title)
    elif "address" in found:
        held = problem("address-wide", row.at("address"), window=window.title,
                       why=found["address"])
    else:
        held = problem("letter-odd", at_name if name else row.at("id"), why=found["page"])
    return Staying(each.ready.id, held.sentence, held)
