"""Deliveries that were begun and whose end nobody wrote down: their run was cut off. They belong to
their appointment, whatever run began them.

A letter whose print run lies whole in its folder was posted, one whose print run is not there was
never printed. An e-mail may have been sent. While another process holds the folder of the run, or
where that folder is gone, nothing can be said.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sdaid.batch.folder import in_use
from sdaid.ledger.keep import RUN_FOLDER
from sdaid.ledger.ledger import Ledger
from sdaid.show import counted
from sdaid.staff import mark_n, translate

WHY = {"posted": "the print run was whole when it was cut off",
       "not sent": "the print run was cut off before its files were there",
       "unsure": "the run was stopped before the server answered"}
"""The ledger's reason for each way in which one that was cut off ended."""


@dataclass(frozen=True)
class CutOff:
    """A delivery that was cut off and how it ended: posted, not sent, or unsure. `place` is the
    folder of its print run, or of its run."""

    appointment: str
    state: str
    begun: str
    place: Path


def end_cut_off(ledger: Ledger, appointments: Collection[str], held: Path | None) -> list[CutOff]:
    """Write down how the deliveries that were cut off ended, as far as that can be told: those to
    `appointments`, and those of `held`, the folder that this process has claimed. Returns them."""
    own = held.resolve() if held else None
    meant = {name.casefold() for name in appointments}

    @cache
    def is_busy(folder: Path) -> bool:
        return folder != own and in_use(folder)

    found = []
    for row in _begun(ledger):
        folder = (ledger.path.resolve().parent / row["folder"]).resolve()
        concerns = folder == own or row["appointment"].casefold() in meant
        if not concerns or is_busy(folder):
            continue
        place = folder / RUN_FOLDER.format(row["number"]) if row["number"] else folder
        state = _how_it_ended(row["state"], folder, place)
        if state:
            _end(ledger, row["id"], state)
            found.append(CutOff(row["appointment"], state, row["begun"], place))
    return found


def cut_off_lines(found: Sequence[CutOff]) -> list[str]:
    """What earlier calls began and did not end, counted by how it ended. Messages that may have
    been sent are named with those that stay."""
    counts = Counter((each.state, each.place) for each in found if each.state != "unsure")
    lines = []
    for (state, place), count in counts.items():
        letters = counted(count, mark_n("{n} letter", "{n} letters"))
        if state == "posted":
            said = translate("A print run of an earlier call was cut off at its end. It lies whole "
                             "in {folder}: print it, as its {letters} count as posted.")
        else:
            said = translate("A print run of an earlier call was cut off before its files were "
                             "there. Nothing of it was printed, so that its {letters} may go now.")
        lines.append(said.format(folder=place, letters=letters))
    return lines


def busy_folder(ledger: Ledger, appointment: str) -> Path | None:
    """The folder of a run that is sending to `appointment` at this moment; None where none is."""
    folders = {ledger.path.resolve().parent / row["folder"] for row in _begun(ledger)
               if row["appointment"].casefold() == appointment.casefold()}
    return next((folder for folder in sorted(folders) if in_use(folder)), None)


def _begun(ledger: Ledger) -> list[sqlite3.Row]:
    return ledger.connection.execute(
        "SELECT deliveries.id, deliveries.appointment, state, begun, folder, number FROM deliveries"
        " JOIN aids ON aids.id = aid LEFT JOIN runs ON runs.id = run"
        " WHERE state IN ('planned', 'sending') ORDER BY deliveries.id").fetchall()


def _how_it_ended(state: str, folder: Path, place: Path) -> str:
    """The state in which one that was cut off ended; empty where nobody can tell."""
    if state == "sending":
        return "unsure"
    if not folder.is_dir():
        return ""
    return "posted" if place.is_dir() else "not sent"


def _end(ledger: Ledger, delivery: int, state: str) -> None:
    with ledger.writing():
        ledger.connection.execute(
            "UPDATE deliveries SET state = ?, ended = ?, reason = ? WHERE id = ?"
            " AND state IN ('planned', 'sending')", (state, ledger.now(), WHY[state], delivery))
