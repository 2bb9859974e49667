"""What was filled down over several patients by mistake sends nobody another's aid."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.workbook.content import Content
from tests.batch.lists import as_csv, codes, line, outcomes, planned, write_csv

MAILED = {"Channel": "e-mail", "E-mail": "one@nowhere.example", "E-mail password": "copper kettle"}


def mailed(number: int, **changed: str) -> dict[str, str]:
    return {**line(number), **MAILED, **{
        name.replace("_", " ").capitalize().replace("E mail", "E-mail"): text
        for name, text in changed.items()}}


def test_one_email_address_under_several_patients_is_held(tmp_path: Path, small: Content) -> None:
    """At its cell in each row, naming the others; case does not count."""
    path = write_csv(tmp_path / "list.csv", [
        mailed(1, e_mail_password="first kettle"),
        mailed(2, e_mail_password="second kettle", e_mail="ONE@nowhere.example"),
        mailed(3, e_mail_password="third kettle", e_mail="three@nowhere.example")])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "hold", "A-0003": "make"}
    [found] = plan.entries[1].problems
    assert (found.code, found.place.cell, found.place.heading) == (
        "held-shared-email", "I3", "E-mail")
    assert "A2" in found.sentence
    assert "nowhere" not in found.sentence


def test_one_password_under_several_patients_is_held(tmp_path: Path, small: Content) -> None:
    """Whoever knows theirs would open the other's."""
    path = write_csv(tmp_path / "list.csv", [
        mailed(number, e_mail=f"p{number}@nowhere.example") for number in (1, 2)])

    plan = planned(path, small)

    assert codes(plan, "A-0001") == codes(plan, "A-0002") == {"held-shared-password"}
    assert plan.entries[0].problems[0].place.cell == "J2"


@pytest.mark.parametrize(("said", "outcome"), [
    (("yes", "yes"), "make"), (("yes", ""), "hold"), (("no", "no"), "hold")])
def test_who_share_an_address_say_so(tmp_path: Path, small: Content, said: tuple[str, str],
                                     outcome: str) -> None:
    """Each of them, in a column of its own."""
    path = write_csv(tmp_path / "list.csv", [
        {**mailed(number), "Shared e-mail": word} for number, word in enumerate(said, start=1)])

    assert set(outcomes(planned(path, small)).values()) == {outcome}


def test_one_patients_two_visits_share_their_address(tmp_path: Path, small: Content) -> None:
    """Only patients count, not rows."""
    again = {**mailed(1), "Appointment id": "A-0009", "Visit date": "2026-12-09"}
    path = write_csv(tmp_path / "list.csv", [mailed(1), again])

    assert codes(planned(path, small), "A-0001") == set()
    assert codes(planned(path, small), "A-0009") == {"held-second-visit"}


def test_who_gets_no_email_is_not_held_for_it(tmp_path: Path, small: Content) -> None:
    """A couple with one address, of whom one gets a letter: the e-mail alone is in doubt."""
    path = write_csv(tmp_path / "list.csv", [mailed(1), {**mailed(2), "Channel": "desk"}])

    assert outcomes(planned(path, small)) == {"A-0001": "hold", "A-0002": "make"}


def test_one_name_and_birth_under_several_ids_is_held(tmp_path: Path, small: Content) -> None:
    """Filled down, or one person with two ids: a person finds out. A namesake of another age and a
    twin are others."""
    same = {"Given name": "Testa", "Family name": "Example", "Date of birth": "1941-02-11"}
    path = write_csv(tmp_path / "list.csv", [
        {**line(1), **same}, {**line(2), **same, "Family name": "EXAMPLE"},
        {**line(3), **same, "Date of birth": "1941-02-12"},
        {**line(4), **same, "Given name": "Nemo"}])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "hold", "A-0003": "make",
                              "A-0004": "make"}
    assert codes(plan, "A-0002") == {"held-one-person"}
    assert plan.entries[0].problems[0].place.cell == "D2"


def test_only_does_not_release_them(tmp_path: Path, small: Content) -> None:
    """The whole list decides, also where one aid alone is asked for."""
    path = tmp_path / "list.csv"
    path.write_text(as_csv([mailed(1), mailed(2)]), "utf-8")

    plan = planned(path, small, only=frozenset({"A-0001"}))

    assert outcomes(plan)["A-0001"] == "hold"
