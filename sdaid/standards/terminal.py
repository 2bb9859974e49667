"""The report as lines for a terminal: grouped, short, what stops printing first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Literal

from sdaid.problems import Problem, Severity
from sdaid.standards.check import Report
from sdaid.standards.ipdas import UNSIGNED

Style = Literal["title", "unfit", "warning", "quiet", "good"]
Paint = Callable[[str, Style], str]

SHOWN = 3
"""Places of one kind of problem that are listed; the rest are counted."""

TITLES: tuple[tuple[Severity, str, Style], ...] = (
    (Severity.UNFIT, "Unfit: nothing but a draft is printed", "unfit"),
    (Severity.WARNING, "Warnings: look at them, or accept them in the sheet Accepted", "warning"),
)


def plainly(text: str, _style: Style) -> str:
    """Text without colour."""
    return text


def as_lines(report: Report, *, paint: Paint = plainly, everything: bool = False) -> list[str]:
    """The report in short. `paint` colours a part; with `everything` each problem is listed."""
    lines = [paint(f"{report.file}: {report.title}, version {report.version} of "
                   f"{report.content_date}, review due {report.review_due}", "title"),
             paint(report.summary, "unfit" if report.unfit else "good"),
             paint(f"Reading level: {report.reading.sentence}", "quiet")]
    people = sum(each.verdict == "open" for each in report.verdicts)
    for severity, title, style in TITLES:
        own = [each for each in report.problems
               if each.severity is severity and not each.for_people]
        if own:
            lines += ["", paint(f"{title} ({len(own)})", style)]
            lines += _groups(own, paint, everything)
        if everything and own and severity is Severity.WARNING:
            lines += ["", paint("To accept one, paste its row into the sheet Accepted, and fill "
                                "Reason, Who and Date", "quiet"),
                      *(row for _, row in report.pastes)]
    if people:
        lines += ["", paint(f"Needs people ({people}): who knows it puts the id under "
                            "Attests in the sheet People", "warning")]
        lines += [f"  {each.id.upper():<4}{each.text}" + (
            f" ({each.why})" if each.why != UNSIGNED else "")
            for each in report.verdicts if each.verdict == "open"]
    if report.accepted:
        lines += ["", paint(f"Accepted ({len(report.accepted)})", "quiet")]
        lines += [paint(f"  {each.problem.code} at {each.problem.place}: {each.reason} "
                        f"({each.who}, {each.day})", "quiet") for each in report.accepted]
    return lines


def _groups(problems: Iterable[Problem], paint: Paint, everything: bool) -> list[str]:
    """Problems of one code together: where and what for the first few, then what to do."""
    lines = []
    ordered = sorted(problems, key=lambda each: each.code)
    for code, group in groupby(ordered, key=lambda each: each.code):
        own = list(group)
        lines.append(f"  {code}" + (f" ({len(own)})" if len(own) > 1 else ""))
        listed = own if everything else own[:SHOWN]
        lines += [f"    {_where(each)}{each.says}" for each in listed]
        if len(own) > len(listed):
            lines.append(paint(f"    and {len(own) - len(listed)} more (-v lists them)", "quiet"))
        lines += [paint(f"    To do: {do}", "quiet")
                  for do in dict.fromkeys(each.do for each in listed)]
    return lines


def _where(each: Problem) -> str:
    """The place without its file, which the first line names."""
    place = str(each.place)
    file = each.place.file
    short = place.removeprefix(file).removeprefix(", ") if file else place
    return f"{short}: " if short else ""
