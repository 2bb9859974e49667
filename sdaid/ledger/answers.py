"""What the ledger can tell: who got what and when, and who holds a figure that has changed."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass

from sdaid.ledger.ledger import LIVE, Ledger

REACHED = tuple(state for state in LIVE if state != "planned")


@dataclass(frozen=True)
class Line:
    """One document and one of its deliveries; one that never left has `state` "made". Its `kind`
    is aid, sheet or book. Days and times are ISO."""

    appointment: str
    batch: str
    version: str
    content: str
    templates: str
    program: str
    format: str
    paper: str
    language: str
    sha256: str
    made: str
    channel: str
    state: str
    on: str
    again: str
    reason: str
    kind: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Holder:
    """A patient's visit that holds, or may hold, an aid with the figure, and the aid's language.
    `newer` is the version without it that went to the same appointment later; empty where none
    did."""

    appointment: str
    batch: str
    version: str
    channel: str
    state: str
    on: str
    newer: str
    language: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


_LINES = """
SELECT aids.*, contents.version, coalesce(deliveries.channel, aids.channel) AS way,
       coalesce(state, 'made') AS state, coalesce(ended, begun, made) AS day,
       coalesce(again, '') AS again, coalesce(reason, '') AS reason
FROM aids JOIN contents ON contents.sha256 = aids.content
LEFT JOIN deliveries ON deliveries.aid = aids.id
WHERE {} ORDER BY aids.id, deliveries.id
"""


def history(ledger: Ledger, *, appointment: str = "", version: str = "") -> list[Line]:
    """Every aid of `appointment`, of content `version`, or of both, and what became of it."""
    rows = ledger.connection.execute(
        _LINES.format("(? = '' OR aids.appointment = ? COLLATE NOCASE)"
                      " AND (? = '' OR contents.version = ?)"),
        (appointment, appointment, version, version))
    return [_line(row) for row in rows]


def knows_version(ledger: Ledger, version: str, figure: str = "") -> bool:
    """Whether any aid was made from content `version`, holding `figure` if one is named."""
    row = ledger.connection.execute(
        "SELECT 1 FROM contents WHERE version = ? AND (? = '' OR EXISTS (SELECT 1 FROM figures"
        " WHERE content = contents.sha256 AND figure = ?))", (version, figure, figure)).fetchone()
    return row is not None


def figures_of(ledger: Ledger, version: str) -> list[str]:
    """The ids of the figures of content `version`."""
    rows = ledger.connection.execute(
        "SELECT DISTINCT figure FROM figures JOIN contents ON contents.sha256 = content"
        " WHERE version = ? ORDER BY figure", (version,))
    return [row["figure"] for row in rows]


def holders(ledger: Ledger, version: str, figure: str = "") -> list[Holder]:
    """Who holds an aid made from content `version`; with `figure`, from any content in which that
    figure is the same as it was in `version`. Aids handed out at the desk count as held; those of
    post and e-mail from when they went. Undelivered ones do not count."""
    contents = {row["content"] for row in ledger.connection.execute(
        "SELECT others.content FROM figures AS named JOIN contents ON contents.sha256 ="
        " named.content JOIN figures AS others ON others.figure = named.figure AND others.sha256"
        " = named.sha256 WHERE version = ? AND named.figure = ?", (version, figure))}
    if not figure:
        contents = {row["sha256"] for row in ledger.connection.execute(
            "SELECT sha256 FROM contents WHERE version = ?", (version,))}
    found: dict[str, list[Line]] = {}
    for line in history(ledger):
        if line.state in REACHED or (line.state, line.channel) == ("made", "desk"):
            found.setdefault(line.appointment.casefold(), []).append(line)
    return [holder for appointment in sorted(found)
            for holder in _holder(found[appointment], contents)]


def _holder(lines: list[Line], contents: set[str]) -> list[Holder]:
    """The last aid of one appointment that holds the old content, and what came after it."""
    old = [line for line in lines if line.content in contents]
    if not old:
        return []
    last = max(old, key=lambda line: line.on)
    later = [line for line in lines if line.content not in contents and line.on >= last.on]
    return [Holder(last.appointment, last.batch, last.version, last.channel, last.state, last.on,
                   later[-1].version if later else "", last.language)]


def _line(row: sqlite3.Row) -> Line:
    return Line(
        appointment=row["appointment"], batch=row["batch"], version=row["version"],
        content=row["content"], templates=row["templates"], program=row["program"],
        format=row["format"], paper=row["paper"], language=row["language"], sha256=row["sha256"],
        made=row["made"], channel=row["way"], state=row["state"], on=row["day"],
        again=row["again"], reason=row["reason"], kind=row["kind"])
