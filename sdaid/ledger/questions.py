"""What people ask of the ledger, or tell it; a wrong question is a problem."""

from __future__ import annotations

from sdaid.ledger.answers import Holder, Line, figures_of, history, holders, knows_version
from sdaid.ledger.begun import busy_folder
from sdaid.ledger.ledger import Delivery, Ledger
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.sheets.values import guess


def told_history(ledger: Ledger, appointment: str = "", version: str = "") -> list[Line]:
    """What an appointment got, or who got what of a version. `CannotGoOnError` where the ledger
    knows of nothing."""
    lines = history(ledger, appointment=appointment, version=version)
    if not lines:
        raise CannotGoOnError([
            problem("aid-unknown", found=appointment) if appointment
            else problem("version-unknown", found=version)], ExitCode.USAGE)
    return lines


def told_holders(ledger: Ledger, version: str, figure: str = "") -> list[Holder]:
    """Whom a correction of a version, or of one of its figures, must reach. `CannotGoOnError` where
    the ledger knows of no such version or figure."""
    if not knows_version(ledger, version):
        raise CannotGoOnError([problem("version-unknown", found=version)], ExitCode.USAGE)
    if not knows_version(ledger, version, figure):
        raise CannotGoOnError([problem(
            "figure-unknown", version=version, found=figure,
            guess=guess(figure, figures_of(ledger, version)))], ExitCode.USAGE)
    return holders(ledger, version, figure)


def settle(ledger: Ledger, appointment: str, state: str, reason: str) -> Delivery:
    """Note how the last sending to an appointment ended, and return it as it was. `CannotGoOnError`
    where it is still under way, or there is none of which that can be true."""
    if busy_folder(ledger, appointment):
        raise CannotGoOnError([problem("settle-busy", found=appointment)], ExitCode.CANNOT_WRITE)
    found = ledger.settle(appointment, state, reason)
    if found is None:
        raise CannotGoOnError([problem("settle-nothing", found=appointment, state=state)],
                              ExitCode.USAGE)
    return found
