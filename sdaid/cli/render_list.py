"""The part of `sdaid render` that a list sets going: the plan, the run, what a person sees."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import print_json, print_problems, refuse_existing, stop
from sdaid.cli.sent import found_ledger, now
from sdaid.problems import ExitCode, Place, Problem, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sdaid.appointments.profile import DateOrder
    from sdaid.appointments.read import AppointmentList
    from sdaid.appointments.understood import Understood
    from sdaid.batch.crew import Early
    from sdaid.batch.manifest import Manifest
    from sdaid.batch.plan import Plan
    from sdaid.batch.press import Press
    from sdaid.batch.run import Left
    from sdaid.batch.walk import Made
    from sdaid.holds import LiftWish
    from sdaid.runs import Begun
    from sdaid.standards.check import Report
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Call:
    """How one call of `sdaid render` draws, writes and speaks. `verify` is how many aids are drawn
    both ways, `seed` picks them. With `same_list` the list may lack most visits of its folder; with
    `sheet` each aid in standard print has its sheet beside it. `lift` are holds that a person lifts
    before the list is planned; `early` are processes that are getting ready to draw."""

    output: Path
    facts: Path | None = None
    plan: Path | None = None
    summary: Path | None = None
    ledger: Path | None = None
    workers: int | None = None
    scheduler: str = ""
    dry_run: bool = False
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    plain: bool = False
    verify: int = 0
    seed: int = 0
    same_list: bool = False
    sheet: bool = False
    profile: Path | None = None
    dates: DateOrder | None = None
    lift: LiftWish | None = None
    early: Early | None = None


def render_list(path: Path, content: Content, report: Report, asked: Asked, call: Call
                ) -> ExitCode:
    """Plan the list, make its aids unless it is a dry run, and say how it ended. Drafts list the
    problems of the `report`."""
    from sdaid import holds, lists, plans, runs, steps

    refuse_existing(call.plan, call.summary)
    listed, told, problems = lists.understand_list(
        path, content, lists.Reading(call.facts, call.profile, call.dates))
    if listed is None:
        if not call.quiet and not call.as_json:
            _read_back(told, call=call)
        stop(problems, ExitCode.UNUSABLE)
    folder = runs.folder_of(call.output, listed.path, content.path, draft=asked.draft)
    asked = (holds.lift(folder, listed, content, asked, call.lift, dry_run=call.dry_run)
             if call.lift else holds.with_lifts(folder, asked))
    planned = steps.plan_run(listed.rows, content, asked)
    if not call.quiet and not call.as_json:
        _read_back(told, planned.notices, call=call)
    if not call.quiet:
        print_problems([*problems, *planned.warnings])
    if not planned.entries:
        stop([problem("list-no-rows", Place(path.name))], ExitCode.UNUSABLE)
    plans.refuse_overdue(planned)
    _refuse_second_edition(planned, content, asked, call)
    if call.plan:
        plans.write_plan(call.plan, planned)
        _say_written(call.plan, call)
    if call.dry_run:
        _print_plan(planned, told, call)
        unmade = any(entry.outcome == "hold" for entry in planned.asked)
    else:
        press, lacking = steps.press(content, asked, report.problems,
                                     runs.languages_needed(folder, planned))
        if not call.quiet:
            print_problems(lacking)
        if not call.plain:
            press = steps.quick_press(press, plans.most_of_a_kind(planned),
                                      verify=bool(call.verify))
        made = _run(listed, planned, press, asked, call)
        unmade = any(each.ended.status in ("held", "failed") or each.differs for each in made)
    return ExitCode.HELD if unmade else ExitCode.DONE


def _refuse_second_edition(planned: Plan, content: Content, asked: Asked, call: Call) -> None:
    """Refuse other content under the same version in the other languages of the plan's aids. The
    workbook's own was looked at before the list was read."""
    from sdaid import plans
    from sdaid.editions import refuse_second_edition

    others = [each for each in plans.languages_made(planned) if each != content.decision.language]
    if others and not asked.draft:
        refuse_second_edition(found_ledger(call.ledger, call.output / "run"), content, asked.today,
                              now, lambda line: click.echo(line, err=True), languages=others)


def _say_written(path: Path, call: Call) -> None:
    if not call.quiet:
        click.echo(translate("Wrote {path}.").format(path=path), err=True)


def _run(listed: AppointmentList, planned: Plan, press: Press, asked: Asked, call: Call
         ) -> list[Made]:
    from sdaid import plans, runs
    from sdaid.batch.fast import WORTH_PREPARING
    from sdaid.batch.summary import Notes, write_summary

    notes = Notes(planned, press)
    how = runs.How(call.output, found_ledger(call.ledger, call.output / "run"), now,
                   call.workers, call.scheduler, call.verify, call.seed, call.sheet, call.same_list,
                   notes.note if call.summary else lambda _entry, _visit: None, call.early)
    with runs.begun(listed, planned, press, asked, how) as run:
        made = _make(run, call)
    if call.summary:
        write_summary(call.summary, notes, press)
        _say_written(call.summary, call)
    _print_result(made, run.told, run.left, run.folder, call,
                  long=max(plans.most_of_a_kind(planned).values(),
                           default=0) >= WORTH_PREPARING)
    return made


def _make(run: Begun, call: Call) -> list[Made]:
    """Make the aids, with progress; in the list's order at the end."""
    from sdaid.cli.progress import Progress, stoppable

    done: list[Made] = []
    with stoppable() as pressed, Progress(len(run.order.plan.asked), time.monotonic,
                                          quiet=call.quiet) as progress:
        for each in run.make(lambda: bool(pressed)):
            done.append(each)
            progress.step()
            if call.verbose and each.ended.file:
                click.echo(str(run.folder / each.ended.file), err=True)
    return sorted(done, key=lambda each: each.number)


def _read_back(told: Understood, notices: Iterable[Problem] = (), *, call: Call) -> None:
    """Say what was understood of the list, before the plan and where the plan is said."""
    from sdaid.show_list import understood_lines

    click.echo("\n".join(understood_lines(told, notices)), err=not call.dry_run)


def _print_plan(planned: Plan, told: Understood, call: Call) -> None:
    from sdaid import show
    from sdaid.show_list import understood_json

    if call.as_json:
        print_json({"list": understood_json(told, planned.notices),
                    "warnings": [each.as_json() for each in planned.warnings],
                    "lifted": [each.as_told() for each in planned.lifted],
                    "appointments": [show.entry_json(entry) for entry in planned.asked]})
        return
    for each in show.held_lines(planned) if call.quiet else show.plan_lines(planned):
        click.echo(each)


def _print_result(made: list[Made], told: Manifest, left: Left, folder: Path, call: Call, *,
                  long: bool) -> None:
    """How the run ended; and which way its aids were drawn, where it was so `long` that the fast
    way was expected, or where the call asks for more."""
    from sdaid import show

    if call.as_json:
        verified = {"seed": call.seed, **show.verified(made)} if call.verify else None
        print_json({"output": str(folder), "counts": show.result_counts(made),
                    "ways": show.ways(made), "verified": verified,
                    "removed": list(left.removed), "older": list(left.older),
                    "unwanted": dict(left.unwanted),
                    "books": [book.file for book in told.books],
                    "lifted": [each.as_told() for each in told.lifted],
                    "appointments": [show.made_json(each) for each in made]})
        return
    lines = show.differing_lines(made) + show.removed_lines(left)
    ways = show.way_lines(made) if long or call.verbose or call.verify else []
    if call.quiet:
        lines += show.unmade_lines(each for each in made if each.ended.status != "skipped")
    else:
        seed = [show.verified_line(made, call.seed)] if call.verify else []
        languages = show.language_lines(each.ended.language for each in made if each.ended.file)
        lines = [show.result_line(made, str(folder)), *languages, *ways, *seed,
                 *show.book_lines(told), *show.lifted_lines(told.lifted), *lines,
                 *show.unmade_lines(made), *show.older_lines(left)]
    for each in lines:
        click.echo(each)
