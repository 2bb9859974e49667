"""Whom a correction must reach, as a file that “sdaid render --only-from” reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from sdaid.ledger.answers import Holder

HEADINGS = ("Appointment id", "Run", "Version", "Channel", "State", "On", "Newer version since",
            "Language")


def recall_csv(found: Iterable[Holder]) -> str:
    """The holders as CSV, ids alone."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for each in found:
        writer.writerow([each.appointment, each.batch, each.version, each.channel, each.state,
                         each.on[:10], each.newer, each.language])
    return out.getvalue()
