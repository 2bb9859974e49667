"""Lists as clinics' systems write them: what is understood of each, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid import lists, steps
from sdaid.appointments.understood import How
from sdaid.problems import Problem, stops
from sdaid.show_list import understood_json, understood_lines
from sdaid.workbook.content import Content
from tests.appointments.strange import Case, cases
from tests.batch.lists import TODAY

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_strange_list_is_read_as_it_says_or_not_at_all(
        tmp_path: Path, small: Content, case: Case) -> None:
    """Each of our columns is theirs that the table names; each row becomes what the table says."""
    listed, told, problems = lists.understand_list(case.write(tmp_path), small, lists.Reading())

    assert understood_lines(told)
    read = {each.field: each for each in told.columns}
    for wanted in filter(None, case.told.get("read", "").split(";")):
        name, _, theirs = wanted.strip().partition(" = ")
        column = read[name.removeprefix("~")]
        assert column.theirs == theirs
        assert (column.how is How.GUESSED) is name.startswith("~")
    if case.told["plan"].startswith("refused"):
        assert listed is None
        assert sorted(_stopping(problems)) == sorted(case.told["plan"].split()[1:])
        return
    assert listed is not None, problems
    planned = steps.plan_run(listed.rows, small, steps.Asked(TODAY))
    assert [entry.outcome for entry in planned.entries] == case.told["plan"].split(), [
        entry.reason for entry in planned.entries]
    if "left" in case.told:
        assert [each["cell"] for each in understood_json(told, planned.notices)[
            "lines_left_out"]] == case.told["left"].split()
    _tells_nobody(case, [*understood_lines(told, planned.notices), str(told.as_json()),
                         *(entry.reason for entry in planned.entries)])


def _stopping(problems: list[Problem]) -> set[str]:
    return {each.code for each in problems if stops([each])}


def _tells_nobody(case: Case, said: list[str]) -> None:
    """No name and no date of birth of a patient is in what was `said`."""
    for secret in ("Testa", "Nemo", "Ulla", "1941-02-11", "1942-03-12", "TESTA"):
        assert not any(secret in each for each in said)
    assert case.text


def test_there_are_sixty_of_them() -> None:
    """As many as were asked for, each with a name of its own."""
    assert len({case.name for case in CASES}) == len(CASES) >= 60
