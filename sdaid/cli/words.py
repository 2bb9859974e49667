"""Everything that staff read, as a catalogue for translators.

    python -m sdaid.cli.words templates/locale/sdaid-staff.pot

writes it anew: the catalogue of problems, the commands' help, click's own words, what the program
passes to `translate`, and the texts of the templates that staff read.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from sdaid.cli import cli
from sdaid.cli.help import texts
from sdaid.problems import CATALOGUE, OWN_WORDS, Severity
from sdaid.resources import HERE, templates
from sdaid.standards.check import OTHERS
from sdaid.standards.ipdas import ITEMS
from sdaid.workbook.columns import (
    Activity,
    Blinding,
    Certainty,
    OutcomeStatus,
    RecoveryStatus,
    ScaleName,
    Side,
)

TEMPLATES = ("report/**.html", "desk/**.html", "summary/**.html", "letter/cover.html",
             "letter/proof.html", "letter/letter-sheet.html")
"""The templates that staff read; the proof of a window shows the head of a letter."""

SAYING = {"translate": None, "translate_n": (1, 2), "mark": None, "mark_n": (1, 2)}
JINJA = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trim_blocks": "true",
         "lstrip_blocks": "true", "silent": "false"}

Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    """Every text that staff may read; those with a plural as a pair."""
    for kind in CATALOGUE.values():
        yield from (kind.says, kind.do)
    yield from (each.value for each in (
        *Severity, *Side, *OutcomeStatus, *RecoveryStatus, *Certainty, *Blinding, *Activity,
        *ScaleName))
    for item in ITEMS:
        yield from (item.text, item.todo)
    for rule in OTHERS:
        yield from (rule.text, rule.origin)
    yield from (told for _, _, told in texts(cli))
    yield from _found(Path(click.__file__).parent, "python", {"_": None, "ngettext": (1, 2)})
    yield from _found(HERE, "python", SAYING)
    yield from _own_words()
    for pattern in TEMPLATES:
        yield from _found(templates(), "jinja2", {
            "_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}, pattern)


def _found(folder: Path, method: str, keywords: Mapping[str, tuple[int, ...] | None],
           files: str = "**.py") -> Iterator[Message]:
    options = {files: JINJA} if method == "jinja2" else {}
    for _, _, message, _, _ in extract_from_dir(folder, [(files, method)], options, keywords):
        yield message if isinstance(message, str) else tuple(map(str, message))


def _own_words() -> Iterator[str]:
    """What the program says within the sentence of a problem, and what a reader of cells allows."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            told = [each.value for each in node.keywords if each.arg in OWN_WORDS]
            told += node.args if getattr(node.func, "id", "") == "reads" else []
            yield from (each.value for each in told if isinstance(each, ast.Constant)
                        and isinstance(each.value, str) and re.search("[a-z]{2}", each.value))


def catalogue() -> Catalog:
    """The texts in order, each once."""
    made = Catalog(project="sdaid", header_comment="# Words of sdaid that staff read.")
    for message in sorted(set(messages()), key=str):
        if message:
            made.add(message)
    return made


def main(target: Path) -> None:
    with target.open("wb") as file:
        write_po(file, catalogue(), no_location=True, omit_header=True, sort_output=True,
                 width=100)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
