"""The ledger: what it remembers, what it refuses, and how it is brought up to date."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sdaid.ledger import schema
from sdaid.ledger.answers import figures_of, history, holders, knows_version
from sdaid.ledger.begun import end_cut_off
from sdaid.ledger.keep import kept_aid
from sdaid.ledger.ledger import AlreadyOnItsWayError, Ledger, MadeAid, open_ledger
from sdaid.problems import CannotGoOnError
from tests.mail.batches import noon

FIGURES = {"sips-cured": "a" * 64, "wait-cured": "b" * 64}


def aid(appointment: str = "A-1", **changes: str) -> MadeAid:
    return replace(MadeAid(
        batch="b1", appointment=appointment, content_version="1.0", content="c1", templates="t",
        program="0.1.0", format="standard", paper="a4", language="en", channel="post",
        folder="b1", file=f"{appointment}.pdf", sha256=appointment.ljust(64, "0"),
        made="2026-11-20"), **changes)


def posted(ledger: Ledger, made: MadeAid, again: str = "") -> None:
    run = ledger.plan_run(made.batch, {}, [(made.appointment, made.sha256)], again)
    ledger.run_done(run)


def test_a_new_ledger_is_its_owners_alone_and_survives_power_cuts(tmp_path: Path) -> None:
    """Mode 0600, a write-ahead log, and every commit on the disk before it returns."""
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, noon) as ledger:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert ledger.connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_ledger_is_migrated_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program's script runs once on an older ledger; the older program then refuses it."""
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, noon) as ledger:
        ledger.enter([aid()], FIGURES)
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", (
            *schema.MIGRATIONS, "ALTER TABLE aids ADD COLUMN colour TEXT DEFAULT 'grey'"))
        for _ in range(2):
            with open_ledger(path, noon) as ledger:
                row = ledger.connection.execute("SELECT appointment, colour FROM aids").fetchone()
                assert tuple(row) == ("A-1", "grey")
    with pytest.raises(CannotGoOnError) as refused, open_ledger(path, noon):
        pass
    assert [each.code for each in refused.value.problems] == ["ledger-newer"]


def test_a_failed_migration_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a script or nothing of it."""
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, noon):
        pass
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", (
            *schema.MIGRATIONS, "ALTER TABLE aids ADD COLUMN colour TEXT; nonsense"))
        with pytest.raises(CannotGoOnError), open_ledger(path, noon):
            pass
    with open_ledger(path, noon) as ledger:
        names = [row["name"] for row in ledger.connection.execute("PRAGMA table_info(aids)")]
    assert "colour" not in names


@pytest.mark.parametrize(("content", "code"), [
    (None, "ledger-missing"), (b"not a database, but long enough to look at" * 50,
                               "ledger-damaged")])
def test_what_is_no_ledger_is_said(tmp_path: Path, content: bytes | None, code: str) -> None:
    """A missing or damaged ledger stops everything with its remedy."""
    path = tmp_path / "ledger.sqlite"
    if content:
        path.write_bytes(content)
    with pytest.raises(CannotGoOnError) as refused, open_ledger(path, noon, create=False):
        pass
    assert [each.code for each in refused.value.problems] == [code]


def test_the_same_content_never_goes_to_the_same_appointment_twice(tmp_path: Path) -> None:
    """Not by post, not by e-mail, not from another batch; the database itself refuses."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        one, other = aid(), aid(batch="b2", sha256="f" * 64)
        ledger.enter([one], FIGURES)
        ledger.enter([other], FIGURES)
        posted(ledger, one)
        with pytest.raises(AlreadyOnItsWayError):
            posted(ledger, other)
        with pytest.raises(AlreadyOnItsWayError):
            ledger.sending("b2", "A-1", "f" * 64, "")
        assert [each.state for each in ledger.standing("A-1", "c1")] == ["posted"]


def test_again_needs_a_new_reason_each_time(tmp_path: Path) -> None:
    """A reason opens the way once, so that a call which is repeated sends nothing twice."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([aid()], FIGURES)
        posted(ledger, aid())
        posted(ledger, aid(), "got wet")
        with pytest.raises(AlreadyOnItsWayError):
            posted(ledger, aid(), "got wet")
        posted(ledger, aid(), "lost")
        assert [each.again for each in ledger.standing("A-1", "c1")] == ["", "got wet", "lost"]


@pytest.mark.parametrize("state", ["refused", "not sent", "returned"])
def test_what_did_not_arrive_may_be_sent_again(tmp_path: Path, state: str) -> None:
    """Only what the patient has, or may have, keeps the next from going."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([aid()], FIGURES)
        ledger.ended(ledger.sending("b1", "A-1", aid().sha256, ""), state)
        ledger.sending("b1", "A-1", aid().sha256, "")


def test_what_was_being_sent_when_a_run_died_is_for_a_person(tmp_path: Path) -> None:
    """It is unsure until a person settles it, and only then free or done."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([aid("A-1"), aid("A-2")], FIGURES)
        for name in ("A-1", "A-2"):
            ledger.sending("b1", name, aid(name).sha256, "")
        found = end_cut_off(ledger, {"A-1", "A-2"}, held=None)
        assert [(each.appointment, each.state) for each in found] == [
            ("A-1", "unsure"), ("A-2", "unsure")]
        assert end_cut_off(ledger, {"A-1", "A-2"}, held=None) == []
        assert ledger.settle("A-1", "not sent", "patient says no") is not None
        assert ledger.settle("A-2", "sent", "") is not None
        assert ledger.settle("A-2", "sent", "") is None
        ledger.sending("b1", "A-1", aid("A-1").sha256, "")
        with pytest.raises(AlreadyOnItsWayError):
            ledger.sending("b1", "A-2", aid("A-2").sha256, "")


def test_history_tells_everything_of_an_aid(tmp_path: Path) -> None:
    """Version, template, program, format, language, checksum, channel, when and how it ended."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([aid(), aid("A-2", channel="desk")], FIGURES)
        posted(ledger, aid())
        ledger.settle("A-1", "returned", "moved")
        [line] = history(ledger, appointment="A-1")
        assert (line.state, line.reason, line.channel) == ("returned", "moved", "post")
        assert (line.version, line.content, line.templates) == ("1.0", "c1", "t")
        assert (line.program, line.format, line.language) == ("0.1.0", "standard", "en")
        assert (line.sha256, line.made) == (aid().sha256, "2026-11-20")
        assert line.on.startswith("2026-11-22T12")
        assert [each.appointment for each in history(ledger, version="1.0")] == ["A-1", "A-2"]
        assert [each.state for each in history(ledger, appointment="A-2")] == ["made"]
        assert history(ledger, appointment="A-3") == []


def test_recall_finds_every_holder_of_an_old_figure(tmp_path: Path) -> None:
    """Also those of other versions with the same figure; not those who never got it; and says who
    has had the corrected version since."""
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([aid("A-1"), aid("A-2"), aid("A-3", channel="desk"), aid("A-4")], FIGURES)
        older = aid("A-5", batch="b0", content="c0", content_version="0.9")
        ledger.enter([older], {**FIGURES, "wait-cured": "x" * 64})
        newer = aid("A-1", batch="b2", content="c2", content_version="1.1", sha256="9" * 64)
        ledger.enter([newer], {**FIGURES, "sips-cured": "y" * 64})
        for each in (aid("A-1"), aid("A-2"), older, newer):
            posted(ledger, each)
        ledger.settle("A-2", "returned", "moved")
        found = {each.appointment: (each.version, each.newer)
                 for each in holders(ledger, "1.0", "sips-cured")}
        assert found == {"A-1": ("1.0", "1.1"), "A-3": ("1.0", ""), "A-5": ("0.9", "")}
        assert {each.appointment for each in holders(ledger, "1.0")} == {"A-1", "A-3"}
        assert knows_version(ledger, "1.0", "wait-cured")
        assert not knows_version(ledger, "1.0", "other")
        assert not knows_version(ledger, "2.0")
        assert figures_of(ledger, "1.1") == ["sips-cured", "wait-cured"]


def test_reprint_proves_the_kept_file(tmp_path: Path) -> None:
    """The file with its checksum; else which folder is missing, or that the file was changed."""
    folder = tmp_path / "b1"
    folder.mkdir()
    (folder / "A-1.pdf").write_bytes(b"aid")
    made = aid(sha256=sha256(b"aid").hexdigest())
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        ledger.enter([made, aid("A-2", folder="elsewhere", batch="b7")], FIGURES)
        assert kept_aid(ledger, "A-1") == folder / "A-1.pdf"
        for name, batch, code in (("A-2", "", "batch-folder-missing"), ("A-3", "", "aid-unknown"),
                                  ("A-1", "b7", "aid-unknown")):
            with pytest.raises(CannotGoOnError) as refused:
                kept_aid(ledger, name, batch)
            assert [each.code for each in refused.value.problems] == [code]
        (folder / "A-1.pdf").write_bytes(b"aid, changed")
        with pytest.raises(CannotGoOnError) as refused:
            kept_aid(ledger, "A-1")
        assert [each.code for each in refused.value.problems] == ["file-changed"]


def test_a_name_is_in_no_column(tmp_path: Path) -> None:
    """The ledger has ids, versions, checksums, days: no column for who it was."""
    with open_ledger(tmp_path / "l.sqlite", noon):
        pass
    connection = sqlite3.connect(tmp_path / "l.sqlite")
    text = " ".join(row[0] for row in connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).casefold()
    connection.close()
    assert not any(word in text for word in ("name", "address", "email", "born", "patient"))


def test_reprint_knows_a_folder_that_went_back_to_earlier_content(tmp_path: Path) -> None:
    """Rendered, changed, changed back: the file is the first batch's, and is proved as such."""
    (tmp_path / "b1").mkdir()
    (tmp_path / "b1" / "A-1.pdf").write_bytes(b"first")
    first = aid(sha256=sha256(b"first").hexdigest())
    with open_ledger(tmp_path / "l.sqlite", noon) as ledger:
        for each in (first, aid(batch="b2", content="c2", sha256="9" * 64), first):
            ledger.enter([each], FIGURES)
        assert kept_aid(ledger, "A-1").read_bytes() == b"first"
        with pytest.raises(CannotGoOnError) as refused:
            kept_aid(ledger, "A-1", "b2")
        assert [each.code for each in refused.value.problems] == ["file-changed"]
