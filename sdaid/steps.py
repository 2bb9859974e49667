"""The way from files to aids, step by step. The command line calls these and decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.aid.wording import languages, wording
from sdaid.appointments.facts import fact_name_problems
from sdaid.page.fits import place_problems
from sdaid.page.paper import MOST_IDENTIFIERS
from sdaid.plans import absent, without_facts
from sdaid.problems import (
    CannotGoOnError,
    ExitCode,
    Problem,
    Severity,
    problem,
    stops,
)
from sdaid.resources import templates
from sdaid.sheets.values import guess
from sdaid.standards.passages import passages
from sdaid.standards.reading import reading
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language
from sdaid.workbook.load import in_sheet_order, load
from sdaid.workbook.logo import logo_path

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sdaid.aid.edition import Document, DocumentKind, PageFormat, PaperName
    from sdaid.appointments.profile import DateOrder
    from sdaid.appointments.read import AppointmentList, Rows
    from sdaid.batch.lifts import Lifts
    from sdaid.batch.plan import Plan
    from sdaid.batch.press import Press
    from sdaid.batch.wishes import Window, Wishes
    from sdaid.offered import Offer, Offers
    from sdaid.standards.check import Report

BLANK = "blank"
"""The name of the file of an aid that names no patient."""


@dataclass(frozen=True)
class Asked:
    """What one call of `sdaid render` asks for; `paper` None is the workbook's own, `window` the
    visits that count (None all), `zone` the clinic's where the list tells times with a zone. A
    `draft` may be of content that is unfit. `named` are ids like those of `only`, from the file
    `named_in`, which may name appointments of other lists too. `language` is that of a document
    that is made alone, as a person names it; empty is the workbook's own. `lifts` are lifted."""

    today: date
    format: PageFormat = "standard"
    paper: PaperName | None = None
    only: tuple[str, ...] = ()
    window: Window | None = None
    every_reason: bool = False
    zone: ZoneInfo | None = None
    draft: bool = False
    named: tuple[str, ...] = ()
    named_in: str = ""
    language: str = ""
    lifts: Lifts | None = None


def read_workbook(path: Path) -> tuple[Content | None, list[Problem]]:
    """The workbook's content and every problem with it; no content where nothing can be made."""
    content, problems = load(path)
    if content is None:
        return None, problems
    problems = problems + fact_name_problems(content.facts)
    try:
        words = wording(content.decision.language, _catalogues())
    except LookupError:
        return None, in_sheet_order([*problems, problem(
            "language-no-words", content.decision.at("language"),
            found=content.decision.language, allowed=", ".join(languages(_catalogues())))])
    problems += place_problems(content, words)
    return (None if stops(problems) else content), in_sheet_order(problems)


def offered(content: Content, day: date) -> Offers:
    """What the workbook offers in each of its languages on `day`, its own first."""
    from sdaid.offered import Offers

    return Offers(content, _catalogues(), day)


def offer(content: Content, language: str, day: date) -> Offer:
    """What the workbook offers in `language`, which may be one in which it says nothing yet."""
    from sdaid.offered import offer as one

    return one(content, language, _catalogues(), day)


def judged(content: Content, problems: Iterable[Problem], day: date,
           visits: Iterable[date] = (), *, printed: bool = False, language: str = "") -> Report:
    """Whether the content is fit for patients who read `language`, the workbook's own by default,
    on `day` and on the days of `visits`; `problems` are those met on reading it. With `printed` a
    blank aid is looked at too, as it will be printed."""
    from sdaid.standards.check import judge
    from sdaid.workbook.languages import in_language

    content = in_language(content, language or content.decision.language)
    edition = None
    if printed:
        asked = Asked(day)
        edition = _press(content, asked).edition
    return judge(content, day, found=problems, visits=visits, edition=edition)


def finished_problems(content: Content, day: date) -> list[Problem]:
    """What only finished pages show, seen on a blank aid. `CannotGoOnError` where this machine
    cannot draw."""
    asked = Asked(day)
    drawing, _ = press(content, asked, languages=())
    return drawing.draw(blank(drawing, asked))[1]


def sign_off_pack(report: Report, content: Content | None = None, offer: Offer | None = None
                  ) -> bytes:
    """The report as a PDF for the clinic's committee; with an `offer` of another language of the
    `content`, its texts side by side. `CannotGoOnError` where it cannot be drawn."""
    from sdaid.page.errors import PageError
    from sdaid.standards.report import report_pdf
    from sdaid.standards.side_by_side import side_by_side

    try:
        return report_pdf(report, side_by_side(
            content, offer.language, _catalogues(), offer.to_sign, offer.signed_by)
            if content and offer else None)
    except PageError as error:
        raise CannotGoOnError([error.problem], ExitCode.UNUSABLE) from error


def read_list(path: Path, content: Content, facts: Path | None = None,
              profile: Path | None = None, dates: DateOrder | None = None
              ) -> tuple[AppointmentList | None, list[Problem]]:
    """The appointment list, as `understand_list` reads it, and the problems of it as a whole."""
    from sdaid.lists import Reading, understand_list

    listed, _, problems = understand_list(path, content, Reading(facts, profile, dates))
    return listed, problems


def plan_run(rows: Rows, content: Content, asked: Asked) -> Plan:
    """What becomes of every row of the list. A name that `asked.only` gives and the list does not
    hold is a mistake in the call."""
    from sdaid.batch.lifted import take_off_lifted
    from sdaid.batch.plan import plan

    made = plan(rows, content, wishes(content, asked))
    take_off_lifted(made)
    known = {entry.id for entry in made.entries}
    unknown = [problem("only-unknown", found=name, guess=guess(name, known))
               for name in asked.only if name not in known]
    if unknown:
        raise CannotGoOnError(unknown, ExitCode.USAGE)
    made.warnings += absent(asked.named, known, asked.named_in) + without_facts(made)
    return made


def wishes(content: Content, asked: Asked) -> Wishes:
    """What is asked for, with what this machine can set."""
    from sdaid.batch.lifts import NO_LIFTS
    from sdaid.batch.press import own_wording
    from sdaid.batch.wishes import ANY_DAY, Wishes

    return Wishes(
        asked.format, paper(asked, content),
        offered(content, asked.today), _glyphs,
        asked.window or ANY_DAY, asked.every_reason, asked.zone,
        frozenset((*asked.only, *asked.named)),
        MOST_IDENTIFIERS, asked.draft, lambda day, language: own_wording(language).day(day),
        asked.lifts or NO_LIFTS)


def paper(asked: Asked, content: Content) -> PaperName:
    """The paper of patients who wish none: the call's, or else the workbook's."""
    own: PaperName = content.decision.paper.value
    return asked.paper or own


def language_asked(content: Content, asked: Asked) -> str:
    """The workbook's language in which a document is made alone. `CannotGoOnError` where it has
    none of that name, or nothing can be made in it."""
    from sdaid.batch.languages import edition_of, is_made, open_in

    offers = offered(content, asked.today)
    language = edition_of(asked.language, content.decision.language, offers)
    if not language:
        raise CannotGoOnError([problem("language-asked", found=asked.language,
                                       allowed=", ".join(offers))], ExitCode.USAGE)
    if not is_made(offers[language], asked.draft):
        raise CannotGoOnError(open_in(offers[language]), ExitCode.UNUSABLE)
    return language


def press(content: Content, asked: Asked, still_open: Iterable[Problem] = (),
          languages: Collection[str] | None = None) -> tuple[Press, list[Problem]]:
    """What the aids of a run share, in the workbook's own language and in those of `languages` (all
    where None) in which they can be made, and what would make this machine quicker. Drafts list the
    problems `still_open`, and those of their language. `CannotGoOnError` where it cannot draw at
    all."""
    from sdaid.batch.languages import is_made, open_in
    from sdaid.page.machine import look_at_machine

    lacking = look_at_machine()
    if stops(lacking):
        raise CannotGoOnError(lacking, ExitCode.MACHINE)
    every = tuple(still_open)
    offers = offered(content, asked.today)
    others = [offers[each] for each in offers if each != content.decision.language
              and (languages is None or each in languages) and is_made(offers[each], asked.draft)]
    return replace(_press(content, asked, every), others=tuple(
        _press(in_language(content, each.language), asked, (*every, *open_in(each)))
        for each in others)), lacking


def quick_press(press: Press, aids: Mapping[str, int], *, verify: bool = False) -> Press:
    """The same press for a list: it draws so many `aids` of a kind, by their language, the fast
    way, where that is quicker or to be verified."""
    from sdaid.batch.fast import fast_draw

    return replace(
        press, others=tuple(quick_press(each, aids, verify=verify) for each in press.others),
        draw=fast_draw(press.draw, aids.get(press.language, 0), verify=verify))


def _press(content: Content, asked: Asked, still_open: Iterable[Problem] = ()) -> Press:
    from sdaid.batch.press import Drawing, Press

    told = tuple(_listed(each) for each in still_open) if asked.draft else ()
    words = wording(content.decision.language, _catalogues())
    read = in_language(content, content.decision.language)  # the one that the judge looks at too
    return Press(content, asked.today, reading(read, passages(read))[0].told(words),
                 Drawing(content.decision.language, logo_path(content.path, content.decision)),
                 asked.draft, told)


def _listed(each: Problem) -> str:
    """A problem as a draft lists it: its cell; and what to do, where it is more than a warning."""
    told = replace(each, place=replace(each.place, file=""))
    if each.severity is Severity.WARNING:
        return f"{told.place}: {told.says}." if str(told.place) else f"{told.says}."
    return told.sentence


def blank(press: Press, asked: Asked, kind: DocumentKind = "aid") -> Document:
    """The aid with no patient, or the sheet, in the language of the press: lines to write on, and
    in the aid each fact as a question."""
    return press.document(kind, None, asked.format, paper(asked, press.content))


def at_desk(press: Press, planned: Plan, rows: Rows, kind: DocumentKind = "aid") -> Document:
    """The aid, or the sheet, of the one patient at the desk, whose plan is to make it."""
    from sdaid.batch.plan import scheduled

    entry, visit = planned.entries[0], next(scheduled(rows, press.content))
    return press.of(entry.language).document(kind, visit, entry.format, entry.paper)


def _glyphs(text: str) -> tuple[str, str]:
    """The letters of `text` that no font here can set, and what to do about it."""
    if text.isascii():
        return "", ""
    from sdaid.page.fonts import missing_glyphs, remedy

    missing = missing_glyphs(text)
    return ", ".join(f"“{letter}”" for letter in missing[:5]), remedy(missing) if missing else ""


def _catalogues() -> Path:
    return templates() / "locale"
