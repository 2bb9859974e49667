"""The ledger's tables. A change is a new script at the end of `MIGRATIONS`, never an edit."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

WAITS_FOR_OTHERS = 30.0
"""Seconds that a write waits for another process."""

FIRST = """
CREATE TABLE contents (sha256 TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE figures (
    content TEXT NOT NULL REFERENCES contents, figure TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (content, figure)) WITHOUT ROWID;

CREATE TABLE aids (
    id INTEGER PRIMARY KEY, batch TEXT NOT NULL, appointment TEXT NOT NULL,
    content TEXT NOT NULL REFERENCES contents, templates TEXT NOT NULL, program TEXT NOT NULL,
    format TEXT NOT NULL, paper TEXT NOT NULL, language TEXT NOT NULL, channel TEXT NOT NULL,
    folder TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, made TEXT NOT NULL,
    UNIQUE (batch, appointment, sha256));
CREATE INDEX aids_by_appointment ON aids (appointment);
CREATE INDEX aids_by_content ON aids (content);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY, batch TEXT NOT NULL, number INTEGER NOT NULL,
    settings TEXT NOT NULL, planned TEXT NOT NULL, done TEXT,
    UNIQUE (batch, number));

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY, aid INTEGER NOT NULL REFERENCES aids, appointment TEXT NOT NULL,
    content TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL,
    run INTEGER REFERENCES runs, again TEXT NOT NULL DEFAULT '',
    begun TEXT NOT NULL, ended TEXT, reason TEXT NOT NULL DEFAULT '');
CREATE INDEX deliveries_by_aid ON deliveries (aid);
CREATE INDEX deliveries_by_run ON deliveries (run);
CREATE UNIQUE INDEX never_twice ON deliveries (appointment, content, again)
    WHERE state IN ('planned', 'posted', 'sending', 'sent', 'unsure');
"""

SECOND = """
ALTER TABLE aids ADD COLUMN visit TEXT;
"""

EDITIONS = """
CREATE TABLE editions (
    content TEXT NOT NULL, language TEXT NOT NULL, decision TEXT NOT NULL, version TEXT NOT NULL,
    fingerprint TEXT NOT NULL, words TEXT NOT NULL, cells BLOB NOT NULL, desk TEXT,
    PRIMARY KEY (content, language)) WITHOUT ROWID;
CREATE INDEX editions_by_version ON editions (decision, version, language);
"""

KINDS = """
ALTER TABLE aids ADD COLUMN kind TEXT NOT NULL DEFAULT 'aid';
"""

PATIENTS = """
ALTER TABLE aids ADD COLUMN whose TEXT NOT NULL DEFAULT '';
CREATE INDEX aids_by_any_case ON aids (appointment COLLATE NOCASE);
"""

MIGRATIONS: tuple[str, ...] = (FIRST, SECOND, EDITIONS, KINDS, PATIENTS)
"""Script n takes a ledger of version n to version n + 1."""

TABLES = {"contents", "figures", "aids", "runs", "deliveries"}
"""What tells a ledger from a database of another program."""


@contextmanager
def connected(path: Path, *, create: bool) -> Iterator[sqlite3.Connection]:
    """The ledger at `path`, brought to this program's version, its owner's alone.

    `CannotGoOnError` where it is missing (and `create` is false), damaged, newer than this
    program, another program's, or cannot be written.
    """
    if not path.exists():
        if not create:
            raise CannotGoOnError([problem("ledger-missing", Place(str(path)))], ExitCode.UNUSABLE)
        _create(path)
    with _opened(path, path) as connection:
        yield connection


@contextmanager
def to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """The ledger at `path` for a reader, also where it lies on a disk that nobody can write: there
    a copy is read, which is gone afterwards. `CannotGoOnError` as of `connected`."""
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        with connected(path, create=False) as connection:
            yield connection
        return
    with TemporaryDirectory(prefix="sdaid-") as folder:
        copy = Path(folder) / path.name
        try:
            for name in (path.name, f"{path.name}-wal"):  # what was written last may be in the log
                if (path.parent / name).exists():
                    copyfile(path.parent / name, copy.parent / name)
        except OSError as error:
            raise _unusable(path, error.strerror or error) from error
        with _opened(copy, path) as connection:
            yield connection


@contextmanager
def _opened(file: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """The database in `file`, which is the ledger at `path`."""
    connection = None
    try:
        connection = sqlite3.connect(file, timeout=WAITS_FOR_OTHERS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        _refuse_foreign(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path)
        yield connection
    except sqlite3.OperationalError as error:
        raise _unusable(path, error) from error
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise CannotGoOnError([problem("ledger-damaged", Place(str(path)), why=error)],
                              ExitCode.UNUSABLE) from error
    finally:
        if connection is not None:
            connection.close()


@contextmanager
def copied(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the ledger at `path` in memory; an empty one where there is none. `CannotGoOnError`
    as of `connected`."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.row_factory = sqlite3.Row
    try:
        if path.exists():
            with to_read(path) as connection:
                connection.backup(memory)
        else:
            _migrate(memory, path)
        yield memory
    finally:
        memory.close()


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise _unusable(path, error.strerror or error) from error


def _unusable(path: Path, why: object) -> CannotGoOnError:
    return CannotGoOnError([problem("ledger-busy", Place(str(path)), why=why)],
                           ExitCode.CANNOT_WRITE)


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """`CannotGoOnError`, before anything is written, where the database is another program's."""
    tables = {row["name"] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not tables >= TABLES:
        raise CannotGoOnError([problem("ledger-foreign", Place(str(path)))], ExitCode.UNUSABLE)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables to this program's version, all of it or nothing."""
    found = _version(connection)
    if found > len(MIGRATIONS):
        raise CannotGoOnError([problem("ledger-newer", Place(str(path)), found=found,
                                       allowed=len(MIGRATIONS))], ExitCode.UNUSABLE)
    if found == len(MIGRATIONS):
        return
    connection.execute("BEGIN EXCLUSIVE")
    try:
        found = _version(connection)  # another process may have been quicker
        for script in MIGRATIONS[found:]:
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
