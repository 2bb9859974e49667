"""The values that a patient weighs, each with the section of the aid that tells of it."""

from __future__ import annotations

from sdaid.aid.edition import Row, Statement, Where
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import N_
from sdaid.workbook.content import Content

ASPECTS: dict[str, tuple[str, Where]] = {
    "effort": (N_("Effort"), "options"),
    "invasiveness": (N_("How invasive"), "options"),
    "recovery": (N_("Getting back to life"), "life"),
    "lasts": (N_("How long it lasts"), "cost"),
    "cost": (N_("Cost"), "cost"),
}
"""What a value may belong to beside a comparison row (`sdaid.workbook.references.ASPECTS`): what
patients call it, and where the aid tells of it."""


def statements(content: Content, rows: tuple[Row, ...], wording: Wording) -> tuple[Statement, ...]:
    """The values to weigh. The first headline row of each side stands in “effects”, the other
    headline rows in “numbers”, detail rows in the book."""
    told = {name: (wording.translations.gettext(label), section)
            for name, (label, section) in ASPECTS.items()}
    first: set[str] = set()
    for row in rows:
        section: Where = "book" if not row.headline else (
            "numbers" if row.side in first else "effects")
        told[row.id] = row.label, section
        if row.headline:
            first.add(row.side)
    return tuple(Statement(value.statement, *told[value.row]) for value in content.values)
