"""The order of a print run: by paper, then by sheet count, as inserters are set by thickness, then
as asked for. From it come sequence numbers and page numbers, before anything is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sdaid.aid.edition import PaperName
from sdaid.mail.address import PostalAddress
from sdaid.mail.finished import Ready
from sdaid.mail.letter import Letter
from sdaid.mail.pdf import sheet_count


@dataclass(frozen=True)
class Front:
    """A drawn letter: a page, counted from 0, of a PDF of many."""

    pdf: bytes
    page: int


@dataclass(frozen=True)
class Envelope:
    """One aid on its way to the printer: all of it comes from one row and one file. `book_pages`
    are those of the evidence book behind it, 0 where none is enclosed."""

    ready: Ready
    address: PostalAddress
    letter: Letter
    paper: PaperName
    aid_pages: int
    front: Front
    book_pages: int = 0

    @property
    def sheets(self) -> int:
        return sheet_count(self.aid_pages, self.book_pages)


@dataclass(frozen=True)
class Placed:
    """An envelope in its run: its number, its file, and its first page there, counted from 1."""

    envelope: Envelope
    sequence: int
    file: str
    start_page: int

    @property
    def pages(self) -> int:
        """Pages in the print file, blank ones too: two a sheet."""
        return 2 * self.envelope.sheets


@dataclass(frozen=True)
class Group:
    """Envelopes of one file with the same number of sheets, which are inserted in one go."""

    file: str
    sheets: int
    envelopes: int
    aid_pages: int
    book_pages: int
    first: int
    last: int

    @property
    def all_sheets(self) -> int:
        return self.sheets * self.envelopes


def placed(envelopes: Sequence[Envelope], sort: str) -> list[Placed]:
    """`envelopes` in the order of the run; `sort` is “postcode” (country first) or
    “appointment”."""
    def key(each: Envelope) -> tuple[object, ...]:
        within = each.address.sort_key if sort == "postcode" else ()
        return each.paper, each.sheets, *within, each.ready.id

    made: list[Placed] = []
    start: dict[str, int] = {}
    for sequence, envelope in enumerate(sorted(envelopes, key=key), start=1):
        file = f"{envelope.paper}.pdf"
        page = start.get(file, 1)
        made.append(Placed(envelope, sequence, file, page))
        start[file] = page + made[-1].pages
    return made


def groups(run: Sequence[Placed]) -> list[Group]:
    """The run's groups, in its order."""
    found = []
    for (file, sheets), members in groupby(
            run, key=lambda each: (each.file, each.envelope.sheets)):
        inside = list(members)
        found.append(Group(file, sheets, len(inside),
                           sum(each.envelope.aid_pages for each in inside),
                           sum(each.envelope.book_pages for each in inside),
                           inside[0].sequence, inside[-1].sequence))
    return found
