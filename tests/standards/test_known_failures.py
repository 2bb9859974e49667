"""What published decision aids fail on, built into a workbook and read like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdaid.problems import Problem, Severity
from sdaid.standards.check import judge
from sdaid.standards.passages import cell_name
from sdaid.workbook.load import load
from tests.build import EXAMPLE, workbook_from
from tests.standards.contents import TODAY, set_in

Texts = dict[str, list[dict[str, Any]]]


def found_in(folder: Path, change: Callable[[Texts], None]) -> list[Problem]:
    """Everything that reading and judging the changed example find."""
    content, problems = load(workbook_from(EXAMPLE, folder / "changed.xlsx", change))
    if content is None:
        return problems
    return list(judge(content, TODAY, found=problems).problems)


def no_data_as_no_harm(texts: Texts) -> None:
    set_in("Outcomes", "status", "none reported", id="belt-serious")(texts)
    set_in("Outcomes", "sources", "", id="belt-serious")(texts)


def undiscussed(texts: Texts) -> None:
    texts["Outcomes"] = [each for each in texts["Outcomes"] if each["id"] != "belt-better"]


@pytest.mark.parametrize(("failure", "change", "codes", "heading"), [
    ("no update policy", set_in("Decision", "review_months", None, 0), {"blank"},
     "Review interval (months)"),
    ("no funding statement", set_in("Decision", "funding", None, 0), {"blank"}, "Funding"),
    ("funding put off", set_in("Decision", "funding", "to be added", 0), {"ipdas-c6"}, "Funding"),
    ("no reference", set_in("Outcomes", "sources", None, id="ablation-better"),
     {"figure-blank"}, "Sources"),
    ("no data told as no harm", no_data_as_no_harm, {"none-reported-alone"}, "Sources"),
    ("no harm claimed", set_in("Options", "suits", "It is risk-free, so anyone can have it.",
                               id="belt"), {"no-harm-claimed"}, "Who can have it"),
    ("a relative risk alone", set_in("Options", "suits", "It halves the risk of more pain.",
                                     id="belt"), {"relative-risk"}, "Who can have it"),
    ("mixed denominators", set_in("Rows", "denominator", 250, id="clearly-better"),
     {"out-of-range", "ipdas-k7"}, "Out of"),
    ("an undiscussed branch", undiscussed, {"figure-missing"}, ""),
    ("praise", set_in("Options", "suits", "It is the gold standard for this pain.", id="belt"),
     {"persuasive"}, "Who can have it"),
    ("no option without treatment", set_in("Options", "kind", "self-care", id="go-on"),
     {"no-intervention"}, "Kind"),
    ("another format", set_in("Decision", "format_version", 0, 0), {"format-version-old"},
     "Format version"),
], ids=lambda each: each.replace(" ", "-") if isinstance(each, str) else "")
def test_a_known_failure_is_caught(
    failure: str, change: Callable[[Texts], None], codes: set[str], heading: str, tmp_path: Path
) -> None:
    """Each is found, with its cell where it has one."""
    found = [each for each in found_in(tmp_path, change) if each.code in codes]
    assert found, failure
    assert heading in {each.place.heading for each in found}
    assert all(each.place.cell for each in found if heading)


def test_only_praise_among_them_lets_an_aid_be_printed(tmp_path: Path) -> None:
    """A word of praise is a warning; a relative risk stops printing."""
    praised = found_in(tmp_path, set_in(
        "Options", "suits", "It is the gold standard for this pain, for people who can put a belt "
        "on and take it off again by themselves, with no sore skin below it.", id="belt"))
    assert {each.severity for each in praised} == {Severity.WARNING}


def test_the_cells_that_reading_names_are_those_of_the_check(tmp_path: Path) -> None:
    """A problem found by a rule names the cell by the letter that Excel shows."""
    found = found_in(tmp_path, set_in("Decision", "funding", "tbc", 0))
    [funding] = [each for each in found if each.code == "ipdas-c6"]
    assert cell_name(funding.place).startswith("Decision!B")
    assert funding.place.heading == "Funding"
