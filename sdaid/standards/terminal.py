"""The report as lines for a terminal: grouped, short, what stops printing first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Literal

from sdaid.problems import Problem, Severity
from sdaid.staff import mark, translate
from sdaid.standards.check import Report
from sdaid.standards.ipdas import UNSIGNED

Style = Literal["title", "unfit", "warning", "quiet", "good"]
Paint = Callable[[str, Style], str]

SHOWN = 3
"""Places of one kind of problem that are listed; the rest are counted."""

TITLES: tuple[tuple[Severity, str, Style], ...] = (
    (Severity.UNFIT, mark("Unfit: nothing but a draft is printed"), "unfit"),
    (Severity.WARNING, mark("Warnings: look at them, or accept them in the sheet Accepted"),
     "warning"),
)


def plainly(text: str, _style: Style) -> str:
    """Text without colour."""
    return text


def as_lines(report: Report, *, paint: Paint = plainly, everything: bool = False) -> list[str]:
    """The report in short. `paint` colours a part; with `everything` each problem is listed."""
    about = translate("{file}: {title}, version {version} of {day}, review due {due}")
    lines = [paint(about.format(file=report.file, title=report.title, version=report.version,
                                day=report.content_date, due=report.review_due), "title"),
             paint(report.summary, "unfit" if report.unfit else "good"),
             paint(translate("Reading level: {level}").format(level=report.reading.sentence),
                   "quiet")]
    people = sum(each.verdict == "open" for each in report.verdicts)
    for severity, title, style in TITLES:
        own = [each for each in report.problems
               if each.severity is severity and not each.for_people]
        if own:
            lines += ["", paint(f"{translate(title)} ({len(own)})", style)]
            lines += _groups(own, paint, everything)
        if everything and own and severity is Severity.WARNING:
            lines += ["", paint(translate("To accept one, paste its row into the sheet Accepted, "
                                          "and fill Reason, Who and Date"), "quiet"),
                      *(row for _, row in report.pastes)]
    if people:
        lines += ["", paint(translate("Needs people ({n}): who knows it puts the id under Attests "
                                      "in the sheet People").format(n=people), "warning")]
        lines += [f"  {each.id.upper():<4}{translate(each.text)}" + (
            f" ({each.why})" if each.why != UNSIGNED else "")
            for each in report.verdicts if each.verdict == "open"]
    if report.accepted:
        lines += ["", paint(translate("Accepted ({n})").format(n=len(report.accepted)),
                            "quiet")]
        lines += [paint("  " + translate("{code} at {place}: {why} ({who}, {day})").format(
            code=each.problem.code, place=each.problem.place, why=each.reason, who=each.who,
            day=each.day), "quiet") for each in report.accepted]
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
            lines.append(paint("    " + translate("and {n} more (-v lists them)").format(
                n=len(own) - len(listed)), "quiet"))
        lines += [paint("    " + translate("To do: {do}").format(do=do), "quiet")
                  for do in dict.fromkeys(each.do for each in listed)]
    return lines


def _where(each: Problem) -> str:
    """The place without its file, which the first line names."""
    place = str(each.place)
    file = each.place.file
    short = place.removeprefix(file).removeprefix(", ") if file else place
    return f"{short}: " if short else ""
