"""Whether a workbook's content may be printed under its version: the step between the check and the
ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sdaid import __version__
from sdaid.batch.press import content_checksum
from sdaid.ledger.editions import KnownEdition, last_out, note_edition, went_out_otherwise
from sdaid.ledger.ledger import Ledger, open_ledger, read_ledger
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.sheets.values import fold
from sdaid.standards.fingerprint import changed_lines, fingerprint, printed_cells
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language, languages_of

Say = Callable[[str], None]


def editions_of(content: Content, languages: Iterable[str] | None = None) -> list[KnownEdition]:
    """What patients read of `content`, the whole of a workbook, in each of its `languages`; all of
    them where none are named."""
    return [_edition(content, language)
            for language in (languages_of(content) if languages is None else languages)]


@lru_cache(maxsize=16)
def _edition(content: Content, language: str) -> KnownEdition:
    decision = f"{fold(content.decision.condition)}: " + ", ".join(
        sorted(option.id for option in content.options))
    cells, own = printed_cells(content, language), language == content.decision.language
    said = content_checksum(content if own else in_language(content, language))
    return KnownEdition(decision, content.decision.content_version, language, fingerprint(cells),
                        said, __version__, cells)


def refuse_second_edition(path: Path, content: Content, today: date, clock: Callable[[], datetime],
                          say: Say, *, languages: Iterable[str] | None = None) -> None:
    """`CannotGoOnError` where the ledger at `path` knows that other content went out under the
    same version, in one of the `languages`; what differs is said before."""
    if not path.exists():
        return
    with open_ledger(path, clock, create=False) as ledger:
        for edition in editions_of(content, languages):
            found = went_out_otherwise(ledger, edition, today)
            if found is None:
                continue
            day, before = found
            for line in changed_lines(before, edition.cells):
                say(f"  {line}")
            raise CannotGoOnError([problem(
                "edition-second", content.decision.at("content_version"),
                found=edition.version, day=day)], ExitCode.UNUSABLE)


@dataclass(frozen=True)
class Since:
    """What patients would read differently than in the edition that went out last, a line a
    cell."""

    version: str
    day: str
    lines: tuple[str, ...]


def changed_since(path: Path, content: Content, today: date, clock: Callable[[], datetime]
                  ) -> Since | None:
    """What differs from the edition that went out last, in the workbook's own language, as the
    ledger at `path` knows; None where none went out."""
    if not path.exists():
        return None
    own = editions_of(content)[0]
    with read_ledger(path, clock) as ledger:
        last = last_out(ledger, own, today)
    if last is None:
        return None
    return Since(last.version, last.day, tuple(changed_lines(last.cells, own.cells)))


def note_editions(ledger: Ledger, content: Content, languages: Iterable[str] | None = None, *,
                  desk: date | None = None) -> None:
    """Write down that aids are made of this content in these `languages`; with `desk`, at the desk
    on that day."""
    for edition in editions_of(content, languages):
        note_edition(ledger, edition, desk=desk)
