"""Which edition of a workbook's content went out under which version: two contents with one version
number must not both reach patients."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sdaid.ledger.ledger import LIVE, Ledger

HANDED_OUT = "desk"
"""The channel of aids that are given at the desk."""


WENT_OUT = """
SELECT cells, coalesce(
    desk,
    (SELECT min(coalesce(ended, begun)) FROM deliveries
     WHERE deliveries.content = editions.content AND state IN (?, ?, ?, ?, ?)),
    (SELECT min(made) FROM aids
     WHERE aids.content = editions.content AND channel = ? AND made < ?)) AS day
FROM editions WHERE decision = ? AND version = ? AND language = ? AND fingerprint != ?
    AND day IS NOT NULL ORDER BY day DESC LIMIT 1
"""

LAST_OUT = """
SELECT version, fingerprint, cells, coalesce(
    desk,
    (SELECT max(coalesce(ended, begun)) FROM deliveries
     WHERE deliveries.content = editions.content AND state IN (?, ?, ?, ?, ?)),
    (SELECT max(made) FROM aids
     WHERE aids.content = editions.content AND channel = ? AND made < ?)) AS day
FROM editions WHERE decision = ? AND language = ? AND day IS NOT NULL ORDER BY day DESC LIMIT 1
"""


@dataclass(frozen=True)
class KnownEdition:
    """What patients read in one language: of which decision (its condition and its options), under
    which version, with which fingerprint, from which content (its checksum); the `cells` that they
    read, and the version of the program's own `words` beside them."""

    decision: str
    version: str
    language: str
    fingerprint: str
    content: str
    words: str
    cells: Mapping[str, str]


def note_edition(ledger: Ledger, edition: KnownEdition, *, desk: date | None = None) -> None:
    """Write down that aids are made of this edition; with `desk` that one was made at the desk."""
    cells = zlib.compress(json.dumps(dict(edition.cells), ensure_ascii=False).encode())
    day = desk.isoformat() if desk else None
    with ledger.writing():
        ledger.connection.execute(
            "INSERT INTO editions (content, language, decision, version, fingerprint, words, cells,"
            " desk) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (content, language) DO UPDATE SET"
            " desk = coalesce(excluded.desk, desk)",
            (edition.content, edition.language, edition.decision, edition.version,
             edition.fingerprint, edition.words, cells, day))


def went_out_otherwise(ledger: Ledger, edition: KnownEdition, today: date
                       ) -> tuple[str, Mapping[str, str]] | None:
    """The day on which another edition went out under the same version, with what patients read
    there: posted, e-mailed, made at the desk, or handed out on an earlier day. None where there is
    no such."""
    row = ledger.connection.execute(
        WENT_OUT, (*LIVE, HANDED_OUT, today.isoformat(), edition.decision, edition.version,
                   edition.language, edition.fingerprint)).fetchone()
    if row is None:
        return None
    return str(row["day"])[:10], json.loads(zlib.decompress(row["cells"]))


@dataclass(frozen=True)
class WentOut:
    """An edition that went out last on `day` (ISO), and what patients read there."""

    version: str
    day: str
    cells: Mapping[str, str]


def last_out(ledger: Ledger, edition: KnownEdition, today: date) -> WentOut | None:
    """The edition of this decision, in this language, that went out last; None where none did."""
    row = ledger.connection.execute(
        LAST_OUT, (*LIVE, HANDED_OUT, today.isoformat(), edition.decision, edition.language)
        ).fetchone()
    if row is None:
        return None
    return WentOut(row["version"], str(row["day"])[:10], json.loads(zlib.decompress(row["cells"])))
