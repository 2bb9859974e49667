"""The report as a whole: accepted warnings, signatures, the terminal, JSON, what it never says."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sdaid.standards
from sdaid.problems import CATALOGUE, Place, Severity, problem
from sdaid.resources import templates
from sdaid.standards import terminal
from sdaid.standards.check import as_json, judge
from sdaid.standards.freshness import overdue
from sdaid.standards.passages import cell_name
from tests.build import EXAMPLE, SMALL
from tests.standards.contents import TODAY, content_from, set_in

Texts = dict[str, list[dict[str, Any]]]
Change = Callable[[Texts], None]


def praised(texts: Texts) -> None:
    set_in("Options", "summary", PRAISE, id="bell")(texts)


PRAISE = "The best of all bells, which a clinician rings on your chest."


def accepting(code: str, cell: str, change: Change = praised, said: str = PRAISE) -> Change:
    def changed(texts: Texts) -> None:
        change(texts)
        texts["Accepted"].append({"code": code, "cell": cell, "said": said,
                                  "reason": "It is the bell's name.",
                                  "who": "Testa Author", "accepted_on": TODAY})
    return changed


@pytest.mark.parametrize("cell", ["Options!E4", "options!$E$4", "'Options'! E4"])
def test_an_accepted_warning_is_shown_as_accepted(cell: str) -> None:
    """It leaves the open problems, and the report names the reason, who and when."""
    before = judge(content_from(SMALL, praised), TODAY)
    after = judge(content_from(SMALL, accepting("persuasive", cell)), TODAY)
    assert [each.code for each in before.warnings if each.code == "persuasive"] == ["persuasive"]
    assert "persuasive" not in {each.code for each in after.problems}
    [accepted] = after.accepted
    assert (accepted.problem.code, accepted.reason, accepted.who, accepted.day) == (
        "persuasive", "It is the bell's name.", "Testa Author", "2026-11-22")
    assert next(each.verdict for each in after.others if each.id == "neutral-words") == "accepted"
    assert any("It is the bell's name." in line for line in terminal.as_lines(after))


def test_a_warning_met_on_reading_can_be_accepted_too() -> None:
    """Reading's own warnings are accepted in the same way, by their sheet where no cell is."""
    hidden = problem("sheet-hidden", Place("w.xlsx", "Words"))
    change = accepting("sheet-hidden", "Words", lambda _texts: None, hidden.says)
    report = judge(content_from(SMALL, change), TODAY, found=[hidden])
    assert [each.problem for each in report.accepted] == [hidden]


def test_a_study_cited_and_unused_counts_against_freshness() -> None:
    """What reading finds is judged with the rest."""
    unused = problem("source-unused", Place("w.xlsx", "Sources", "A2"), found="makers")
    report = judge(content_from(SMALL), TODAY, found=[unused])
    assert unused in report.warnings
    assert next(each.verdict for each in report.others if each.id == "freshness") == "warning"


def test_accepting_what_is_not_there_is_a_problem() -> None:
    """A row of Accepted that matches nothing is named at its cell."""
    report = judge(content_from(SMALL, accepting("persuasive", "Options!E3", said="Gone.")), TODAY)
    assert [cell_name(each.place) for each in report.problems
            if each.code == "accepted-unknown"] == ["Accepted!B2"]
    assert "persuasive" in {each.code for each in report.problems}


@pytest.mark.parametrize(("typed", "such"), [
    ("E4", "Options!E4"), ("Option!E4", "Options!F3"), ("C9", "Options!F3")])
def test_an_accepted_cell_without_its_sheet_says_how_it_is_written(typed: str, such: str) -> None:
    """The warning stands, so nothing is said to be gone; the example is the cell that was meant,
    where there is one."""
    report = judge(content_from(SMALL, accepting("persuasive", typed)), TODAY)
    [found] = [each for each in report.problems if each.code.startswith("accepted")]
    assert (found.code, cell_name(found.place)) == ("accepted-cell", "Accepted!B2")
    assert f"as in {such};" in found.sentence
    assert "persuasive" in {each.code for each in report.problems}


def moved(texts: Texts) -> None:
    """The praise stands in another row than before."""
    praised(texts)
    texts["Options"].insert(0, texts["Options"].pop())


def test_an_acceptance_moves_with_its_text() -> None:
    """A row that was sorted elsewhere keeps its acceptance, and no other row gets it."""
    report = judge(content_from(SMALL, accepting("persuasive", "Options!E4", moved)), TODAY)
    assert [cell_name(each.problem.place) for each in report.accepted] == ["Options!E2"]
    assert not [each for each in report.problems if each.code.startswith("accepted")]


def test_an_acceptance_ends_with_its_text() -> None:
    """Another text at the same cell is not accepted, and both are told."""
    change = accepting("persuasive", "Options!E4", said="The best of bells.")
    report = judge(content_from(SMALL, change), TODAY)
    assert not report.accepted
    assert {"persuasive", "accepted-changed"} <= {each.code for each in report.problems}


@pytest.mark.parametrize("blank", ["", "  ", "…"])
def test_a_blank_accepts_nothing(blank: str) -> None:
    """The row says what is to be pasted."""
    report = judge(content_from(SMALL, accepting("persuasive", "Options!E4", said=blank)), TODAY)
    [found] = [each for each in report.problems if each.code == "accepted-blank"]
    assert PRAISE in found.sentence
    assert not report.accepted


def test_check_prints_the_rows_to_paste() -> None:
    """Each open warning has its row; pasted, with a reason, it accepts the warning."""
    before = judge(content_from(SMALL, praised), TODAY)
    [row] = [row for each, row in before.pastes if each.code == "persuasive"]
    assert row in terminal.as_lines(before, everything=True)
    code, cell, said = row.split("\t")
    after = judge(content_from(SMALL, accepting(code, cell, said=said)), TODAY)
    assert [each.problem.code for each in after.accepted] == ["persuasive"]


def test_what_stops_printing_cannot_be_accepted() -> None:
    """An unfit problem stays, and the attempt is a problem of its own."""
    change = accepting("ipdas-c6", "Decision!B10", set_in("Decision", "funding", "tbc", 0))
    report = judge(content_from(SMALL, change), TODAY)
    assert [each.code for each in report.unfit] == ["ipdas-c6"]
    assert "accepted-not-warning" in {each.code for each in report.problems}
    assert not report.accepted


def test_an_item_is_signed_by_a_named_person() -> None:
    """An id under Attests turns open into signed, with the name and the day."""
    change = set_in("People", "attests", "q6, k16", name="Testa Author")
    report = judge(content_from(SMALL, change), TODAY)
    signed = {each.id: each.by for each in report.verdicts if each.verdict == "signed"}
    assert signed == {"q6": "Testa Author, 2026-11-22", "k16": "Testa Author, 2026-11-22"}
    assert report.summary == "passes the automatic checks (25 of 35); 8 need people, 2 signed"


def test_a_signature_cannot_cover_an_empty_text() -> None:
    """A flagged item stays open where the cells it rests on say nothing."""
    def change(texts: Texts) -> None:
        set_in("People", "attests", "q6", name="Testa Author")(texts)
        set_in("Options", "living_with", "tbc", id="bell")(texts)

    report = judge(content_from(SMALL, change), TODAY)
    q6 = next(each for each in report.verdicts if each.id == "q6")
    assert (q6.verdict, [cell_name(each) for each in q6.cells]) == ("open", ["Options!N4"])


def test_a_signature_of_tomorrow_signs_nothing_today() -> None:
    """Who signs on a day to come has not signed yet."""
    def change(texts: Texts) -> None:
        set_in("People", "attests", "q6", name="Testa Author")(texts)
        set_in("People", "signed_on", date(2026, 11, 23), name="Testa Author")(texts)

    report = judge(content_from(SMALL, change), TODAY)
    assert next(each.verdict for each in report.verdicts if each.id == "q6") == "open"


def test_a_visit_after_the_review_date_is_overdue() -> None:
    """Content may be good today and too old on the day of a visit."""
    content = content_from(SMALL)
    assert judge(content, TODAY, visits=[date(2027, 11, 22)]).unfit == ()
    assert [each.code for each in judge(content, TODAY, visits=[date(2027, 11, 23)]).unfit] == [
        "overdue"]
    assert overdue(content, date(2027, 11, 22)) is None
    found = overdue(content, date(2027, 11, 23))
    assert found is not None
    assert found.severity is Severity.UNFIT


def test_none_reported_without_a_study_is_no_data_told_as_no_harm() -> None:
    """The type must rest on a source that studied people."""
    report = judge(content_from(SMALL, set_in("Outcomes", "sources", "makers", id="sips-sore")),
                   TODAY)
    assert [(each.code, cell_name(each.place)) for each in report.unfit] == [
        ("none-reported-alone", "Outcomes!U8")]


def test_a_figure_under_one_in_a_hundred_asks_for_a_row_in_1000() -> None:
    """1 of 116 would be drawn as one of 100, more than it is; of 1000 it shows."""
    few = set_in("Outcomes", "events", 1, id="sips-fewer")

    def finer(texts: Texts) -> None:
        few(texts)
        set_in("Rows", "denominator", 1000, id="fewer")(texts)

    found = [[cell_name(each.place) for each in judge(content_from(SMALL, change), TODAY).problems
              if each.code == "denominator"] for change in (few, finer)]
    assert found == [["Outcomes!F6"], []]


def test_the_terminal_is_grouped_and_short() -> None:
    """Stops first, three places a kind, people in one block; each is listed when asked for."""
    change = set_in("Decision", "funding", "tbc", 0)

    def jargon(texts: Texts) -> None:
        change(texts)
        for name in ("summary", "living_with", "suits", "cost"):
            set_in("Options", name, "Prior to the bell you wait a while.", id="bell")(texts)

    report = judge(content_from(SMALL, jargon), TODAY)
    lines = terminal.as_lines(report)
    assert lines[1] == "fails 1 of the 25 automatic checks; 10 need people"
    titles = [line for line in lines if line and not line.startswith(" ")][3:]
    assert [line.split()[0] for line in titles] == ["Unfit:", "Warnings:", "Needs"]
    assert any("and 1 more" in line for line in lines)
    assert any("Decision, cell B10 (Funding)" in line for line in lines)
    assert not any("and 1 more" in line for line in terminal.as_lines(report, everything=True))


def test_colour_is_left_to_the_caller() -> None:
    """No line holds an escape unless the caller paints one."""
    report = judge(content_from(SMALL), TODAY)
    assert not any("\x1b" in line for line in terminal.as_lines(report))
    painted = terminal.as_lines(report, paint=lambda text, style: f"<{style}>{text}")
    assert painted[1].startswith("<good>passes")


def test_json_holds_the_whole_report() -> None:
    """Verdicts, problems, evidence and balance, with cells as Excel names them."""
    made = json.loads(json.dumps(as_json(judge(content_from(SMALL), TODAY))))
    assert len(made["verdicts"]) == 35
    assert {"id", "verdict", "cells", "todo"} <= set(made["verdicts"][0])
    assert made["verdicts"][0]["cells"] == ["Decision!B3", "Decision!B4"]
    assert made["summary"].startswith("passes the automatic checks")
    assert {"Outcomes!F2", "Outcomes!H3"} <= {each["cell"] for each in made["evidence"]}
    assert made["reading"]["whole"]["words"] > 300
    assert made["balance"]["options"][0]["cell"] == "Options!B2"


def test_every_number_is_in_the_evidence() -> None:
    """Each outcome, recovery and phase of the workbook has its line."""
    content = content_from(EXAMPLE)
    report = judge(content, TODAY)
    assert len(report.evidence) == (
        len(content.outcomes) + len(content.recovery) + len(content.effort))
    maker = {each.id for each in content.sources if each.maker_paid}
    assert all(line.maker_paid == bool(maker & set(line.sources)) for line in report.evidence)


def test_nothing_is_called_certified_or_compliant() -> None:
    """The program says what it checked, never that somebody vouches for it."""
    texts = [each.says + each.do for each in CATALOGUE.values()]
    folder = Path(sdaid.standards.__file__).parent
    for path in folder.glob("*.py"):
        texts += [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                  if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    texts += [path.read_text(encoding="utf-8") for path in (templates() / "report").glob("*.html")]
    for text in texts:
        assert "certified" not in text.casefold()
        assert "complian" not in text.casefold()
