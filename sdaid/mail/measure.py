"""What a finished PDF shows, measured: text with its rectangles, and ink. Millimetres from the top
left of the page as it is seen."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from sdaid.mail.windows import POINT, Box, Window
from sdaid.page.pdfium import shown
from sdaid.staff import mark, translate

DOTS = 4
"""Pixels in a mm when looking for ink."""

DRIFT = 1.0
"""mm by which the address may stand elsewhere than it was set: the difference between a letter's
box and its ink."""

PAPER_WHITE = 250
"""Grey values from here to 255 count as no ink."""


LEFTWARD = frozenset({"R", "AL"})
"""Unicode's classes of letters that run to the left."""

RIGHT = "A-Za-z0-9\u00c0-\u058f"
RIGHTWARD = re.compile(rf"(\]\d+(?:, *\d+)*\[|[{RIGHT}]"
                       rf"(?:[^\s\u0590-\u08ff\ufb1d-\ufeff]*[{RIGHT}]|"
                       rf"[.,:;]?\s[A-Za-z\u00c0-\u058f]|\s[{RIGHT}])*)")
"""A run of letters and digits that run to the right, with what stands between them; or the numbers
of sources."""

TURNED = str.maketrans("()[]{}«»", ")(][}{»«")
"""Brackets, which pdfium turns round on lines that run to the left, whatever they stand around."""

GAP = 0.3
"""How far apart, in heights of the letters, words stand that no space was drawn between."""

MARK = r"(\d{5,}/\d+)?$"
"""What may follow the end of a letter: its sheet's mark."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a letter: with its “address”, with its “text”, or with the “page” that all
    letters share."""

    why: str
    of: Literal["address", "text", "page"]


class Pages:
    """The pages of a PDF, for reading. Numbers count from 0."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def __len__(self) -> int:
        return len(self.document)

    def size(self, number: int) -> tuple[float, float]:
        """(width, height) of the page in mm, turned as it is seen."""
        width, height = self.document[number].get_size()
        return width * POINT, height * POINT

    def text(self, number: int) -> str:
        """All text of the page, in the order of the file; the words of a line in the order of
        reading where it holds letters that run to the left."""
        text = self.document[number].get_textpage()
        said = str(text.get_text_range())
        if not any(unicodedata.bidirectional(letter) in LEFTWARD for letter in said):
            return said
        letters = [(text.get_text_range(place, 1), text.get_charbox(place, loose=True))
                   for place in range(text.count_chars())]
        return "\n".join(read_line(list(line)) for ends, line in groupby(
            letters, key=lambda each: each[0] in "\r\n") if not ends)

    def lines_in(self, number: int, box: Box) -> tuple[str, list[Box]]:
        """The text within `box` and its rectangles. For pages that are not turned."""
        page = self.document[number]
        text, height = page.get_textpage(), page.get_size()[1]
        found = str(text.get_text_bounded(*_points(box, height)))
        rects = (_box(text.get_rect(place), height) for place in range(text.count_rects()))
        return found, [each for each in rects if _touches(each, box)]

    def ink(self, number: int, box: Box, but: Sequence[Box] = ()) -> Box | None:
        """The rectangle around all ink within `box` outside of `but`; None where it is blank."""
        width, height = self.size(number)
        left, top = max(0.0, box.left), max(0.0, box.top)
        right, bottom = min(width, box.right), min(height, box.bottom)
        crop = tuple(each / POINT for each in (left, height - bottom, width - right, top))
        bitmap = self.document[number].render(
            scale=DOTS * POINT, crop=crop, grayscale=True, fill_color=(255, 255, 255, 255))
        rows, columns, stride = bitmap.height, bitmap.width, bitmap.stride
        pixels = bytes(bitmap.buffer)
        found: list[tuple[int, int]] = []
        for row in range(rows):
            line = bytearray(pixels[row * stride:row * stride + columns])
            for hole in but:
                if (hole.top - top) * DOTS <= row <= (hole.bottom - top) * DOTS:
                    start = max(0, int((hole.left - left) * DOTS))
                    end = min(columns, int((hole.right - left) * DOTS) + 1)
                    line[start:end] = b"\xff" * max(0, end - start)
            dark = [place for place in (_first(line), _last(line)) if place is not None]
            found += [(row, place) for place in dark]
        if not found:
            return None
        across = [place for _, place in found]
        return Box(left + min(across) / DOTS, top + found[0][0] / DOTS,
                   (max(across) - min(across) + 1) / DOTS,
                   (found[-1][0] - found[0][0] + 1) / DOTS)


def read_line(letters: list[tuple[str, tuple[float, float, float, float]]]) -> str:
    """The letters of a line, each with its (left, bottom, right, top), in the order of reading.
    The letters of a ligature stand in one place, the first of them at its right."""
    seen, before = "", None
    letters.reverse()
    for letter, (left, bottom, right, top) in sorted(letters, key=lambda each: each[1][0]):
        if before is not None and left - before > GAP * (top - bottom):
            seen += " "
        seen, before = seen + letter, right
    return in_reading_order(seen)


def in_reading_order(seen: str) -> str:
    """A line as it is seen from left to right, with its brackets as pdfium gives them, in the order
    of reading: its runs of letters that run to the left begin at its right. Numbers and Latin words
    stay as they are."""
    if not any(unicodedata.bidirectional(letter) in LEFTWARD for letter in seen):
        return seen
    runs = [run.translate(TURNED) if RIGHTWARD.fullmatch(run) else run[::-1]
            for run in RIGHTWARD.split(seen)]
    return "".join(reversed(runs))


@contextmanager
def opened(source: Path | bytes) -> Iterator[Pages]:
    """The pages of the PDF at, or in, `source`. Raises `UnreadableError` where that is none."""
    with shown(source) as document:
        yield Pages(document)


def letter_faults(pages: Pages, number: int, window: Window, address: Sequence[str],
                  reference: str) -> list[Fault]:
    """What is wrong with the letter on page `number`: its address is not all of `address`, does not
    stand in the window or not where it was set; something else could show in the window however
    the sheet slides; its text, which ends with `reference`, runs off the page; the page's border
    is not blank."""
    faults = []
    shown, rects = pages.lines_in(number, window.forbidden)
    around = _around(rects)
    if around is None or letters_of(shown) != letters_of("".join(address)):
        faults.append(Fault(mark("the window does not show the address and no more"), "address"))
    if around is not None:
        if not window.address.holds(around, slack=0.05):
            faults.append(Fault(mark("a line stands out of the block"), "address"))
        elif _drift(window, around, address) > DRIFT:
            faults.append(Fault(mark("the address is not where it was set"), "page"))
        stray = pages.ink(number, window.forbidden, [around.grown(0.5)])
        if stray is not None:
            faults.append(Fault(translate(
                "something else is {left} mm from the left and {top} mm from the top, in the "
                "window's zone").format(left=f"{stray.left:.0f}", top=f"{stray.top:.0f}"), "page"))
    faults += _text_faults(pages, number, window, reference)
    return faults


def _text_faults(pages: Pages, number: int, window: Window, reference: str) -> list[Fault]:
    """Whether all of the letter, which ends with its `reference`, is on its page."""
    shown = "".join(pages.text(number).split())
    ends = re.search(re.escape("".join(reference.split())) + MARK, shown)
    stained = [side for side, border in borders(window, *pages.size(number)).items()
               if pages.ink(number, border)]
    if not ends or stained == ["bottom"]:
        return [Fault(mark("the letter runs off its page"), "text")]
    return [Fault(mark("the page's border is not blank"), "page")] if stained else []


def borders(window: Window, width: float, height: float) -> dict[str, Box]:
    """The page's borders that must stay blank, by their side."""
    blank = window.blank
    return {"top": Box(0, 0, width, blank.top),
            "bottom": Box(0, height - blank.bottom, width, blank.bottom),
            "left": Box(0, 0, blank.left, height),
            "right": Box(width - blank.right, 0, blank.right, height)}


def letters_of(text: str) -> Counter[str]:
    """The letters and digits of `text`, however they are ordered: scripts that run to the left come
    back in another order than they were written."""
    return Counter(each for each in unicodedata.normalize("NFKC", text).casefold()
                   if each.isalnum())


def _drift(window: Window, around: Box, address: Sequence[str]) -> float:
    """How far the address is from where it was set, in mm."""
    size, pitch = window.type_size(address)
    top = window.address_top(address) + (pitch - size) / 2 * POINT
    slack = size * 0.25 * POINT  # a line without tall letters begins lower
    down = around.top - top
    return max(abs(around.left - window.address.left), -down, down - slack)


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    left, top = min(each.left for each in boxes), min(each.top for each in boxes)
    return Box(left, top, max(each.right for each in boxes) - left,
               max(each.bottom for each in boxes) - top)


def _box(rect: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = rect
    return Box(left * POINT, (height - top) * POINT, (right - left) * POINT,
               (top - bottom) * POINT)


def _points(box: Box, height: float) -> tuple[float, float, float, float]:
    return (box.left / POINT, height - box.bottom / POINT, box.right / POINT,
            height - box.top / POINT)


def _touches(one: Box, other: Box) -> bool:
    return (one.left < other.right and other.left < one.right
            and one.top < other.bottom and other.top < one.bottom)


def _first(line: bytearray) -> int | None:
    if not line.strip(b"\xff"):
        return None
    return next((place for place, grey in enumerate(line) if grey < PAPER_WHITE), None)


def _last(line: bytearray) -> int | None:
    if not line.strip(b"\xff"):
        return None
    return next((place for place in range(len(line) - 1, -1, -1) if line[place] < PAPER_WHITE),
                None)
