"""The plan as an .xlsx that the office works through. Ids only, no names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from sdaid.batch.folder import cannot_write
from sdaid.batch.plan import Plan
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.values import Text
from sdaid.sheets.write import write_sheets

WORDS = {"hold": "held", "make": "to make", "skip": "skipped"}
"""In this order in the file: what needs a person comes first."""

LONGEST = 1_000
"""Characters of a reason that a cell is given."""


class PlannedRow(Record):
    """A row of the plan."""

    id: Annotated[Text, Column("Appointment id", "As in the list.", width=20)]
    cell: Annotated[Text, Column("Where", "Where the list has it.", width=12)]
    outcome: Annotated[Text, Column("Plan", "To make, held or skipped.", width=12)]
    reason: Annotated[Text, Column("Why", "Why it is held or skipped, and what to do.", width=90)]
    format: Annotated[Text, Column("Format", "Of the aid.", width=14)] = ""
    paper: Annotated[Text, Column("Paper", "Of the aid.", width=10)] = ""
    language: Annotated[Text, Column("Language", "Of the aid.", width=10)] = ""
    channel: Annotated[Text, Column("Channel", "How it goes out.", width=10)] = ""


PLAN = Sheet("Plan", PlannedRow, "What becomes of each appointment.")


def write_plan_file(path: Path, planned: Plan) -> None:
    """Write the plan to the new file `path`, held ones first. `CannotGoOnError` where there is a
    file, or none can be written."""
    order = list(WORDS)
    entries = sorted(planned.asked, key=lambda entry: order.index(entry.outcome))
    rows = [{"id": entry.id, "cell": entry.cell, "outcome": WORDS[entry.outcome],
             "reason": entry.reason[:LONGEST], "format": entry.format, "paper": entry.paper,
             "language": entry.language, "channel": entry.channel} for entry in entries]
    try:
        write_sheets(path, [PLAN], {PLAN.name: rows}, {}, private=True)
    except FileExistsError:
        raise CannotGoOnError([problem("exists", Place(str(path)))],
                              ExitCode.CANNOT_WRITE) from None
    except OSError as error:
        raise cannot_write(path, error) from error
