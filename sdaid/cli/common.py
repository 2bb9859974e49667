"""What the commands share: types of options, printing, stopping."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.appointments.profile import DateOrder
    from sdaid.standards.check import Report
    from sdaid.workbook.content import Content


class File(click.Path):
    """A file or folder whose whole name is text: it is written down and shown."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> Any:
        named: Any = super().convert(value, param, ctx)
        try:
            str(Path(named).absolute()).encode("utf-8")
        except UnicodeEncodeError:
            shown = str(named).encode("ascii", "backslashreplace").decode()
            self.fail(translate("“{found}” or a folder above it has a name that is not UTF-8; "
                                "rename it").format(found=shown), param, ctx)
        return named


FILE = File(path_type=Path)


class Language(click.ParamType[str]):
    """A language by its code or its name, as a code such as es or pt-BR."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> str:
        from babel import Locale, UnknownLocaleError

        from sdaid.appointments.languages import language_named
        from sdaid.sheets.headings import language_code

        code = language_code(str(value)) or language_named(str(value))
        try:
            Locale.parse(code.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            self.fail(translate("“{found}” is no language such as es, pt-BR or Spanish").format(
                found=value), param, ctx)
        return code


class Order(click.ParamType["DateOrder"]):
    """The order of the numbers of a date: dmy, mdy or ymd."""

    name = "order"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> DateOrder:
        from sdaid.appointments.profile import DateOrder

        known = {"dmy": DateOrder.DAY_FIRST, "mdy": DateOrder.MONTH_FIRST,
                 "ymd": DateOrder.YEAR_FIRST}
        if isinstance(value, DateOrder):
            return value
        if str(value).casefold() not in known:
            self.fail(translate("“{found}” is none of dmy, mdy and ymd").format(found=value),
                      param, ctx)
        return known[str(value).casefold()]


def list_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how an appointment list is written."""
    profile = click.option(
        "--profile", type=FILE, metavar="FILE.xlsx",
        help="How your system writes its lists, as “sdaid new --list” makes it. [default: the one "
             "that the workbook names]")
    order = click.option(
        "--date-order", type=Order(), metavar="ORDER",
        help="Of dates in numbers that no column proves: dmy, mdy or ymd.")
    return profile(order(command))


class Day(click.ParamType[date]):
    """A date as in 2026-11-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(translate("“{found}” is not a date such as 2026-11-30").format(found=value),
                      param, ctx)


def day_of(today: date | None) -> date:
    """The day that a call names, else this day in the clinic's own calendar."""
    return today or date.today()  # noqa: DTZ011 - the clinic's clock tells the clinic's day


class Setting(click.ParamType[tuple[str, str]]):
    """A fact and its value, as in smoker=yes."""

    name = "FACT=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, answer = value.partition("=")
        if not sign or not name.strip():
            self.fail(translate("“{found}” is not of the form FACT=VALUE, as in smoker=yes").format(
                found=value), param, ctx)
        return name.strip().casefold(), answer.strip()


def refuse_existing(*paths: Path | None) -> None:
    """What a call names to be written must not be there: said before the work, not after it."""
    for each in paths:
        if each is not None and os.path.lexists(each):
            stop([problem("exists", Place(str(each)))], ExitCode.CANNOT_WRITE)


def usable_workbook(path: Path, *, quiet: bool) -> Content:
    """The workbook's content; exits where it cannot be used. `quiet` leaves warnings out."""
    from sdaid import steps

    content, problems = steps.read_workbook(path)
    if content is None:
        stop(problems, ExitCode.UNUSABLE)
    if not quiet:
        print_problems(problems)
    return content


def fit_workbook(path: Path, day: date, *, draft: bool, verbose: bool, quiet: bool
                 ) -> tuple[Content, Report]:
    """The workbook's content, and whether it is fit for patients on `day`; exits where it is not,
    unless for a `draft`. Its warnings are counted; with `verbose` each is printed, with `quiet`
    nothing."""
    from sdaid.runs import fit_content
    from sdaid.show import counts

    content, report = fit_content(path, day, draft=draft)
    if verbose:
        print_problems(report.problems)
    elif report.problems and not quiet:
        click.echo(translate("{file}: {counts} (“sdaid check” lists them)").format(
            file=path.name, counts=counts(report.problems)), err=True)
    return content, report


def print_problems(problems: Iterable[Problem]) -> None:
    from sdaid.show import COLOURS, problem_lines

    for line, severity in problem_lines(problems):
        click.secho(line, err=True, fg=COLOURS.get(severity) if severity else None,
                    bold=severity is None)


def print_json(value: dict[str, object]) -> None:
    ascii_alone = not sys.stdout.encoding.casefold().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=ascii_alone, indent=2))


def stop(problems: Iterable[Problem], code: ExitCode) -> NoReturn:
    raise CannotGoOnError(problems, code)
