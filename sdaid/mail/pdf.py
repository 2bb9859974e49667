"""PDFs put together for the printer, and locked for e-mail. The only module that knows pikepdf.

A merged file is for the printer: it carries no tags. People get the single, tagged files.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.mail.fill import fill
from sdaid.mail.windows import POINT
from sdaid.page import fonts
from sdaid.page.draw import draw

if TYPE_CHECKING:
    import pikepdf

SIGNS = "0123456789/"

MARK_LEFT, MARK_DOWN = 20.0, 7.85
"""Where the foot of a mark's pictures is: mm from the left and the top of the sheet. The characters
then stand 5.1 to 6.7 mm from the top: below every border that must stay blank, and above the first
line of letters and aids, turned ones too."""

MARK_STEP = 1.3
"""mm from one character of a mark to the next."""

TURNED = 270
"""Degrees by which a landscape page is turned. Its top comes to the left edge of front and back
alike, so that both sides of a sheet, and pages that face each other, read without turning."""


@dataclass(frozen=True)
class Sheets:
    """What goes into one envelope: a page of a PDF of letters, and the files of what is enclosed,
    the aid first."""

    letters: bytes
    letter_page: int
    enclosed: tuple[Path, ...]
    sequence: int
    sheets: int


def page_count(path: Path) -> int:
    """How many pages the PDF at `path` has."""
    import pikepdf

    with pikepdf.open(path) as document:
        return len(document.pages)


def sheet_count(*pages: int) -> int:
    """Sheets of an envelope with documents of so many `pages`: the letter's, then two pages a
    sheet, each document from a sheet of its own."""
    return 1 + sum((each + 1) // 2 for each in pages)


def print_file(envelopes: Iterable[Sheets]) -> bytes:
    """The envelopes one after the other, duplex: letter, blank back, then what is enclosed, each
    document with a blank page where its count is odd. Each front carries the envelope's sequence
    number and its sheet n of m."""
    import pikepdf

    marks = _Marks()
    with pikepdf.new() as out, ExitStack() as stack:
        fronts: dict[int, pikepdf.Pdf] = {}
        for envelope in envelopes:
            drawn = id(envelope.letters)  # one PDF holds the letters of many envelopes
            if drawn not in fronts:
                fronts[drawn] = stack.enter_context(pikepdf.open(BytesIO(envelope.letters)))
            letter = fronts[drawn].pages[envelope.letter_page]
            size = (float(letter.mediabox[2]), float(letter.mediabox[3]))
            first = len(out.pages)
            out.pages.append(letter)
            out.add_blank_page(page_size=size)
            for path in envelope.enclosed:
                _add_duplex(out, path, size)
            for number in range(first, len(out.pages)):
                _make_flat(out.pages[number])
                if (number - first) % 2 == 0:
                    marks.put(out, out.pages[number], envelope.sequence,
                              (number - first) // 2 + 1, envelope.sheets)
        return _for_printer(out)


def together(paths: Iterable[Path]) -> bytes:
    """The PDFs at `paths` one after the other, duplex, each from a sheet of its own: with a blank
    page behind it where its count is odd."""
    import pikepdf

    with pikepdf.new() as out:
        for path in paths:
            _add_duplex(out, path)
        return _for_printer(out)


def _add_duplex(out: pikepdf.Pdf, path: Path, size: tuple[float, float] | None = None) -> None:
    """Add a document and, where its count is odd, a blank page, of `size` or of its first page's,
    so that the next begins a sheet. `out` has an even count."""
    import pikepdf

    with pikepdf.open(path) as document:
        width, height = sorted(map(float, document.pages[0].mediabox[2:]))
        for page in document.pages:
            _make_flat(page)  # before they are copied: paper has no links
        out.pages.extend(document.pages)
    if len(out.pages) % 2:
        out.add_blank_page(page_size=size or (width, height))


def _for_printer(out: pikepdf.Pdf) -> bytes:
    import pikepdf

    out.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipLongEdge, PrintScaling=pikepdf.Name("/None"))
    made = BytesIO()
    out.save(made, deterministic_id=True)
    return made.getvalue()


def locked(path: Path, password: str) -> bytes:
    """The PDF at `path`, tags and all, encrypted with AES-256; `password` opens it. Reading aids
    may take its text."""
    import pikepdf

    with pikepdf.open(path) as document:
        made = BytesIO()
        document.save(made, encryption=pikepdf.Encryption(
            owner=secrets.token_urlsafe(24), user=password, R=6,
            allow=pikepdf.Permissions(extract=True, accessibility=True)))
    return made.getvalue()


class _Marks:
    """Sequence marks, put together from one picture a character, so that a run of thousands of
    sheets holds each once and the font is embedded."""

    def __init__(self) -> None:
        self.signs: dict[str, pikepdf.Object] = {}

    def put(self, out: pikepdf.Pdf, page: pikepdf.Page, sequence: int, sheet: int, of: int) -> None:
        """Write “0012 1/5” at the fixed place of the sheet's front, after what is there."""
        if not self.signs:
            self._load(out)
        text = f"{sequence:04d} {sheet}/{of}"
        turned = int(page.obj.get("/Rotate", 0)) == TURNED
        height = float(page.mediabox[2 if turned else 3])
        left, step = MARK_LEFT / POINT, MARK_STEP / POINT
        bottom = height - MARK_DOWN / POINT
        parts = []
        for place, sign in enumerate(text):
            if sign != " ":
                name = page.add_resource(
                    self.signs[sign], _name("/XObject"), _name(f"/Sheet{SIGNS.index(sign)}"))
                parts.append(f"q 1 0 0 1 {left + place * step:.3f} {bottom:.3f} cm {name} Do Q")
        frame = f"0 -1 1 0 0 {float(page.mediabox[3]):.3f} cm " if turned else ""
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ q {frame}{' '.join(parts)} Q\n".encode())

    def _load(self, out: pikepdf.Pdf) -> None:
        import pikepdf

        with pikepdf.open(BytesIO(_signs_pdf())) as drawn:
            for sign, page in zip(SIGNS, drawn.pages, strict=True):
                _make_flat(page)
                self.signs[sign] = out.copy_foreign(page.as_form_xobject())


def _name(text: str) -> pikepdf.Name:
    import pikepdf

    return pikepdf.Name(text)


def _make_flat(page: pikepdf.Page) -> None:
    """Turn a landscape page, and take off what leads to the tags that stay behind."""
    for name in ("/StructParents", "/Annots", "/Tabs"):
        if name in page.obj:
            del page.obj[name]
    if float(page.mediabox[2]) > float(page.mediabox[3]):
        page.obj.Rotate = TURNED


@cache
def _signs_pdf() -> bytes:
    html = fill("letter/marks.html", NullTranslations(), signs=SIGNS)
    return draw(html, styles=("../letter/marks.css",), families=fonts.needed_families(html))
