"""`sdaid desk`: the same program as a page in the browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sdaid.cli.common import FILE, Day, day_of, stop
from sdaid.cli.sent import found_ledger, ledger_option
from sdaid.problems import ExitCode, Place, problem


@click.command()
@click.argument("folder", type=FILE, default=Path(), required=False)
@click.option("--port", type=click.IntRange(1, 65535), metavar="N",
              help="Answer at this port. [default: one that is free]")
@click.option("--no-open", is_flag=True,
              help="Open no browser; print an address instead, which works once.")
@click.option("--today", type=Day(), metavar="DATE",
              help="Work as on this day, as in 2026-11-30. [default: today]")
@ledger_option
def desk(*, folder: Path, port: int | None, no_open: bool, today: date | None,
         ledger: Path | None) -> None:
    """Open a page in your browser that does what the commands do. FOLDER holds your workbooks,
    lists and profiles, and outputs/ lies in it [default: here]. The page is for this computer
    alone; Ctrl-C, or a button on it, ends it."""
    from sdaid.desk.server import serve
    from sdaid.desk.work import Work

    if not folder.is_dir():
        stop([problem("no-folder", Place(str(folder)))], ExitCode.USAGE)
    work = Work(folder, lambda: day_of(today),
                found_ledger(ledger, folder / "outputs" / "run"))
    serve(work, port or 0, opens=not no_open, say=click.echo)
