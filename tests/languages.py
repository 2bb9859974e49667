"""Another language for tests: every text of a workbook translated, every fixed word in a catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sdaid.sheets.values import Cell, phrases
from sdaid.workbook.columns import SHEETS
from tests.build import ROOT, Change, Rows

Say = Callable[[str], str]

ROLES = {"es": {"author": "autora", "reviewer": "revisora"}}
"""The roles of people as the check knows them in a language; they get no marks."""

INSTEAD = {"es": {"Not known.": "No se sabe."}}
"""Texts that the check knows by their words, in a language."""


def marked(text: str) -> str:
    """The text with a mark at both ends: what lacks them was not translated."""
    return f"«{text}»"


def translated(language: str = "es", say: Say = marked) -> Change:
    """Translates every text that has a translation."""
    def change(texts: Rows) -> None:
        for sheet in SHEETS:
            own = [field for field, column, _, _ in sheet.model.columns()
                   if column.translatable and column.printed]
            for row in texts[sheet.name]:
                told = {field: _said(field, INSTEAD.get(language, {}).get(row[field], row[field]),
                                     say) for field in own if row.get(field)}
                if row.get("role") in ROLES.get(language, {}):
                    told["role"] = ROLES[language][row["role"]]
                if sheet.name == "Questions":
                    told["extra"] = {key: say(text) for key, text in row.get("extra", {}).items()}
                row["wording"] = {**row.get("wording", {}), language: told}
    return change


def _said(field: str, text: str, say: Say) -> str:
    if field != "choices":
        return say(text)
    return ", ".join(map(say, phrases(Cell(0, 0, text, "text"))))


def catalogue(folder: Path, language: str = "es", say: Say = str, *, without: int = 0) -> Path:
    """Write a catalogue of every fixed word but the first `without` ones; returns the folder."""
    template = ROOT / "templates" / "locale" / "sdaid.pot"
    with template.open("rb") as file:
        words = read_po(file, locale=language.replace("-", "_"))
    for number, message in enumerate([each for each in words if each.id]):
        if number < without:
            words.delete(message.id)
        elif isinstance(message.id, tuple):
            forms = words.num_plurals
            message.string = tuple(say(message.id[min(form, 1)]) for form in range(forms))
        else:
            message.string = say(message.id)
    own = folder / language.replace("-", "_") / "LC_MESSAGES"
    own.mkdir(parents=True, exist_ok=True)
    (folder / template.name).write_bytes(template.read_bytes())
    with (own / "sdaid.mo").open("wb") as file:
        write_mo(file, words)
    return folder
