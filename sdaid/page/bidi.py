"""What runs from left to right on a page whose lines run to the left: telephone numbers, doses,
source numbers, addresses, and texts in Latin letters alone.

Unicode's rules would turn some of them round: “000 1111” in an Arabic sentence is drawn as
“1111 000”. Each gets an element of its own here, which is laid out from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from sdaid.aid.edition import Edition

AMOUNT = r"\d+(?:[.,]\d+)*"

PART = re.compile(
    r"(?P<isolated>\u2068[^\u2069]*\u2069)"
    r"|(?P<address>(?:https?://|[^\s<>@]+@)[^\s<>]*[\w/])"
    r"|(?P<cite>\[\d+(?:, \d+)*\])"
    rf"|(?P<dose>{AMOUNT} ?(?:[A-Za-zµ°]+(?:/[A-Za-z]+)*|%))"
    rf"|(?P<number>[+(]*{AMOUNT}(?:(?:\) ?| ?\(|[ /:–-]){AMOUNT})+)"
    rf"|(?P<signed>[+−-]{AMOUNT})")

TEXT = re.compile(r">([^<>]+)(?=<)")
EDGES = re.compile(r"(\s*)(.*?)([\s:]*)", re.S)

TO_THE_LEFT = frozenset({"R", "AL", "AN"})

SPACED_DIGITS = 7
"""From how many digits on numbers with spaces between them are one telephone number; fewer may be
two amounts beside each other, unless the first begins as a telephone number does."""


def laid_out_to_the_left(html: str, edition: Edition) -> str:
    """`html` with an element around each part that runs to the right, where the lines of `edition`
    run to the left; otherwise as it is."""
    return to_the_left(html) if edition.direction == "rtl" else html


def to_the_left(html: str) -> str:
    """`html`, a whole page or a part of one, with an element around each such part of its texts."""
    body = max(0, html.find("<body"))
    if "<body" not in html:  # a part may begin with a text
        return TEXT.sub(_marked, f">{html}<")[1:-1]
    return html[:body] + TEXT.sub(_marked, html[body:])


def _marked(match: re.Match[str]) -> str:
    text = match[1]
    classes = {unicodedata.bidirectional(letter) for letter in unescape(text)}
    if "L" in classes and not classes & TO_THE_LEFT and "\u2068" not in text:
        before, said, after = EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
        return f">{before}<bdi>{said}</bdi>{after}"
    return ">" + PART.sub(_isolated, text)


def _isolated(match: re.Match[str]) -> str:
    part = match[0]
    if match["isolated"] or (match["number"] and " " in part and not _is_telephone(part)):
        return part
    return f"<bdi>{part}</bdi>"


def _is_telephone(number: str) -> bool:
    return number[0] in "0٠+(" or sum(map(str.isdigit, number)) >= SPACED_DIGITS
