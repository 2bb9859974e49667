"""Everything that staff read, as a catalogue for translators.

    python -m sdaid.cli.words templates/locale/sdaid-staff.pot

writes it anew: the catalogue of problems, the commands' help, click's own words, what the program
passes to `translate`, and the texts of the templates that staff read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from sdaid.cli import cli
from sdaid.cli.help import texts
from sdaid.problems import CATALOGUE, Severity
from sdaid.resources import HERE, templates

TEMPLATES = ("report", "desk")
"""The folders of templates that staff read."""

SAYING = {"translate": None, "translate_n": (1, 2), "mark": None, "mark_n": (1, 2)}
JINJA = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trim_blocks": "true",
         "lstrip_blocks": "true", "silent": "false"}

Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    """Every text that staff may read; those with a plural as a pair."""
    for kind in CATALOGUE.values():
        yield from (kind.says, kind.do)
    yield from (each.value for each in Severity)
    yield from (told for _, _, told in texts(cli))
    yield from _found(Path(click.__file__).parent, "python", {"_": None, "ngettext": (1, 2)})
    yield from _found(HERE, "python", SAYING)
    for folder in TEMPLATES:
        yield from _found(templates() / folder, "jinja2", {
            "_": None, "gettext": None, "ngettext": (1, 2)})


def _found(folder: Path, method: str, keywords: Mapping[str, tuple[int, ...] | None]
           ) -> Iterator[Message]:
    ending = "**.py" if method == "python" else "**.html"
    options = {ending: JINJA} if method == "jinja2" else {}
    for _, _, message, _, _ in extract_from_dir(
            folder, [(ending, method)], options, keywords):
        yield message if isinstance(message, str) else tuple(map(str, message))


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
