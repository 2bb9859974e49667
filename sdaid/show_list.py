"""What was understood of a list, read back to the person in words. No patient's cell is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sdaid.appointments.understood import ColumnRead, How, Understood
from sdaid.problems import Problem, first_few
from sdaid.staff import mark, translate

WIDTH = 18
MOST_LINES = 12

HOW = {How.EXACT: "", How.PROFILE: mark("by the profile"), How.GUESSED: mark("a guess")}


def understood_lines(told: Understood, notices: Iterable[Problem] = ()) -> list[str]:
    """The reading back, a line each thing: what a person would ask of somebody who read the list
    for them. `notices` are of lines that are no visits."""
    kind = f" ({told.kind})" if told.kind else ""
    lines = [translate("{list} was understood so:").format(list=told.file + kind)]
    lines += [f"  {what:<{WIDTH}} {said}" for what, said in _said(told, list(notices))]
    return lines


def _said(told: Understood, notices: list[Problem]) -> Iterator[tuple[str, str]]:
    if told.sheet:
        yield translate("Sheet"), f"“{told.sheet}”"
    if told.heading_line:
        yield translate("Headings"), translate("line {n}").format(n=told.heading_line)
    if told.profile:
        yield translate("Profile"), told.profile
    for each in told.columns:
        yield each.heading, ", ".join(part for part in (
            f"“{each.theirs or each.label}” ({each.cell})", translate(HOW.get(each.how, "")),
            *_values(told, each)) if part)
    if told.title_date:
        yield translate("Visit date"), translate("{day}, from the title ({cell})").format(
            day=told.title_date, cell=told.title_cell)
    if told.made_ids and told.heading_line:
        yield translate("Appointment id"), translate(
            "made from patient id and date: the list has none")
    if told.clinician_lines:
        yield translate("Clinician"), translate(
            "from the lines with one text alone above the rows")
    if told.statuses:
        yield translate("Status words"), translate("{n} of the profile").format(
            n=len(told.statuses))
    yield from _unread(told)
    if notices:
        yield translate("No visits"), first_few(_lines(notices), MOST_LINES)


def understood_json(told: Understood, notices: Iterable[Problem] = ()) -> dict[str, Any]:
    """The reading back as a record, with the lines that are no visits."""
    return told.as_json() | {"lines_left_out": [
        {"cell": each.place.cell, "why": dict(each.words).get("what", each.says)}
        for each in notices]}


def _values(told: Understood, each: ColumnRead) -> Iterator[str]:
    """How the cells of a column are read, where there is more than one way."""
    for dates in told.dates:
        if dates.field == each.field:
            if dates.cell:
                yield translate("{order}, which {cell} proves").format(
                    order=translate(dates.order.value), cell=dates.cell)
            else:
                yield translate("{order}, as the profile or the call says").format(
                    order=translate(dates.order.value))
    if each.field == "name" and told.names:
        order = translate(told.names.order.value)
        yield (translate("put together as {order}, a guess") if told.names.how is How.GUESSED
               else translate("put together as {order}")).format(order=order)


def _unread(told: Understood) -> Iterator[tuple[str, str]]:
    own = [each for each in told.not_read if not each.beyond]
    asked = {each.cell for each in told.questions}
    for title, group in (
            (translate("Does not matter"), [each for each in own if each.dismissed]),
            (translate("Not read"), [
                each for each in own if not each.dismissed and each.cell not in asked]),
            (translate("Beside the list"), [each for each in told.not_read if each.beyond])):
        if group:
            yield title, first_few((f"“{each.theirs}” ({each.cell})" for each in group), 30)
    for question in told.questions:
        said = translate("“{theirs}” ({cell}) was not read")
        if question.candidates:
            said = translate("“{theirs}” ({cell}) may be one of these, and was not read: {ours}")
        yield (translate("Please decide") if question.stops else translate("Perhaps ours"),
               said.format(theirs=question.theirs, cell=question.cell,
                           ours=", ".join(question.candidates)))


def _lines(notices: Iterable[Problem]) -> Iterator[str]:
    """Lines that are no visits, those that follow one another and are alike together."""
    runs: list[tuple[int, int, str]] = []
    for each in notices:
        row, what = each.place.position[0], dict(each.words).get("what", each.says)
        if runs and runs[-1][2] == what and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row, what)
        else:
            runs.append((row, row, what))
    for first, last, what in runs:
        said = translate("line {first} ({what})") if first == last else translate(
            "lines {first} to {last} ({what})")
        yield said.format(first=first, last=last, what=translate(what))
