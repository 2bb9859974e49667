"""What runs from left to right on a page whose lines run to the left: telephone numbers, doses,
source numbers, addresses, and texts in Latin letters alone.

Unicode's rules would turn some of them round: “000 1111” in an Arabic sentence is drawn as
“1111 000”. Each gets an element of its own here, which is laid out from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from sdaid.aid.telephones import NO_BREAK, is_telephone

AMOUNT = r"\d+(?:[.,]\d+)*"

PART = re.compile(
    r"(?P<isolated>\u2068[^\u2069]*\u2069)"
    r"|(?P<address>(?:https?://|[^\s<>@]+@)[^\s<>]*[\w/])"
    r"|(?P<cite>\[\d+(?:, \d+)*\])"
    r"|(?P<id>[A-Za-z]+\d*(?:[-/.][A-Za-z\d]+)+)"
    rf"|(?P<dose>{AMOUNT} ?(?:[A-Za-zµ°]+(?:/[A-Za-z]+)*|%))"
    rf"|(?P<number>[+(]*{AMOUNT}(?:(?:\)[ \u00a0]?|[ \u00a0]?\(|[ \u00a0/:–-]){AMOUNT})+)"
    rf"|(?P<signed>[+−-]{AMOUNT})")

TEXT = re.compile(r"(<a\b[^<>]*)?>([^<>]+)(?=<)")
EDGES = re.compile(r"(\s*)(.*?)([\s:]*)", re.S)

TO_THE_LEFT = frozenset({"R", "AL", "AN"})


def isolated_parts(html: str, direction: str, but: re.Pattern[str] | None = None) -> str:
    """`html`, a whole page or a part of one, with an element around each such part of its texts,
    but for texts that match `but`; as it is where lines run to the right (`direction` is not
    “rtl”)."""
    if direction != "rtl":
        return html
    head, body, rest = html.rpartition("<body")
    # a part of a page may begin and end with a text
    return head + body + TEXT.sub(
        lambda text: text[0] if but and but.fullmatch(text[2].strip()) else _marked(text),
        f">{rest}<")[1:-1]


def _marked(match: re.Match[str]) -> str:
    link, text = match[1] or "", match[2]
    # in a link WeasyPrint wants no further element
    element = "\u2066{}\u2069" if link else "<bdi>{}</bdi>"
    classes = {unicodedata.bidirectional(letter) for letter in unescape(text)}
    if "L" in classes and not classes & TO_THE_LEFT and "\u2068" not in text:
        before, said, after = EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
        return f"{link}>{before}{element.format(said)}{after}"
    return f"{link}>" + PART.sub(
        lambda part: element.format(part[0]) if _is_one(part) else part[0], text)


def _is_one(match: re.Match[str]) -> bool:
    """Whether the part is one that is to be isolated."""
    return not match["isolated"] and not (
        match["number"] and {" ", NO_BREAK} & set(match[0]) and not is_telephone(match[0]))
