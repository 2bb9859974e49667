"""The README's picture: two pages of an aid of the example, side by side.

    python docs/picture.py docs/side-by-side.png
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from sdaid import steps
from sdaid.batch.plan import scheduled

INPUTS = Path(__file__).resolve().parent.parent / "inputs"
TODAY = date(2026, 11, 22)
APPOINTMENT = "A-1001"
PAGES = 2, 3
WIDTH, GAP = 640, 16
"""The width of a page and the room around it, in dots."""

GROUND = "#8a949e"


def aid_of_example() -> bytes:
    """The aid of one of the example's invented patients."""
    content, problems = steps.read_workbook(INPUTS / "sacroiliac.xlsx")
    if content is None:
        raise SystemExit("\n".join(each.sentence for each in problems))
    listed, _ = steps.read_list(INPUTS / "appointments.xlsx", content)
    if listed is None:
        raise SystemExit("the example's list cannot be read")
    press, _ = steps.press(content, steps.Asked(TODAY))
    visit = next(each for each in scheduled(listed.rows, content)
                 if each is not None and each.appointment.id == APPOINTMENT)
    pdf, problems = press.draw(press.document("aid", visit, "standard", "a4"))
    if problems:
        raise SystemExit("\n".join(each.sentence for each in problems))
    return pdf


def picture(pdf: bytes) -> Image.Image:
    """The `PAGES` of `pdf` beside one another on a ground."""
    with PdfDocument(pdf) as document:
        pages = [document[number - 1] for number in PAGES]
        shown = [page.render(scale=WIDTH / page.get_width()).to_pil() for page in pages]
    height = max(each.height for each in shown)
    made = Image.new("RGB", (GAP + sum(each.width + GAP for each in shown), height + 2 * GAP),
                     GROUND)
    for place, each in enumerate(shown):
        made.paste(each, (GAP + place * (each.width + GAP), GAP))
    return made.quantize(64).convert("P")


if __name__ == "__main__":
    picture(aid_of_example()).save(sys.argv[1], optimize=True)
