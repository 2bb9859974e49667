"""Whether a workbook's content may be printed under its version: the step between the check and the
ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sdaid import __version__
from sdaid.batch.press import content_checksum
from sdaid.ledger.editions import KnownEdition, note_edition, went_out_otherwise
from sdaid.ledger.ledger import Ledger, open_ledger
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.sheets.values import fold
from sdaid.standards.fingerprint import changed_lines, fingerprint, printed_cells
from sdaid.workbook.content import Content
from sdaid.workbook.languages import languages_of

Say = Callable[[str], None]


def editions_of(content: Content) -> list[KnownEdition]:
    """What patients read of `content`, in each of its languages."""
    checksum = content_checksum(content)
    decision = f"{fold(content.decision.condition)}: " + ", ".join(
        sorted(option.id for option in content.options))
    made = []
    for language in languages_of(content):
        cells = printed_cells(content, language)
        made.append(KnownEdition(decision, content.decision.content_version, language,
                                 fingerprint(cells), checksum, __version__, cells))
    return made


def refuse_second_edition(path: Path, content: Content, today: date, clock: Callable[[], datetime],
                          say: Say) -> None:
    """`CannotGoOnError` where the ledger at `path` knows that other content went out under the
    same version; what differs is said before."""
    if not path.exists():
        return
    with open_ledger(path, clock, create=False) as ledger:
        for edition in editions_of(content):
            found = went_out_otherwise(ledger, edition, today)
            if found is None:
                continue
            day, before = found
            for line in changed_lines(before, edition.cells):
                say(f"  {line}")
            raise CannotGoOnError([problem(
                "edition-second", content.decision.at("content_version"),
                found=edition.version, day=day)], ExitCode.UNUSABLE)


def note_editions(ledger: Ledger, content: Content, *, desk: date | None = None) -> None:
    """Write down that aids are made of this content; with `desk`, at the desk on that day."""
    for edition in editions_of(content):
        note_edition(ledger, edition, desk=desk)
