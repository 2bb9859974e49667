"""Pages 2 and 3 of an aid drawn by typst, for comparing: the same texts in tables of the same
shape, without pictures. `typst` is on PyPI and is no dependency of sdaid."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from sdaid.aid.edition import Document
from sdaid.page.strips import band_rows


def installed() -> bool:
    """Whether typst is here."""
    return find_spec("typst") is not None


def typst_pages(document: Document) -> bytes:
    """Pages 2 and 3 as a PDF."""
    import typst

    with TemporaryDirectory() as place:
        path = Path(place) / "pages.typ"
        path.write_text(_source(document), encoding="utf-8")
        made: bytes = typst.compile(str(path))
        return made


def _source(document: Document) -> str:
    edition, personal = document.edition, document.personal
    head = _string(f"{personal.name} born {personal.born} ID {personal.id}") if personal else '""'
    options = [[option.name + ". " + option.what, option.effort.words, option.invasiveness.words,
                option.back_words] for option in edition.options]
    rows = band_rows(edition)[0]
    effects = [[option.short_name, *(
        " ".join(f"{figure.verdict.words}. {figure.number} {figure.caveat}" for figure in
                 row.cells[place]) for row in rows)]
        for place, option in enumerate(edition.options)]
    marks = [" ".join(mark.words for mark in each) for each in personal.marks] if personal else []
    for number, told in enumerate(marks):
        options[number][0] += f" {told}"
        effects[number][0] += f" {told}"
    return (f"#set page(paper: \"a4\", margin: 12mm, header: text(weight: \"bold\", {head}))\n"
            f"#set text(size: 10pt)\n{_table(options)}\n#pagebreak()\n{_table(effects)}\n")


def _table(cells: list[list[str]]) -> str:
    told = ", ".join(f"text({_string(cell)})" for row in cells for cell in row)
    return f"#table(columns: {len(cells[0])}, {told})"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
