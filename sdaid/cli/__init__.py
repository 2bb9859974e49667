"""The command line: parse, call the steps, print, exit with a code that means something.

Each command is a module of its own name. None decides anything.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from typing import NoReturn

import click

from sdaid import __version__
from sdaid.cli.book import book
from sdaid.cli.check import check
from sdaid.cli.common import print_problems
from sdaid.cli.desk import desk
from sdaid.cli.diff import diff
from sdaid.cli.email import email
from sdaid.cli.help import in_clinics_language
from sdaid.cli.ledger import forget, history, recall, reprint, settle
from sdaid.cli.new import new
from sdaid.cli.post import post
from sdaid.cli.render import render
from sdaid.cli.streams import OutputError, end_by_signals, refuse_odd_arguments, steady_streams
from sdaid.page.machine import has_room
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem
from sdaid.staff import translate

NEEDED = 160 * 2**20
"""Bytes of memory without which no command gets far enough to say what is wrong."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="sdaid %(version)s")
def cli() -> None:
    """Make decision aids for patients from a clinician's workbook of treatment options.

    \b
    The first hour:
      sdaid new example.xlsx --example         make a workbook to look at
      sdaid new options.xlsx                   make an empty one to fill
      sdaid check options.xlsx                 list every problem with its cell, and say whether
                                               the content is fit for patients
      sdaid new list.xlsx --for options.xlsx   make an empty appointment list
      sdaid check options.xlsx list.xlsx       check the two together
      sdaid render options.xlsx list.xlsx      make one PDF for each appointment, in outputs/

    \b
    Exit codes: 0, everything was made; 1, the workbook or the list cannot be used; 2, the command
    was called in a wrong way; 3, some appointments were held or failed; 4, something is missing
    on this machine; 5, a file cannot be written; 130, the command was interrupted.
    """


for command in (new, check, diff, book, render, post, email, history, recall, reprint, forget,
                settle, desk):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command and exit; nothing a person can do ends in a traceback."""
    gc.set_threshold(300_000, 20, 50)  # libraries and a workbook are 200,000 objects that stay
    atexit.register(gc.freeze)  # Python would look for rubbish once more when all is done
    # what else is installed has no say in what a workbook may hold, and is not searched for
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    in_clinics_language(cli)
    end_by_signals()
    steady_streams()
    try:
        code = _called() if has_room(NEEDED) else _too_little_memory()
    except CannotGoOnError as error:
        print_problems(error.problems)
        code = error.code
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            click.echo(translate("The questions ended before their answers."), err=True)
            code = ExitCode.USAGE
        else:
            _say_interrupted()
            code = ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        _say_interrupted()
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MemoryError:
        code = _too_little_memory()
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def _say_interrupted() -> None:
    click.echo(translate("Interrupted. What was finished is whole; run it again to go on."),
               err=True)


def _too_little_memory() -> ExitCode:
    print_problems([problem("memory-short")])
    return ExitCode.MACHINE


def _called() -> object:
    """What the command ends with. Where standard output is full that is said; where its reader is
    gone, as with “| head”, nobody would read it. So is what else the system refuses, such as room
    for what is written for a moment."""
    output = sys.stdout
    try:
        refuse_odd_arguments(sys.argv[1:])
        colour = False if os.environ.get("NO_COLOR") else None
        return cli.main(standalone_mode=False, color=colour)
    except OutputError as error:
        _drop_output()
        print_problems([problem("cannot-write", Place(translate("standard output")),
                                why=error.strerror or error)])
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        place = Place(str(error.filename or translate("a temporary file")))
        print_problems([problem("system-refuses", place, why=error.strerror or error)])
    except SystemExit:
        if sys.stdout is output:  # click puts another in its place where the reader is gone
            raise
        _drop_output()
    return ExitCode.CANNOT_WRITE


def _drop_output() -> None:
    """What is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
