"""What a changed workbook says is wrong: each change, its problem, and the cell it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdaid.problems import Severity
from sdaid.steps import read_workbook
from sdaid.workbook.columns import FORMAT_VERSION
from tests.build import SMALL, Rows, row_of, workbook_from


def put(sheet: str, name: str, **values: Any) -> Callable[[Rows], None]:
    """Change cells of the row of `sheet` called `name`; None clears a cell."""

    def change(texts: Rows) -> None:
        row = row_of(texts, sheet, name)
        row.update(values)
        for field in [field for field, value in values.items() if value is None]:
            del row[field]

    return change


def decide(**values: Any) -> Callable[[Rows], None]:
    return lambda texts: texts["Decision"][0].update(values)


def drop(sheet: str, **wanted: Any) -> Callable[[Rows], None]:
    """Take out the rows of `sheet` whose cells are `wanted`."""

    def change(texts: Rows) -> None:
        texts[sheet] = [row for row in texts[sheet]
                        if any(row.get(field) != value for field, value in wanted.items())]

    return change


def add(sheet: str, like: int, **values: Any) -> Callable[[Rows], None]:
    """Add a row like the row number `like`, with other `values`."""
    return lambda texts: texts[sheet].append({**texts[sheet][like], **values})


def edit(sheet: str, number: int, **values: Any) -> Callable[[Rows], None]:
    return lambda texts: texts[sheet][number].update(values)


CASES: list[tuple[str, Callable[[Rows], None], str, str]] = [
    ("format-version", decide(format_version=3), "Decision", "Format version"),
    ("id-twice", put("Options", "sips", id="wait"), "Options", "Id"),
    ("reference-unknown", put("Outcomes", "sips-fewer", sources="cup-trail"), "Outcomes",
     "Sources"),
    ("reference-unknown", edit("Values", 0, row="nothing"), "Values", "Row"),
    ("reference-unknown", edit("Rules", 0, option="sip"), "Rules", "Option"),
    ("step-missing", drop("Scales", scale="effort", step=3), "Scales", ""),
    ("step-twice", add("Scales", 0, meaning="Another"), "Scales", "Step"),
    ("figure-missing", drop("Outcomes", id="wait-sleep"), "Outcomes", ""),
    ("figure-twice", add("Outcomes", 3, id="again"), "Outcomes", "Row"),
    ("figure-blank", put("Outcomes", "sips-fewer", people=None), "Outcomes", "N"),
    ("figure-blank", put("Outcomes", "sips-fewer", certainty=None), "Outcomes", "Certainty"),
    ("figure-blank", put("Outcomes", "sips-fewer", comparator_people=None), "Outcomes",
     "Their N"),
    ("figure-blank", put("Outcomes", "sips-bother", high=None), "Outcomes", "High"),
    ("figure-blank", put("Rows", "fewer", event=None), "Rows", "Those who do"),
    ("figure-blank", put("Rows", "bother", better=None), "Rows", "Better end"),
    ("figure-not-empty", put("Outcomes", "wait-sleep", events=3), "Outcomes", "n"),
    ("figure-kind", put("Outcomes", "wait-bother", kind="count", events=1), "Outcomes", "Kind"),
    ("figure-over", put("Outcomes", "sips-fewer", events=117), "Outcomes", "n"),
    ("figure-range", put("Outcomes", "sips-bother", value=0.2), "Outcomes", "Value"),
    ("out-of-range", put("Outcomes", "sips-bother", value=11, high=12), "Outcomes", "Value"),
    ("out-of-range", put("Rows", "fewer", denominator=500), "Rows", "Out of"),
    ("out-of-range", put("Options", "sips", effort=6), "Options", "Effort (0-5)"),
    ("together-alone", put("Outcomes", "sips-fewer", together="alone"), "Outcomes",
     "Told together"),
    ("recovery-missing", drop("Recovery", option="bell", activity="driving"), "Recovery", ""),
    ("recovery-twice", add("Recovery", 0, words="Again."), "Recovery", "Activity"),
    ("phase-order", edit("Effort", 0, to_week=0), "Effort", "To week"),
    ("answer-missing", lambda texts: texts["Questions"][0]["extra"].pop("bell"), "Questions",
     "bell"),
    ("fact-name-taken", put("Patient facts", "work", aliases="DOB"), "Patient facts",
     "Other headings"),
    ("id-twice", put("Patient facts", "work", aliases="job, Dysphagia"), "Patient facts",
     "Other headings"),
    ("fact-choices", put("Patient facts", "work", choices="at a desk"), "Patient facts",
     "Choices"),
    ("not-a-choice", edit("People", 1, attests="Q6, K12, k99"), "People", "Attests"),
    ("rule-condition", edit("Rules", 1, extra={"age": "old"}), "Rules", "age"),
    ("language-no-words", decide(language="tlh"), "Decision", "Language"),
    ("logo-outside", decide(logo="../secret.png"), "Decision", "Logo file"),
    ("logo-outside", decide(logo="/etc/passwd"), "Decision", "Logo file"),
    ("logo-missing", decide(logo="none.png"), "Decision", "Logo file"),
    ("too-long", put("Options", "sips", involves="x" * 241), "Options", "What you do"),
    ("not-a-choice", put("Options", "sips", kind="tablet"), "Options", "Kind"),
    ("blank", put("Options", "sips", suits_not=None), "Options", "Who may not have it"),
    ("figure-blank", put("Rows", "bother", better_words=None), "Rows", "Words for better"),
    ("figure-blank", put("Rows", "worry", worse_words=None), "Rows", "Words for worse"),
    ("noticed-no-source", put("Rows", "bother", noticed_sources=None), "Rows",
     "Sources: smallest difference"),
    ("noticed-alone", put("Rows", "bother", noticed=None), "Rows", "Smallest difference noticed"),
    ("noticed-count", put("Rows", "fewer", noticed=1, noticed_sources="notice"), "Rows",
     "Smallest difference noticed"),
    ("out-of-range", put("Rows", "bother", noticed=11), "Rows", "Smallest difference noticed"),
    ("out-of-range", put("Rows", "bother", noticed=0), "Rows", "Smallest difference noticed"),
    ("out-of-range", put("Outcomes", "wait-fewer", high=101), "Outcomes", "High"),
    ("out-of-range", put("Outcomes", "wait-fewer", low=-1), "Outcomes", "Low"),
    ("figure-range", put("Outcomes", "wait-fewer", low=26), "Outcomes", "Low"),
    ("figure-range", put("Outcomes", "wait-fewer", low=18, high=24), "Outcomes", "Low"),
    ("figure-blank", put("Outcomes", "wait-fewer", high=None), "Outcomes", "High"),
    ("out-of-range", put("Outcomes", "sips-bother", fewest=117), "Outcomes",
     "Fewest in a group"),
    ("figure-not-empty", put("Outcomes", "wait-sleep", fewest=3), "Outcomes",
     "Fewest in a group"),
    ("figure-not-empty", put("Outcomes", "wait-sleep", people=3), "Outcomes", "N"),
    ("headline-cell-full", add("Outcomes", 10, id="third"), "Outcomes", "Told together"),
    ("headline-cell-full", add("Outcomes", 10, id="third", row="worry", option="bell"),
     "Outcomes", "Told together"),
    ("answer-twice", edit("Questions", 1, extra={"sips": "No."}), "Questions", "sips"),
    ("answer-missing", edit("Questions", 1, for_all=""), "Questions", "wait"),
    ("fact-told", put("Patient facts", "work", told="You work."), "Patient facts",
     "Said to the patient"),
    ("blank", decide(help_now_number=""), "Decision", "Help at once: number"),
    ("not-a-duration", put("Rows", "fewer", horizon="soon"), "Rows", "Horizon"),
]


@pytest.mark.parametrize(("code", "change", "sheet", "heading"), CASES,
                         ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)])
def test_a_change_is_named_at_its_cell(
    code: str, change: Callable[[Rows], None], sheet: str, heading: str, tmp_path: Path
) -> None:
    """One wrong cell gives its problem at that cell, and nothing is made of the workbook."""
    content, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    assert content is None
    stopping = [each for each in problems if each.severity is Severity.UNREADABLE]
    found = [each for each in stopping if each.code == code]
    assert found, [each.sentence for each in problems]
    assert (found[0].place.sheet, found[0].place.heading) == (sheet, heading)
    assert found[0].place.cell
    assert found[0].sentence.startswith(f"w.xlsx, {sheet}")


UNFIT: list[tuple[str, Callable[[Rows], None], str, str]] = [
    ("help-number", decide(help_same_day_number="the clinic"), "Decision",
     "Help the same day: number"),
    ("recovery-contradicts", edit("Recovery", 0, words="You are sore for a few days."),
     "Recovery", "In words"),
    ("recovery-contradicts", edit("Recovery", 8, words="There is no break."), "Recovery",
     "In words"),
    ("recovery-contradicts", edit("Recovery", 11, words="No break is needed."), "Recovery",
     "In words"),
    ("recovery-contradicts", edit("Recovery", 8, start=0, end=0), "Recovery", "To"),
    ("recovery-contradicts", put("Options", "wait", recovery_words="About 2 weeks."), "Options",
     "The way back in words"),
    ("recovery-contradicts", put("Options", "bell", recovery_words="No break"), "Options",
     "The way back in words"),
]


@pytest.mark.parametrize(("code", "change", "sheet", "heading"), UNFIT,
                         ids=[f"{case[0]}-{number}" for number, case in enumerate(UNFIT)])
def test_what_contradicts_itself_is_unfit(
    code: str, change: Callable[[Rows], None], sheet: str, heading: str, tmp_path: Path
) -> None:
    """A draft can be looked at, and no patient gets it."""
    _, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    found = [each for each in problems if each.code == code]
    assert [(each.place.sheet, each.place.heading, each.severity) for each in found] == [
        (sheet, heading, Severity.UNFIT)]


@pytest.mark.parametrize("change", [
    edit("Recovery", 0, words="You go on the same day, each day."),
    edit("Recovery", 0, words="Nothing changes in your normal day."),
    put("Outcomes", "wait-fewer", low=25, high=25),
    put("Outcomes", "sips-fewer", events=59, low=51, high=60),
    put("Outcomes", "wait-sore", status="none reported", people=40),
])
def test_what_only_looks_like_a_fault_passes(
    change: Callable[[Rows], None], tmp_path: Path
) -> None:
    """A day is no time of healing, and a range may be rounded to whole people."""
    _, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    assert [each.sentence for each in problems] == []


def test_the_small_workbook_is_whole(small_workbook: Path) -> None:
    """The invented condition has no problem at all, so every problem above is the change's."""
    content, problems = read_workbook(small_workbook)
    assert content is not None
    assert [each.sentence for each in problems] == []


def test_all_problems_come_at_once_in_sheet_order(tmp_path: Path) -> None:
    """Three wrong cells of three sheets are three problems, first sheet first."""

    def change(texts: Rows) -> None:
        put("Outcomes", "sips-fewer", events=117)(texts)
        put("Options", "sips", kind="tablet")(texts)
        decide(review_months="soon")(texts)

    content, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    assert content is None
    stopping = [each.place.sheet for each in problems if each.severity is Severity.UNREADABLE]
    assert stopping[:2] == ["Decision", "Options"]


@pytest.mark.parametrize("change", [
    put("Options", "wait", kind="self-care"), put("Rows", "sore", prominence="detail")])
def test_what_is_unfit_can_be_read(change: Callable[[Rows], None], tmp_path: Path) -> None:
    """No option without treatment, or no harm among the headlines: enough for a draft."""
    content, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    assert content is not None
    assert Severity.UNREADABLE not in {each.severity for each in problems}


def test_an_unused_source_is_a_warning(tmp_path: Path) -> None:
    """A source that nothing cites is said, and stops nothing."""
    change = add("Sources", 0, id="unused")
    content, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx", change))
    assert content is not None
    assert [each.code for each in problems] == ["source-unused"]


def test_a_blank_format_version_says_which_one_is_allowed(tmp_path: Path) -> None:
    """Only the program's own can be read, so no other is offered."""
    _, problems = read_workbook(workbook_from(SMALL, tmp_path / "w.xlsx",
                                              decide(format_version=None)))
    assert [each.code for each in problems] == ["blank"]
    assert f"it must hold the number {FORMAT_VERSION};" in problems[0].sentence
