"""The papers and the formats of every document, in one place, in mm and pt.

Another paper is a line of `PAPERS`, and its name in `PaperName` (`sdaid.aid.edition`) and `Paper`
(`sdaid.workbook.columns`); every size on a page follows from the two tables here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.aid.edition import PageFormat, PaperName

POINT = 25.4 / 72
"""A point in mm."""


MOST_IDENTIFIERS = 100
"""Characters of name, date of birth and id together: two lines at the head of large print."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper, portrait; `leading` is the height of a line in bands, in ems: where the
    paper is short, lines stand closer."""

    width: float
    height: float
    leading: float


PAPERS: dict[PaperName, Sheet] = {
    "a4": Sheet(210.0, 297.0, 1.1),
    "letter": Sheet(215.9, 279.4, 1.085),
}


@dataclass(frozen=True)
class Format:
    """How large everything is set. `text` is the size of what a patient reads, `small` that of
    the list of sources, of axis marks and of the foot, `title` and `head` of headings, all in pt;
    `top` and `bottom` are the margins that hold the head and the foot, `side` those beside, in mm.
    `leading` is the height of a line in ems, at most; `most_pages` is the budget of the aid."""

    text: float
    small: float
    title: float
    head: float
    top: float
    bottom: float
    side: float
    leading: float
    most_pages: int

    def line(self, sheet: Sheet) -> float:
        """The height of a line of text in mm."""
        return self.text * min(self.leading, sheet.leading) * POINT


FORMATS: dict[PageFormat, Format] = {
    "standard": Format(text=12, small=10, title=18, head=15, top=15, bottom=14, side=12,
                       leading=1.15, most_pages=8),
    "large-print": Format(text=18, small=18, title=26, head=21, top=18, bottom=21, side=12,
                          leading=1.085, most_pages=22),
}
