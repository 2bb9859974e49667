"""What must not happen: the file of another program becomes a ledger, a reader needs to write, or a
copy of an aid takes the place of another file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from sdaid.ledger import schema
from sdaid.ledger.ledger import open_ledger
from sdaid.problems import CannotGoOnError
from tests.batch.lists import line, write_csv
from tests.build import SMALL, workbook_from
from tests.mail.batches import noon
from tests.mail.rendered import done, quick, refused, run_folder
from tests.mail.test_correcting import ledger, render

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A finished run of two aids for the desk."""
    workbook_from(SMALL, tmp_path / "options.xlsx")
    write_csv(tmp_path / "list.csv", [line(1), line(2)])
    render(tmp_path)
    return tmp_path


def database(path: Path, version: int = 0) -> bytes:
    """A database of another program."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE moz_cookies (host TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize("version", [0, 1, 2, 99])
def test_a_database_of_another_program_is_refused_untouched(home: Path, version: int) -> None:
    """Whatever version it says that it has."""
    path = home / "cookies.sqlite"
    before = database(path, version)

    for words in (("history", "A-1"), ("recall", "--version", "0.1"), ("reprint", "A-1"),
                  ("forget", "--before", "2026-01-01"), ("settle", "A-1", "--as", "sent"),
                  ("render", home / "options.xlsx", home / "list.csv", "--output", home / "out")):
        assert refused(*words, "--ledger", path) == (["ledger-foreign"], 1)
    assert path.read_bytes() == before
    assert not list(home.glob("cookies.sqlite-*"))


@pytest.mark.parametrize("content", [b"a shopping list", b"PK\x03\x04", b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused_untouched(home: Path, content: bytes) -> None:
    """A text, a workbook, zeros."""
    path = home / "file"
    path.write_bytes(content)

    assert refused("history", "A-1", "--ledger", path) == (["ledger-damaged"], 1)
    assert path.read_bytes() == content


def read_only(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As of a disk that nobody can write, whoever asks: SQLite would have to write beside it."""
    allowed = os.access
    monkeypatch.setattr(schema.os, "access", lambda path, mode, **more: allowed(
        path, mode, **more) and not (mode & os.W_OK and str(path).startswith(str(folder))))
    real = sqlite3.connect

    def connect(path: str | Path, **more: object) -> sqlite3.Connection:
        assert folder not in Path(path).parents, "it is opened for writing"
        return real(path, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(schema.sqlite3, "connect", connect)


def test_readers_need_no_writing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`history`, `recall` and `reprint`, with what was written last still in the write-ahead log;
    an older ledger is read as its newer form. Nothing in the folder is changed."""
    path = home / "out" / "ledger.sqlite"
    other = sqlite3.connect(path)  # keeps the log from being folded into the file
    other.execute("SELECT count(*) FROM aids").fetchone()
    render(home)
    with open_ledger(path, noon) as opened:
        opened.connection.execute("UPDATE aids SET format = 'large-print'")
    assert path.with_name("ledger.sqlite-wal").stat().st_size > 0
    before = {each.name: each.read_bytes() for each in path.parent.glob("ledger*")}
    read_only(monkeypatch, path.parent)

    assert "large-print" in done("history", "A-0001", *ledger(home))
    assert "2 hold it" in done("recall", "--version", "0.1", *ledger(home))
    assert done("reprint", "A-0001", *ledger(home)).strip().endswith("A-0001.pdf")
    assert "2 aids" in done("forget", "--before", "2999-01-01", "--dry-run", *ledger(home))

    assert {each.name: each.read_bytes() for each in path.parent.glob("ledger*")} == before
    other.close()


def test_a_reprint_overwrites_nothing(home: Path) -> None:
    """Not what lies there by this name, not an aid of a run, not through a link."""
    desk = home / "desk"
    desk.mkdir()
    (desk / "A-0001.pdf").write_text("mine")
    (desk / "A-0002.pdf").symlink_to(home / "list.csv")
    before = (home / "list.csv").read_bytes()

    for name in ("A-0001", "A-0002"):
        assert refused("reprint", name, "--output", desk, *ledger(home)) == (["aid-exists"], 5)
    folder = run_folder(home / "out")
    assert refused("reprint", "A-0001", "--output", folder, *ledger(home)) == (
        ["folder-of-run"], 5)

    assert (desk / "A-0001.pdf").read_text() == "mine"
    assert (home / "list.csv").read_bytes() == before
    again = done("reprint", "A-0001", "--output", home / "other", *ledger(home)).strip()
    assert Path(again).read_bytes() == (folder / "A-0001.pdf").read_bytes()


def test_an_empty_file_is_a_ledger_that_was_just_begun(tmp_path: Path) -> None:
    """As a kill leaves it."""
    (tmp_path / "l.sqlite").touch()
    with open_ledger(tmp_path / "l.sqlite", noon) as opened:
        assert opened.connection.execute("SELECT count(*) FROM aids").fetchone()[0] == 0


def test_a_newer_ledger_is_refused_by_readers_too(home: Path) -> None:
    """What it means is not known."""
    path = home / "out" / "ledger.sqlite"
    with open_ledger(path, noon) as opened:
        opened.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CannotGoOnError) as stopped:
        done("history", "A-0001", *ledger(home))
    assert [each.code for each in stopped.value.problems] == ["ledger-newer"]
