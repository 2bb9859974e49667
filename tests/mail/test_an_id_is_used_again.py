"""Appointment ids that a later list uses again: for another patient, or in other letters' case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdaid.ledger.ledger import patient_mark
from tests.mail.batches import finished_batch, patient
from tests.mail.test_post import held, post


def test_an_id_of_another_patient_is_told_and_can_be_posted(tmp_path: Path) -> None:
    """It is not said to be sent already; a second call says whose turn it was."""
    ledger = ("--ledger", str(tmp_path / "ledger.db"))
    post(finished_batch(tmp_path, [patient(1)]), *ledger)
    again = finished_batch(tmp_path, [patient(1, patient_id="P-0078", family_name="Other")],
                           batch="batch-2")
    result = post(again, *ledger, "--json")
    assert held(result) == {"A-0001": "mail-id-again"}
    assert "P-0001" not in result.stdout
    assert held(post(again, *ledger, "--json", "--dry-run")) == {"A-0001": "mail-id-again"}
    sent = post(again, *ledger, "--json", "--only", "A-0001", "--again", "another patient")
    assert json.loads(sent.stdout)["envelopes"] == 1
    assert held(post(again, *ledger, "--json")) == {"A-0001": "mail-already"}


@pytest.mark.parametrize("same", ["a-0001", "A-0001"])
def test_an_id_in_another_case_is_the_same_appointment(tmp_path: Path, same: str) -> None:
    ledger = ("--ledger", str(tmp_path / "ledger.db"))
    post(finished_batch(tmp_path, [patient(1)]), *ledger)
    again = finished_batch(tmp_path, [patient(1, id=same)], batch="batch-2")
    assert held(post(again, *ledger, "--json")) == {same: "mail-already"}


def test_the_ledger_keeps_no_patient_id(tmp_path: Path) -> None:
    """It keeps a mark, which is another under another appointment."""
    made = finished_batch(tmp_path, [patient(1)])
    post(made, "--ledger", str(tmp_path / "ledger.db"))
    assert b"P-0001" not in b"".join(each.read_bytes() for each in tmp_path.glob("ledger.db*"))
    assert patient_mark("A-1", "P-1") != patient_mark("A-2", "P-1")
    assert patient_mark("A-1", "P-1") == patient_mark("a-1", "p-1")
