"""history, recall, reprint, forget and settle, as they are called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sdaid.cli import cli
from sdaid.problems import CannotGoOnError
from tests.mail.batches import Made, finished_batch, patient
from tests.mail.test_post import held, post


@pytest.fixture
def sent(tmp_path: Path) -> Made:
    """A batch of three: two posted, one for the desk."""
    made = finished_batch(tmp_path, [patient(1), patient(2), patient(3, channel="desk")])
    assert post(made).exit_code == 0
    return made


def call(made: Made, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--ledger", str(made.folder.parent
                                                                / "ledger.sqlite")],
                              catch_exceptions=False)


def refused(made: Made, *arguments: str) -> list[str]:
    with pytest.raises(CannotGoOnError) as error:
        call(made, *arguments)
    return [each.code for each in error.value.problems]


def shown(result: Result) -> Any:
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_history_of_an_appointment_and_of_a_version(sent: Made) -> None:
    """Who got what, when: as lines and as JSON; ids only."""
    [line] = shown(call(sent, "history", "A-0001", "--json"))["aids"]
    assert (line["state"], line["channel"], line["version"]) == ("posted", "post", "0.1")
    said = call(sent, "history", "--version", "0.1").stdout
    assert [each.split()[0] for each in said.splitlines()] == ["A-0001", "A-0002", "A-0003"]
    assert "Sample" not in said
    assert refused(sent, "history", "A-9") == ["aid-unknown"]
    assert refused(sent, "history", "--version", "9") == ["version-unknown"]
    assert call(sent, "history").exit_code == 2


def test_recall_says_whom_a_correction_must_reach(sent: Made, tmp_path: Path) -> None:
    """Posted ones and those handed out; a list for the next batch; unknown figures are guessed."""
    found = shown(call(sent, "recall", "--version", "0.1", "--json"))["holders"]
    assert [each["appointment"] for each in found] == ["A-0001", "A-0002", "A-0003"]
    target = tmp_path / "recall.csv"
    assert "3 hold it" in call(sent, "recall", "--version", "0.1", "--output", str(target)).stdout
    assert target.read_text(encoding="utf-8-sig").splitlines()[1].startswith("A-0001,batch-1,0.1")
    assert refused(sent, "recall", "--version", "0.1", "--output", str(target)) == ["exists"]
    assert refused(sent, "recall", "--version", "0.1", "--figure", "nope") == ["figure-unknown"]
    assert refused(sent, "recall", "--version", "7") == ["version-unknown"]


def test_reprint_finds_the_kept_aid(sent: Made, tmp_path: Path) -> None:
    """Its path, or a copy of it; the same bytes."""
    assert call(sent, "reprint", "A-0002").stdout.strip() == str(sent.folder / "A-0002.pdf")
    copy = Path(call(sent, "reprint", "A-0002", "--output", str(tmp_path / "again")).stdout.strip())
    assert copy.read_bytes() == sent.aids["A-0002"]
    (sent.folder / "A-0002.pdf").write_bytes(b"another")
    assert refused(sent, "reprint", "A-0002") == ["file-changed"]


def test_a_moved_home_keeps_its_ledger(sent: Made, tmp_path: Path) -> None:
    """Folders are named from the ledger's own place."""
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    said = CliRunner().invoke(cli, ["reprint", "A-0001", "--ledger",
                                    str(moved / "ledger.sqlite")], catch_exceptions=False)
    assert said.stdout.strip() == str(moved / "batch-1" / "A-0001.pdf")


def test_forget_counts_first(sent: Made) -> None:
    """A dry run changes nothing; the real one removes files and rows."""
    would = call(sent, "forget", "--before", "2999-01-01", "--dry-run").stdout
    assert would == "Would forget 3 aids, 2 deliveries, 3 files, 1 print run.\n"
    assert len(list(sent.folder.glob("*.pdf"))) == 3
    assert call(sent, "forget", "--before", "2999-01-01").stdout.startswith("Forgot 3 aids")
    assert not sent.folder.exists()
    assert refused(sent, "history", "A-0001") == ["aid-unknown"]


def test_settle_notes_what_came_back(sent: Made) -> None:
    """What never went cannot come back."""
    assert call(sent, "settle", "A-0001", "--as", "returned", "--reason", "moved").exit_code == 0
    [line] = shown(call(sent, "history", "A-0001", "--json"))["aids"]
    assert (line["state"], line["reason"]) == ("returned", "moved")
    assert refused(sent, "settle", "A-0003", "--as", "returned") == ["settle-nothing"]
    assert refused(sent, "settle", "A-0002", "--as", "sent") == ["settle-nothing"]


def test_a_returned_letter_goes_again_only_for_a_reason(sent: Made) -> None:
    """Its address was wrong: a person looks at it first. No later run sends it there either, with
    the same content or a corrected one, and a reason that was given before opens no way."""
    call(sent, "settle", "A-0001", "--as", "returned", "--reason", "moved away")
    later = finished_batch(sent.folder.parent, [patient(1), patient(2)], batch="batch-2")
    newer = finished_batch(sent.folder.parent, [patient(1)], batch="batch-3", content="d" * 64)
    for made in (sent, later):
        assert held(post(made, "--json")) == {"A-0001": "mail-returned", "A-0002": "mail-already"}
    assert held(post(newer, "--json")) == {"A-0001": "mail-returned"}
    [line] = [each for each in post(sent, "--dry-run").stdout.splitlines() if "A-0001:" in each]
    assert "(Address): what went on " in line
    assert "(post) came back; correct the address" in line
    assert "--only A-0001 --again" in line

    again = ("--only", "A-0001", "--again", "the new address")
    assert post(later, *again).exit_code == 0
    call(sent, "settle", "A-0001", "--as", "returned")
    assert held(post(later, *again, "--json")) == {"A-0001": "mail-returned"}


def test_what_came_back_by_post_may_go_by_e_mail(sent: Made) -> None:
    """That is another address."""
    call(sent, "settle", "A-0001", "--as", "returned")
    made = finished_batch(sent.folder.parent, [patient(
        1, channel="e-mail", email="p1@home.example", email_password="copper-kettle-1")],
        batch="batch-2")
    said = CliRunner().invoke(cli, ["email", str(made.folder), "--today", "2026-11-22", "--from",
                                    "clinic@clinic.example", "--dry-run", "--json"])
    assert shown(said)["to"] == ["A-0001"]


@pytest.mark.parametrize("words", [
    ("history", "A-9"), ("history", "--version", "9"), ("reprint", "A-9"),
    ("reprint", "A-0001", "--run", "b-9"), ("recall", "--version", "9"),
    ("recall", "--version", "0.1", "--figure", "nope"), ("settle", "A-9", "--as", "returned")])
def test_what_the_ledger_does_not_know_was_named_wrongly(sent: Made, words: tuple[str, ...]
                                                         ) -> None:
    """Every command ends alike: exit 2, and nothing is called unreadable."""
    with pytest.raises(CannotGoOnError) as error:
        call(sent, *words)
    assert error.value.code == 2
    assert [each.severity for each in error.value.problems] == ["stopped"]


def test_the_ledger_is_named_by_the_environment(sent: Made, tmp_path: Path) -> None:
    """SDAID_LEDGER, for all commands."""
    said = CliRunner().invoke(cli, ["history", "A-0001"], catch_exceptions=False,
                              env={"SDAID_LEDGER": str(tmp_path / "ledger.sqlite")})
    assert said.exit_code == 0
