"""The steps of an appointment list: how it is to be read, what was understood, its profile."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.appointments.facts import date_facts, fact_headings
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem, stops
from sdaid.workbook.content import Content

if TYPE_CHECKING:
    from sdaid.appointments.first_look import FirstLook
    from sdaid.appointments.profile import DateOrder, Wanted
    from sdaid.appointments.profile_file import Answers
    from sdaid.appointments.read import AppointmentList
    from sdaid.appointments.understood import Understood


@dataclass(frozen=True)
class Reading:
    """What a call says of how its list is to be read: the file of patient `facts`, the clinic's
    `profile` (None the one that the workbook names), the order of `dates`."""

    facts: Path | None = None
    profile: Path | None = None
    dates: DateOrder | None = None


def understand_list(path: Path, content: Content, reading: Reading
                    ) -> tuple[AppointmentList | None, Understood, list[Problem]]:
    """The appointment list with its patient facts, what was understood of it, and the problems of
    it as a whole; no list where it cannot be used. A row's problems hold that row alone."""
    from sdaid.appointments.read import checksum
    from sdaid.appointments.read import read_list as load_list
    from sdaid.appointments.understood import Understood

    wanted, problems = _wanted(content, reading)
    if wanted is None:
        return None, Understood(path.name), problems
    listed, told, found = load_list(path, wanted)
    problems += found
    if listed is None:
        return None, told, problems
    own = profile_path(content, reading.profile)
    listed = replace(listed, profile=(own, checksum(own)) if own else None,
                     dates=reading.dates.value if reading.dates else "")
    if reading.facts is None:
        return listed, told, problems
    joined, found = _with_facts(listed, reading.facts, content, reading.dates)
    return joined, told, problems + found


def profile_path(content: Content, given: Path | None) -> Path | None:
    """The clinic's profile: the one that the call gives, or the one beside the workbook that its
    sheet Decision names."""
    named = content.decision.list_profile
    return given or (content.path.parent / named if named else None)


def write_profile(path: Path, list_: Path, content: Content | None
                  ) -> tuple[Understood, list[Problem], list[Problem]]:
    """Write a new profile of the system that `list_` came from, as far as it was understood, for a
    person to complete; what was understood, a notice of each line that is no visit, and what is
    still wrong with the list. `content` is of
    the workbook whose patient facts the list may hold. `CannotGoOnError` where there are no
    headings to write down."""
    from sdaid.appointments import profile_file
    from sdaid.appointments.lines import ALONE
    from sdaid.appointments.profile import Wanted
    from sdaid.appointments.read import understand
    from sdaid.appointments.statuses import status_of
    from sdaid.appointments.vocabulary import Vocabulary

    wanted = Wanted(fact_headings(content.facts), date_facts(content.facts),
                    content.decision.language) if content else Wanted()
    table, told, problems = understand(list_, wanted)
    if table is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    words = [(word, status_of(word)) for word in table.words("status")]
    notices = [each for _, record, found in table.rows() if record is None for each in found]
    profile_file.write_profile(
        path, told, Vocabulary(wanted.facts),
        [(word, status.value if status else "") for word, status in words],
        clinician_lines=told.column("clinician") is None and sum(
            dict(each.words).get("what") == ALONE for each in notices) > 1,
        sheets=any(each.code == "sheet-unknown" for each in problems))
    return told, notices, problems


def look_at_list(path: Path, content: Content, reading: Reading) -> FirstLook:
    """The list as a person looks at it: its columns, what each was taken for, its first rows, and
    what is wrong with it as a whole."""
    from sdaid.appointments.first_look import FirstLook, first_look
    from sdaid.appointments.understood import Understood

    wanted, problems = _wanted(content, reading)
    if wanted is None:
        return FirstLook(Understood(path.name), tuple(problems))
    made = first_look(path, wanted)
    return replace(made, problems=(*problems, *made.problems))


def profile_fits(path: Path, look: FirstLook, content: Content) -> bool:
    """Whether the profile at `path` is of the system that a list came from: the list has all the
    columns that the profile tells of."""
    from sdaid.appointments.profile_file import load_profile
    from sdaid.appointments.vocabulary import Vocabulary

    profile, _ = load_profile(path, Vocabulary(fact_headings(content.facts)))
    theirs = {each.label for each in look.columns}
    return profile is not None and bool(profile.columns) and all(
        label in theirs for label, ours in profile.columns if ours)


def save_answers(path: Path, told: Understood, answers: Answers, content: Content) -> None:
    """Save what a person said of a list as the profile at `path`; a profile that was there keeps
    its content beside it, under a name with a number. `CannotGoOnError` where it cannot be
    written."""
    from sdaid.appointments.profile_file import write_answers
    from sdaid.appointments.vocabulary import Vocabulary

    half = path.with_name(f".{path.stem}.part.xlsx")
    try:
        half.unlink(missing_ok=True)
        write_answers(half, told, Vocabulary(fact_headings(content.facts)), answers)
        if path.exists():
            if path.read_bytes() == half.read_bytes():
                half.unlink()
                return
            path.rename(_kept(path))
        half.rename(path)
    except OSError as error:
        raise CannotGoOnError([problem("cannot-write", Place(path.name),
                                       why=error.strerror or error)],
                              ExitCode.CANNOT_WRITE) from error


def _kept(path: Path) -> Path:
    """A name beside `path` that no file has."""
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.stem} (earlier {number}).xlsx")):
        number += 1
    return kept


def _wanted(content: Content, reading: Reading) -> tuple[Wanted | None, list[Problem]]:
    """How the list is to be read; None where the profile cannot be used."""
    from sdaid.appointments.profile import Profile, Wanted
    from sdaid.appointments.profile_file import load_profile
    from sdaid.appointments.vocabulary import Vocabulary

    named = content.decision.list_profile
    if not reading.profile and Path(named).name != named:
        return None, [problem("profile-outside", content.decision.at("list_profile"), found=named)]
    headings, own = fact_headings(content.facts), profile_path(content, reading.profile)
    profile, problems = load_profile(own, Vocabulary(headings)) if own else (Profile(), [])
    if profile is None:
        return None, problems
    if reading.dates:
        profile = replace(profile, dates=reading.dates)
    return Wanted(headings, date_facts(content.facts), content.decision.language,
                  profile), problems


def _with_facts(appointments: AppointmentList, facts: Path, content: Content,
                dates: DateOrder | None) -> tuple[AppointmentList | None, list[Problem]]:
    """The list with the patient facts of a file of their own, whose dates are in the order that
    the call told, if it did; it need not be of the list's system."""
    from sdaid.appointments.facts_file import read_facts
    from sdaid.appointments.read import checksum

    known, found = read_facts(facts, content.facts, dates)
    if known is None:
        return None, found
    rows, unmatched = known.join(appointments.rows, facts.name)
    problems = found + unmatched
    if stops(unmatched):
        return None, problems
    return replace(appointments, rows=rows, facts=(facts, checksum(facts))), problems
