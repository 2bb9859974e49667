"""`sdaid check`: everything that is wrong, and whether the content is fit for patients."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sdaid.cli.common import (
    FILE,
    Day,
    Language,
    day_of,
    list_options,
    print_json,
    print_problems,
    refuse_existing,
)
from sdaid.problems import ExitCode, Place, Problem, Severity, problem, stops
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.appointments.profile import DateOrder
    from sdaid.batch.plan import Entry
    from sdaid.lists import Reading
    from sdaid.offered import Offer
    from sdaid.standards.check import Report
    from sdaid.standards.terminal import Style
    from sdaid.workbook.content import Content

COLOURS = {"unfit": "red", "warning": "yellow", "good": "green"}


@click.command()
@click.argument("workbook", type=FILE)
@click.argument("appointments", type=FILE, required=False)
@click.option("--report", "pack", type=FILE, metavar="FILE.pdf",
              help="Write the report that the clinic's committee signs, as a new file.")
@click.option("--today", type=Day(), metavar="DATE",
              help="Judge the content on this day, as in 2026-11-30. [default: today]")
@click.option("--language", type=Language(),
              help="Tell what is missing in this language and what is to be signed, and judge its "
                   "texts instead of the workbook's own.")
@list_options
@click.option("--json", "as_json", is_flag=True, help="Print the problems and the report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print only the problems that stop something.")
@click.option("-v", "--verbose", is_flag=True, help="Print every problem instead of the first few.")
def check(*, workbook: Path, appointments: Path | None, pack: Path | None, today: date | None,
          language: str | None, profile: Path | None, date_order: DateOrder | None, as_json: bool,
          quiet: bool, verbose: bool) -> None:
    """List every problem of WORKBOOK and of the list APPOINTMENTS with its cell, and say whether
    the content is fit for patients. Only the report that you ask for is written. The exit code is
    1 if anything would not be printed; warnings alone do not change it."""
    from sdaid import lists, steps

    day = day_of(today)
    refuse_existing(pack)
    content, problems = steps.read_workbook(workbook)
    if content and pack and language in (None, content.decision.language):
        problems += steps.finished_problems(content, day)
    if content is None or stops(problems):
        _say(None, problems, as_json=as_json, quiet=quiet, verbose=verbose)
        sys.exit(ExitCode.UNUSABLE)
    looked = _look_at_list(appointments, content, day, lists.Reading(None, profile, date_order)
                           ) if appointments else Looked()
    found, visits = looked.problems, looked.visits
    if looked.told and not as_json and not quiet:
        click.echo("\n".join(looked.lines))
    own = content.decision.language
    if language is not None and language != own:
        _of_language(content, language, day, visits, pack, as_json=as_json, quiet=quiet,
                     verbose=verbose)
    report = steps.judged(content, problems, day, visits, printed=pack is not None)
    if pack:
        _write(pack, steps.sign_off_pack(report), quiet=quiet)
    _say(report, found, as_json=as_json, quiet=quiet, verbose=verbose, told=looked.told,
         content=content, offers=tuple(steps.offered(content, day).values()))
    stopping = report.unfit or any(each.severity is not Severity.WARNING for each in found)
    sys.exit(ExitCode.UNUSABLE if stopping else ExitCode.DONE)


def _of_language(content: Content, language: str, day: date, visits: list[date],
                 pack: Path | None, *, as_json: bool, quiet: bool, verbose: bool) -> NoReturn:
    """Say what is missing in `language`; where nothing is, judge its texts, and write the report
    that puts the two languages side by side."""
    from sdaid import steps
    from sdaid.show_languages import lacking_lines
    from sdaid.workbook.languages import in_language

    offer = steps.offer(content, language, day)
    finished = steps.finished_problems(in_language(content, language), day) if (
        pack and not offer.lacks) else []
    if stops(finished):
        print_problems(finished)
        sys.exit(ExitCode.UNUSABLE)
    report = None if offer.lacks else steps.judged(
        content, finished, day, visits, printed=pack is not None, language=language)
    if pack and report:
        _write(pack, steps.sign_off_pack(report, content, offer), quiet=quiet)
    if quiet and not as_json:
        print_problems(offer.lacks)
    elif not as_json:
        click.echo("\n".join([*lacking_lines(offer), *([""] if report else [])]))
    if report or as_json:
        _say(report, list(offer.lacks), as_json=as_json, quiet=quiet, verbose=verbose,
             content=content, offers=(offer,))
    sys.exit(ExitCode.UNUSABLE if offer.lacks or (report and report.unfit) else ExitCode.DONE)


def _fingerprints(content: Content) -> dict[str, str]:
    """What patients read, as a fingerprint for each language."""
    from sdaid.standards.fingerprint import fingerprint, printed_cells
    from sdaid.workbook.languages import languages_of

    return {language: fingerprint(printed_cells(content, language))
            for language in languages_of(content)}


@dataclass(frozen=True)
class Looked:
    """What is wrong with a list, the days of its visits, what was understood of it, also in
    words."""

    problems: list[Problem] = field(default_factory=list)
    visits: list[date] = field(default_factory=list)
    told: dict[str, Any] | None = None
    lines: list[str] = field(default_factory=list)


def _look_at_list(path: Path, content: Content, day: date, reading: Reading) -> Looked:
    from sdaid import lists, steps
    from sdaid.show_list import understood_json, understood_lines

    listed, told, problems = lists.understand_list(path, content, reading)
    if listed is None:
        return Looked(problems, [], understood_json(told), understood_lines(told))
    planned = steps.plan_run(listed.rows, content, steps.Asked(day))
    if not planned.entries:
        problems = [*problems, problem("list-no-rows", Place(path.name))]
    coming = [entry for entry in planned.entries if entry.outcome != "skip"]
    visits = [entry.visit for entry in coming if entry.visit]
    problems = [*problems, *planned.warnings, *_of_visits(coming, max(visits, default=day))]
    return Looked(problems, visits,
                  understood_json(told, planned.notices), understood_lines(told, planned.notices))


def _of_visits(coming: Iterable[Entry], last: date) -> Iterator[Problem]:
    """The problems of the visits. That the content is overdue on the day of the `last` one is told
    once, by the report; here stands which visit that is."""
    told = False
    for entry in coming:
        for each in entry.problems:
            if each.code == "held-visit-late":
                if entry.visit != last or told:
                    continue
                told = True
            if each.code != "overdue":
                yield each


def _write(path: Path, pdf: bytes, *, quiet: bool) -> None:
    from sdaid.batch.folder import write_whole

    write_whole(path, pdf)
    if not quiet:
        click.echo(translate("Wrote {path}.").format(path=path), err=True)


def _say(report: Report | None, problems: list[Problem], *, as_json: bool, quiet: bool,
         verbose: bool, told: dict[str, Any] | None = None, content: Content | None = None,
         offers: Sequence[Offer] = ()) -> None:
    """Print the report, and the problems that are not in it, and a line for each of the `offers` in
    several languages; as JSON, what was understood of the list too."""
    from sdaid.show import counts
    from sdaid.show_languages import language_json, language_lines
    from sdaid.standards.check import as_json as report_json
    from sdaid.standards.terminal import as_lines

    every = [*(report.problems if report else ()), *problems]
    stopping = [each for each in every if each.severity is not Severity.WARNING]
    if as_json:
        print_json({"problems": [each.as_json() for each in every],
                    "list": told,
                    "fingerprints": _fingerprints(content) if content else {},
                    "languages": [language_json(each) for each in offers],
                    "report": report_json(report) if report else None})
    elif quiet:
        print_problems(stopping)
    else:
        if report:
            click.echo("\n".join(as_lines(report, paint=_paint, everything=verbose)))
        if len(offers) > 1:
            click.echo("\n".join(["", *language_lines(offers)]))
        print_problems(problems)
    if not as_json and (stopping or not quiet):
        click.echo(counts(every), err=True)


def _paint(text: str, style: Style) -> str:
    return click.style(text, fg=COLOURS.get(style), bold=style == "title", dim=style == "quiet")
