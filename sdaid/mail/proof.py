"""The proof of a window, for the eye: a letter with its folds, window and forbidden zones drawn in,
then a test sheet with scales, to be put into the clinic's own envelope."""

from __future__ import annotations

from pathlib import Path

from sdaid.aid.edition import PaperName
from sdaid.batch.folder import write_whole
from sdaid.mail.envelopes import Job
from sdaid.mail.fill import fill
from sdaid.mail.letter import BODY_RIGHT, Letter, clinic_of, paper_size
from sdaid.mail.measure import borders
from sdaid.mail.windows import INSET, SLIDE, Window
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.styles import paper_css
from sdaid.staff import staff_language, translations

EVERY = 5
"""mm between the ticks of the test sheet's scales."""


def write_proof(job: Job) -> Path:
    """Draw the proof on the workbook's paper, into the batch's folder; returns the file. Nobody's
    name or address is on it."""
    path = job.batch.folder / "post-proof.pdf"
    write_whole(path, proof_pdf(job, job.batch.content.decision.paper.value))
    return path


def proof_pdf(job: Job, paper: PaperName) -> bytes:
    """The proof and the test sheet as one PDF."""
    window, page = job.wishes.addressing.window, paper_size(paper)
    lines = invented_address(window)
    size, pitch = window.type_size(lines)
    letter = Letter("A-0000", "P-0000", lines[0], lines[0], "1 January 1950",
                    "Monday, 1 January 2001", "", lines, large=False)
    sizes = {"size": size, "pitch": pitch, "top": window.address_top(lines)}
    html = fill("letter/proof.html", translations(), letters=[letter], sizes=[sizes],
                clinic=clinic_of(job.batch.content), window=window, page=page,
                body_right=BODY_RIGHT, language=staff_language(), inset=INSET, slide=SLIDE,
                borders=list(borders(window, *page).values()),
                across=_ticks(window.block.left, window.block.right, page[0]),
                down=_ticks(window.block.top, window.block.bottom, page[1]))
    return draw(html, styles=("../letter/letter.css", "../letter/proof.css"), css=paper_css(paper),
                families=fonts.needed_families(html))


def invented_address(window: Window) -> tuple[str, ...]:
    """As many lines as the window holds, nobody's."""
    return ("Firstname Lastname", *(f"Line {number} of the address" for number in
                                    range(2, window.most_lines)), "POSTCODE TOWN")


def _ticks(start: float, end: float, most: float) -> list[int]:
    """Whole multiples of 5 mm around the window, 20 mm on each side."""
    first = max(0, int((start - 20) // EVERY) * EVERY)
    return list(range(first, int(min(most, end + 25)), EVERY))
