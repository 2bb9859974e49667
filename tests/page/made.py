"""Documents of invented conditions and patients, for tests that look at pages."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sdaid import steps
from sdaid.aid.edition import Document
from sdaid.appointments.columns import Appointment
from sdaid.batch.press import Press
from sdaid.page.render import render
from sdaid.sheets.values import Cell
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language
from tests.build import EXAMPLE, SMALL, Change, Rows, in_arabic, workbook_from

TODAY = date(2026, 11, 22)
FOLDERS = {"hiccups": SMALL, "example": EXAMPLE, "arabic": SMALL}
CELLS = {"id": "A-1001", "patient_id": "P-2001", "given_name": "Testa", "family_name": "Example",
         "born": "1961-04-30", "visit_date": "2026-12-01", "visit_time": "09:30",
         "place": "Sample Building, Room 2", "clinician": "Dr Invented"}
IN_ARABIC = {"given_name": "تجربة", "family_name": "مثال", "place": "المبنى التجريبي، الغرفة 2",
             "clinician": "د. مختلق"}
"""What the list tells of a visit whose patient reads Arabic."""


def content_of(name: str, change: Change | None = None) -> Content:
    """The content of a condition, after `change` has edited its texts. “arabic” is the small one
    in that language."""
    def edit(texts: Rows) -> None:
        if name == "arabic":
            in_arabic(texts)
        if change:
            change(texts)

    with tempfile.TemporaryDirectory() as folder:
        path = workbook_from(FOLDERS[name], Path(folder) / f"{name}.xlsx", edit)
        content, problems = steps.read_workbook(path)
    assert content is not None, [each.sentence for each in problems]
    return in_language(content, "ar") if name == "arabic" else content


def press_of(content: Content, *, draft: bool = False, today: date = TODAY) -> Press:
    return steps.press(content, steps.Asked(today, draft=draft))[0]


def visit(content: Content, facts: dict[str, Any] | None = None, **cells: str) -> SimpleNamespace:
    """A visit whose patient answers yes to everything, or as `facts` say."""
    told = {**CELLS, "tried": content.options[0].id, **cells}
    appointment = Appointment.model_validate(
        {name: Cell(0, 0, value, "text") for name, value in told.items()})
    answers = {fact.name: True if fact.type.value == "yes/no" else
               fact.choices[0] if fact.choices else 3.0 for fact in content.facts}
    return SimpleNamespace(appointment=appointment,
                           facts={**answers, "age": 65.0, **(facts or {})})


@cache
def press_for(name: str) -> Press:
    return press_of(content_of(name))


def document(name: str, kind: str = "aid", format_: str = "standard", paper: str = "a4", *,
             blank: bool = False) -> Document:
    """A document of the named condition."""
    press = press_for(name)
    cells = IN_ARABIC if name == "arabic" else {}
    return press.document(kind, None if blank else visit(press.content, **cells), format_, paper)


@cache
def pdf(name: str, kind: str = "aid", format_: str = "standard", paper: str = "a4", *,
        blank: bool = False, draft: bool = False) -> bytes:
    """The PDF of a document; a draft is overdue too."""
    made = document(name, kind, format_, paper, blank=blank)
    if draft:
        late = "This aid was due for review on 1 May 2026."
        edition = replace(made.edition, draft=True, overdue=late, open_problems=("One is open.",))
        personal = made.personal and replace(made.personal, overdue=late)
        made = replace(made, edition=edition, personal=personal)
    return render(made, press_for(name).wording.translations)
