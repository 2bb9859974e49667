"""What the commands that send share: where the ledger lies, progress, and who stays."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sdaid.cli.common import FILE, print_json
from sdaid.show import counted
from sdaid.staff import mark_n

if TYPE_CHECKING:
    from sdaid.ledger.ledger import Ledger
    from sdaid.mail.finished import Staying

LEDGER = "ledger.sqlite"
SHOWN = 40
"""Ids of appointments that stay as they should, before the rest is only counted."""

ledger_option = click.option(
    "--ledger", type=FILE, envvar="SDAID_LEDGER", metavar="FILE",
    help="The ledger of what went where. [default: ledger.sqlite beside the runs' folders; "
    "SDAID_LEDGER]")


def now() -> datetime:
    """This moment, as the ledger writes it down."""
    return datetime.now(UTC)


def found_ledger(asked: Path | None, batch_dir: Path) -> Path:
    """The ledger of a batch: the one that is asked for, or the one beside its folder."""
    return asked or batch_dir.resolve().parent / LEDGER


@contextmanager
def dry_ledger(path: Path) -> Iterator[Ledger]:
    """A copy of the ledger for a dry run, which writes nothing and so may find out what it likes;
    an empty one where there is none."""
    from sdaid.ledger.ledger import copied_ledger

    with copied_ledger(path, now) as ledger:
        yield ledger


@contextmanager
def progress(length: int, label: str, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; nothing elsewhere."""
    shows = sys.stderr.isatty() and not quiet and length > 1
    with click.progressbar(length=length, file=sys.stderr, label=label, hidden=not shows) as bar:
        yield bar.update


def print_staying(staying: Sequence[Staying], lines: Sequence[str], result: dict[str, Any], *,
                  as_json: bool, quiet: bool) -> None:
    """What was done, then every appointment that a person must look at, then how many others stay
    for which reason. Ids only, no names."""
    held = [each for each in staying if each.problem]
    others = Counter(each.reason for each in staying if not each.problem)
    if as_json:
        print_json({**result, "held": [
            {"id": each.id, "problem": each.problem.as_json()} for each in held if each.problem],
            "not_by_this_way": [{"id": each.id, "reason": each.reason}
                                for each in staying if not each.problem]})
        return
    said = [] if quiet else list(lines)
    said += [counted(len(held), mark_n("{n} held:", "{n} held:"))] if held else []
    said += [f"  {each.id}: {each.reason}" for each in held]
    if others and not quiet:
        number = sum(others.values())
        said.append(counted(number, mark_n("{n} is not sent this way:",
                              "{n} are not sent this way:")))
        said += [f"  {count} {reason}" for reason, count in others.most_common(SHOWN)]
    if said:
        click.echo("\n".join(said))
