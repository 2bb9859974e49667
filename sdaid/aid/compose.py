"""The aid of one patient from the workbook's content: its seven sections, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sdaid.aid.aid import (
    Aid,
    Answers,
    Card,
    Clinic,
    OptionHead,
    PageFormat,
    PaperName,
    PictureGroup,
    Reader,
    SourceLine,
    Statement,
)
from sdaid.aid.figures import Teller
from sdaid.aid.personal import marks, remarks_for, remarks_for_anyone, unknown_facts
from sdaid.aid.recovery import activities, effort, effort_weeks, time_axis
from sdaid.aid.tables import (
    effects_table,
    likeness_table,
    not_comparable_note,
    scale_keys,
)
from sdaid.aid.wording import Wording
from sdaid.appointments.scheduled import Scheduled
from sdaid.workbook.columns import ComparisonRow, OptionKind, Prominence, Side, Source
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Edition:
    """How an aid is made: its format, paper and language, the day it is made on (which shows in
    the overdue mark alone), and what was computed once for the workbook. `open_problems` are what
    keeps a draft from being more."""

    format: PageFormat
    paper: PaperName
    wording: Wording
    today: date
    reading_level: str
    draft: bool = False
    open_problems: tuple[str, ...] = ()


def compose(scheduled: Scheduled | None, nobodys: Aid, content: Content, edition: Edition) -> Aid:
    """What the pages of one visit say, from `nobodys`, the blank aid of the edition, most of which
    all aids share; without a visit, that one itself."""
    if scheduled is None:
        return nobodys
    wording, tried = edition.wording, scheduled.appointment.tried
    teller = Teller(content, wording)
    remarks = remarks_for(scheduled.facts, teller)
    return replace(
        nobodys,
        overdue=_overdue(content, _last_day(scheduled, edition), wording),
        appointment=scheduled.appointment.id,
        reader=_reader(scheduled, wording),
        options=tuple(replace(option, marks=marks(option.id, remarks, tried, teller))
                      for option in nobodys.options),
        tried=tuple(option.name for option in content.options if option.id in tried),
        remarks=remarks,
        unknown=unknown_facts(scheduled.facts, content),
        open_problems=_open_problems(content, scheduled, edition))


def blank(content: Content, edition: Edition) -> Aid:
    """The aid of nobody in particular."""
    wording = edition.wording
    _ = wording.translations.gettext
    teller = Teller(content, wording)
    decision = content.decision
    keys = scale_keys(teller)
    return Aid(
        language=wording.language,
        direction="rtl" if wording.locale.text_direction == "rtl" else "ltr",
        format=edition.format,
        paper=edition.paper,
        title=_("Your options for {condition}").format(condition=decision.condition),
        notice=decision.notice,
        draft=edition.draft,
        overdue=_overdue(content, edition.today, wording),
        clinic=Clinic(decision.clinic_name, decision.phone, decision.logo),
        appointment="",
        reader=None,
        condition=decision.condition,
        about_condition=decision.about,
        audience=decision.audience,
        question=decision.question,
        options=tuple(
            OptionHead(option.id, number, option.name, option.short_name,
                       _kind(option.kind, wording), option.summary)
            for number, option in enumerate(content.options, 1)),
        order_reason=decision.order_reason,
        tried=(),
        remarks=remarks_for_anyone(teller),
        unknown=(),
        urgent_help=decision.urgent_help,
        tables=(likeness_table(teller, keys), effects_table(teller)),
        scales=keys,
        pictures=tuple(_pictures(row, teller) for row in _headlines_first(content)),
        recovery=activities(teller),
        recovery_axis=time_axis(teller),
        effort=effort(teller),
        effort_weeks=effort_weeks(teller),
        questions=_questions(teller),
        values=_values(teller),
        sources=tuple(_source(number, source, one_day=len(_checked(content)) == 1, teller=teller)
                      for number, source in enumerate(content.sources, 1)),
        about=_about(content, edition),
        people=_people(content, wording),
        words=tuple((word.term, word.plain) for word in content.words if word.plain),
        version=_("Version {version}, {day}").format(
            version=decision.content_version, day=wording.day(decision.content_date)),
        open_problems=_open_problems(content, None, edition),
    )


def _reader(scheduled: Scheduled, wording: Wording) -> Reader:
    appointment = scheduled.appointment
    visit = wording.weekday(appointment.visit_date)
    if appointment.visit_time:
        visit = f"{visit}, {wording.clock(appointment.visit_time)}"
    return Reader(
        name=f"{appointment.given_name} {appointment.family_name}".strip(),
        born=wording.day(appointment.born), id=appointment.patient_id, visit=visit,
        place=appointment.place, clinician=appointment.clinician)


def _last_day(scheduled: Scheduled | None, edition: Edition) -> date:
    """The day until which the content must be good: today, or the visit's."""
    return max(edition.today, scheduled.appointment.visit_date) if scheduled else edition.today


def _overdue(content: Content, day: date, wording: Wording) -> str:
    """A sentence where the content's review is due before `day`; else nothing."""
    _ = wording.translations.gettext
    if day <= content.review_due:
        return ""
    return _("This content was due for review on {day}. Ask your clinician what has changed.") \
        .format(day=wording.day(content.review_due))


def _open_problems(content: Content, scheduled: Scheduled | None, edition: Edition
                   ) -> tuple[str, ...]:
    """What a draft lists: what is wrong with the content, and that it is overdue on the visit's
    day where it is not yet so today."""
    if not edition.draft:
        return ()
    _ = edition.wording.translations.gettext
    if not edition.today <= content.review_due < _last_day(scheduled, edition):
        return edition.open_problems
    return (_("The content is due for review on {day}, before this visit.").format(
        day=edition.wording.day(content.review_due)), *edition.open_problems)


def _kind(kind: OptionKind, wording: Wording) -> str:
    _ = wording.translations.gettext
    return {
        OptionKind.NO_TREATMENT: _("No new treatment"), OptionKind.SELF_CARE: _("Self-care"),
        OptionKind.DEVICE: _("Device"), OptionKind.MEDICINE: _("Medicine"),
        OptionKind.INJECTION: _("Injection"), OptionKind.PROCEDURE: _("Procedure"),
        OptionKind.SURGERY: _("Operation"),
    }[kind]


def _headlines_first(content: Content) -> list[ComparisonRow]:
    return sorted(content.rows, key=lambda row: row.prominence is not Prominence.HEADLINE)


def _pictures(row: ComparisonRow, teller: Teller) -> PictureGroup:
    _ = teller.wording.translations.gettext
    return PictureGroup(
        id=row.id, label=row.label, definition=row.definition,
        side=_("Benefit") if row.side is Side.BENEFIT else _("Harm"),
        horizon=teller.wording.duration(row.horizon) if row.horizon.unit else "",
        cards=tuple(Card(option.id, teller.figures(option.id, row))
                    for option in teller.content.options),
        note=not_comparable_note(row, teller))


def _questions(teller: Teller) -> tuple[Answers, ...]:
    """What the options sheet answers for every option, then the questions of the clinic's own."""
    _ = teller.wording.translations.gettext
    options = teller.content.options
    numbers = teller.source_numbers
    built_in = (
        Answers(_("What is life like afterwards?"), tuple(
            (option.name, option.living_with, numbers(option.timing_sources))
            for option in options)),
        Answers(_("Who can have it?"), tuple(
            (option.name, option.suits, numbers(option.care_sources)) for option in options)),
        Answers(_("What may I have to pay?"), tuple(
            (option.name, option.cost, numbers(option.cost_sources)) for option in options)),
    )
    own = tuple(
        Answers(question.question, tuple(
            (option.name, question.extra[option.id], ()) for option in options))
        for question in teller.content.questions)
    return built_in + own


def _values(teller: Teller) -> tuple[Statement, ...]:
    _ = teller.wording.translations.gettext
    labels = {"effort": _("Effort"), "invasiveness": _("How invasive"),
              "recovery": _("The way back"), "cost": _("Cost")}
    labels.update({row.id: row.label for row in teller.content.rows})
    return tuple(Statement(value.statement, labels[value.row])
                 for value in teller.content.values)


def _checked(content: Content) -> set[date]:
    """The days on which sources were last checked."""
    return {source.checked for source in content.sources}


def _source(number: int, source: Source, *, one_day: bool, teller: Teller) -> SourceLine:
    """One source. The pages say once that a payer who is not named is not stated, and the day of
    the checks where that is one day for all."""
    wording = teller.wording
    _, ngettext = wording.translations.gettext, wording.translations.ngettext
    facts = [source.design]
    if source.people is not None:
        facts.append(ngettext("{n} person", "{n} people", source.people).format(
            n=wording.number(source.people)))
    if not one_day:
        facts.append(_("Last checked {day}").format(day=wording.day(source.checked)))
    citation = source.citation
    if source.year is not None and str(source.year) not in citation:
        citation = f"{citation} ({source.year})"
    address = source.address.removeprefix("https://").removeprefix("http://")
    return SourceLine(number, citation, ". ".join(facts) + ".", address, source.maker_paid,
                      _payer(source, teller))


def _payer(source: Source, teller: Teller) -> str:
    """A sentence on who paid; empty where that is not stated."""
    _ = teller.wording.translations.gettext
    payer = teller.payer(source.id).rstrip(".")
    if not source.maker_paid:
        return _("Paid for by: {payer}.").format(payer=payer) if payer else ""
    if not payer:
        return _("Paid for by the maker or seller of the treatment.")
    return _("Paid for by the maker or seller: {payer}.").format(payer=payer)


def _about(content: Content, edition: Edition) -> tuple[tuple[str, str], ...]:
    wording = edition.wording
    _ = wording.translations.gettext
    decision = content.decision
    checked = _checked(content)
    months = wording.translations.ngettext(
        "every {n} month", "every {n} months", decision.review_months).format(
            n=decision.review_months)
    return (
        (_("What is not known"), decision.not_known),
        (_("How the evidence was chosen"), decision.evidence_method),
        (_("Who paid for this aid"), decision.funding),
        (_("Competing interests"), decision.interests),
        (_("Review"), _("{interval}; next by {day}").format(
            interval=months, day=wording.day(content.review_due))),
        *([(_("Sources last checked"), wording.day(*checked))] if len(checked) == 1 else []),
        (_("Reading level"), edition.reading_level),
        (_("Clinic"), ", ".join(dict.fromkeys(
            [decision.clinic_name, *decision.return_address.split("\n"), decision.phone]))),
    )


def _people(content: Content, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Who made this and who signed: (name, role, training and interests)."""
    _ = wording.translations.gettext
    return tuple(
        (person.name, _("{role}. {credentials}. Interests: {interests}. {day}").format(
            role=person.role.rstrip("."), credentials=person.credentials.rstrip("."),
            interests=person.interests.rstrip("."), day=wording.day(person.signed_on)))
        for person in content.people)

