"""What must not happen: a list takes the folder of another one, and with it the aids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.batch.run import run_name
from sdaid.problems import CannotGoOnError, ExitCode
from sdaid.workbook.content import Content
from tests.batch.cli import DAY, quick
from tests.batch.lists import line, write_csv
from tests.batch.presses import files, order, run, statuses

LINES = [line(number) for number in range(1, 7)]


STEMS = st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1)


@given(STEMS, STEMS)
def test_two_names_never_have_one_folder(one: str, other: str) -> None:
    """In whatever letters; but for the two ways in which Unicode writes the same letters."""
    from unicodedata import normalize

    names = [run_name(Path(f"{stem}.csv"), Path("options.xlsx")) for stem in (one, other)]

    stems = [normalize("NFC", Path(f"{stem}.csv").stem) for stem in (one, other)]
    assert (names[0] == names[1]) == (stems[0] == stems[1])
    assert all(name.isascii() for name in names)


@pytest.mark.parametrize(("one", "other"), [
    ("Декабрь", "Январь"), ("ديسمبر", "يناير"), ("十二月", "一月"), ("Dezember ä", "Dezember ö"),
    ("a b", "a-b"), ("a" * 70 + "1", "a" * 70 + "2")])
def test_lists_of_other_alphabets_lie_apart(one: str, other: str) -> None:
    """Cyrillic, Arabic, Chinese; letters with marks; names that are cut."""
    assert run_name(Path(f"{one}.xlsx"), Path("options.xlsx")) != run_name(
        Path(f"{other}.xlsx"), Path("options.xlsx"))


def test_a_list_with_fewer_than_half_of_the_visits_is_refused(
        out: Path, small: Content, listed: Path) -> None:
    """It names the aids that would go; nothing is changed."""
    before = files(out)
    write_csv(listed, [*LINES[:2], *(line(number) for number in range(11, 30))])

    with pytest.raises(CannotGoOnError) as stopped:
        run(order(listed, small), out)

    assert stopped.value.code is ExitCode.CANNOT_WRITE
    assert "A-0003, A-0004, A-0005, A-0006" in str(stopped.value)
    assert "--same-list" in str(stopped.value)
    assert files(out) == before


def test_half_of_the_visits_are_enough(out: Path, small: Content, listed: Path) -> None:
    """Cancelled ones are in the list."""
    write_csv(listed, [*LINES[:2], line(3, status="cancelled")])

    run(order(listed, small), out)

    assert statuses(out) == {"A-0001": "made", "A-0002": "made", "A-0003": "skipped"}


def test_a_person_can_say_that_it_is_the_same_list(out: Path, small: Content, listed: Path) -> None:
    """Corrected, in whatever way."""
    write_csv(listed, [line(11)])

    run(replace(order(listed, small), same_list=True), out)

    assert statuses(out) == {"A-0011": "made"}


def test_no_word_makes_another_decision_the_same(out: Path, small: Content, listed: Path) -> None:
    """Its aids are of another condition."""
    other = replace(small, decision=small.decision.model_copy(update={"condition": "yawns"}))

    with pytest.raises(CannotGoOnError) as stopped:
        run(replace(order(listed, other), same_list=True), out)

    assert "--same-list" not in str(stopped.value)


def test_visits_that_are_past_do_not_count(out: Path, small: Content, listed: Path) -> None:
    """A list that is kept and grows loses its past, and is the same list."""
    write_csv(listed, [line(6, visit_date="2027-01-10"),
                       *(line(number, visit_date="2027-01-10") for number in range(11, 20))])

    wanted = order(listed, small)
    run(replace(wanted, press=replace(wanted.press, today=date(2027, 1, 5))), out)

    assert "A-0006" in statuses(out)


def test_the_call_has_a_word_for_it(tmp_path: Path, small_workbook: Path, listed: Path) -> None:
    """Exit 5 without it."""
    words = ("render", small_workbook, listed, "--output", tmp_path / "out", "--today", DAY)
    quick(*words)
    write_csv(listed, [LINES[0]])

    refused = quick(*words)
    assert (refused.code, "A-0006" in refused.err) == (5, True)
    said = quick(*words, "--same-list")
    assert said.code == 0
    assert [f"removed A-000{number}" in said.out for number in range(2, 7)] == [True] * 5
