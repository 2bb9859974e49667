"""What goes to the print office with the run: a cover sheet of counts to sign, and a list of the
envelopes. Ids only, no names."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from sdaid.aid.edition import PaperName
from sdaid.aid.wording import Wording
from sdaid.mail.fill import fill
from sdaid.mail.order import Placed, groups
from sdaid.mail.windows import Window
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.styles import paper_css

HEADINGS = ("Sequence", "Appointment id", "File", "First page", "Pages", "Sheets", "Aid pages",
            "Aid SHA-256", "Book pages", "Book SHA-256", "Language")


def cover_sheet(run: Sequence[Placed], *, clinic: str, batch: str, number: int, day: str,
                window: Window, paper: PaperName, wording: Wording) -> bytes:
    """The counts of `run`, what to set the printer and the inserter to, and lines to sign on."""
    files = list(dict.fromkeys(each.file for each in run))
    html = fill("letter/cover.html", wording.translations, groups=groups(run), files=files,
                clinic=clinic, batch=batch, number=number, day=day, window=window,
                language=wording.language, envelopes=len(run),
                sheets=sum(each.envelope.sheets for each in run),
                aid_pages=sum(each.envelope.aid_pages for each in run),
                book_pages=sum(each.envelope.book_pages for each in run),
                pages=sum(each.pages for each in run))
    return draw(html, styles=("../letter/cover.css",), css=paper_css(paper),
                families=fonts.needed_families(html))


def manifest_csv(run: Sequence[Placed]) -> str:
    """One line an envelope, in the run's order."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for each in run:
        book = each.envelope.ready.book
        writer.writerow([f"{each.sequence:04d}", each.envelope.ready.id, each.file,
                         each.start_page, each.pages, each.envelope.sheets,
                         each.envelope.aid_pages, each.envelope.ready.ended.sha256,
                         each.envelope.book_pages, book.sha256 if book else "",
                         each.envelope.ready.tongue.language])
    return out.getvalue()
