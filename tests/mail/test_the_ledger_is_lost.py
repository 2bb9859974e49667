"""A ledger that does not know what the run's folder holds is not the one that knew who got what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mail.batches import finished_batch, patient
from tests.mail.test_post import post, refused


@pytest.mark.parametrize("empty", [True, False])
def test_a_lost_ledger_stops_the_post(tmp_path: Path, empty: bool) -> None:
    """Neither a ledger that is gone nor an empty one lets a letter go twice, not even twice asked;
    the old one, brought back, goes on."""
    ledger = tmp_path / "ledger.db"
    made = finished_batch(tmp_path, [patient(1)])
    post(made, "--ledger", str(ledger))
    kept = ledger.rename(tmp_path / "kept.db")
    if empty:
        ledger.touch()
    for more in ((), ("--dry-run",), ()):
        assert refused(made, "--ledger", str(ledger), *more) == ["ledger-lost"]
    assert not (made.folder / "post-2").exists()
    said = json.loads(post(made, "--ledger", str(kept), "--json").stdout)
    assert [each["problem"]["code"] for each in said["held"]] == ["mail-already"]


def test_a_folder_that_was_moved_with_its_runs_goes_on(tmp_path: Path) -> None:
    ledger = ("--ledger", str(tmp_path / "ledger.db"))
    made = finished_batch(tmp_path, [patient(1)])
    post(made, *ledger)
    made.folder = made.folder.rename(tmp_path / "moved")
    said = json.loads(post(made, *ledger, "--json").stdout)
    assert [each["problem"]["code"] for each in said["held"]] == ["mail-already"]
