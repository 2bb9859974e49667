"""An aid to be laid out with stand-ins, in the parts that can be laid out alone; see
`sdaid.engine.engine`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path

from sdaid.aid.aid import Aid, Reader
from sdaid.engine.elements import elements_of
from sdaid.engine.leaf import (
    PAGE_COUNT,
    PAGE_NUMBER,
    STAND_IN,
    TOKEN,
    Finished,
    NotCompiledError,
    leaves,
)
from sdaid.engine.pieces import Piece, Run, line_places, piece
from sdaid.engine.shape import Shaper
from sdaid.engine.store import fingerprint
from sdaid.page import fonts
from sdaid.page.chunks import LINES
from sdaid.page.draw import Whole, draw
from sdaid.page.html import Sheet, aid_html, page_styles, sheets
from sdaid.page.limits import IDENTIFIER_LINE
from sdaid.page.render import render_aid

SLOTS = {"name": "a", "born": "b", "id": "c", "visit": "d", "place": "e", "clinician": "f",
         "appointment": "g"}
"""The patient's own texts, and the letters of their stand-ins."""

USUAL = {"born": 11, "id": 7, "visit": 28}
"""How long the stand-ins of these are; name, place and clinician get what their lines have left."""

SHORT = dict.fromkeys(SLOTS, 0)

NEW_PAGE = re.compile(r'<section class="(?:new-page|side)\b')
"""Where the templates force a new page."""

BRIEF = "<!--brief-->"
"""Stands in brief HTML for what is left out."""

COMMENT = re.compile(r"<!--.*?-->", re.S)
"""What tells parts apart whose elements are laid out alike."""

PLAIN_MARKS = frozenset(" !\"#%&'()*+,-./:;=?@_0123456789·–—‘’“”…")
"""What may stand between Latin letters without another script or direction beginning."""


@lru_cache(64)
def named(key: str, head: str, html: str) -> str:
    """The fingerprint of a part; that of the parts that all patients have is reckoned once."""
    return fingerprint(key, head, html)


def _parts(html: str) -> tuple[str, list[str], str]:
    """An aid's HTML, cut where a new page is forced; what comes before and after these parts."""
    body, end = html.index("<main>") + len("<main>"), html.rindex("</main>")
    cuts = [body, *(match.start() for match in NEW_PAGE.finditer(html, body)), end]
    return html[:body], [html[start:stop] for start, stop in pairwise(cuts)], html[end:]


@dataclass(frozen=True)
class Part:
    """One part of an aid: its place among them, and its HTML, in brief where it has `elements`
    that vary. `way` and `around` are what `elements_of` tells, `like` names what it has in common
    with parts that differ in their elements alone."""

    place: int
    html: str
    way: str
    around: tuple[str, str]
    elements: tuple[str, ...]
    like: str


@dataclass(frozen=True)
class Usual:
    """The HTML of the parts of an aid without a patient, in brief and whole; the last parts are
    left out in brief."""

    brief: tuple[str, ...] = ()
    full: tuple[str, ...] = ()


class Layout:
    """An aid to lay out with stand-ins."""

    def __init__(self, key: str, aid: Aid, translations: NullTranslations | None,
                 logo: Path | None) -> None:
        self.key, self.aid, self.translations, self.logo = key, aid, translations, logo
        self.lines = LINES[0]
        self.personal = True
        self.sheets: tuple[Sheet, ...] = ()
        self.lengths: Mapping[str, int] = SHORT
        self.head = self.tail = ""
        self.full: list[str] = []

    def without_patient(self) -> Layout:
        """The same for everybody: with all texts, and nothing that facts lead to."""
        aid = replace(
            self.aid, remarks=(), tried=(), unknown=(), appointment="-",
            reader=Reader(*("-" for _ in fields(Reader))) if self.aid.reader else None,
            options=tuple(replace(option, marks=()) for option in self.aid.options))
        work = Layout(self.key, aid, self.translations, self.logo)
        work.personal = False
        return work

    def parts(self, sizes: Mapping[str, int], usual: Usual) -> list[Part]:
        """The parts of the aid with stand-ins of these lengths: those with elements that vary in
        brief, the others whole, most of them from `usual`."""
        self.lengths, self.full = sizes, []
        self.head, brief, self.tail = _parts(self.html(sizes, brief=True))
        known = dict(zip(usual.brief, usual.full, strict=False))
        parts = [self._part(place, html) for place, html in enumerate(
            [*brief, *usual.full[len(usual.brief):]])]
        return [part if part.way else replace(part, html=known.get(part.html, part.html))
                for part in parts]

    def as_usual(self, sizes: Mapping[str, int]) -> Usual:
        """The HTML of the aid's parts, in brief and whole."""
        brief, full = (_parts(self.html(sizes, brief=brief))[1] for brief in (True, False))
        return Usual(tuple(brief), tuple(full))

    def usual(self, part: Part) -> tuple[str, ...]:
        """The elements of a part, cut as it is here, for a patient of whom nothing is known."""
        other = self.without_patient()
        plain = {option.id: option for option in other.aid.options}
        cut = [replace(sheet, options=tuple(plain[option.id] for option in sheet.options))
               for sheet in self.sheets]
        html = aid_html(other.aid, cut, self.translations, self.logo, brief=True)
        return elements_of(_parts(html)[1][part.place])[2]

    def with_elements(self, part: Part, elements: Sequence[str], *, whole: bool) -> str:
        """The HTML of a part with these elements, whole or in brief."""
        if whole and not self.full:
            self.full = _parts(self.html(self.lengths))[1]
        before, after = elements_of(self.full[part.place])[1] if whole else (
            COMMENT.sub("", text) for text in part.around)
        return "\n".join((before, *elements, after))

    def with_own_texts(self, part: Part) -> str:
        """The HTML of a part with the patient's own texts, whole."""
        for brief in (True, False):
            html = aid_html(self.aid, self.sheets, self.translations, self.logo, brief=brief)
            own = _parts(html)[1][part.place:part.place + 1]
            if own and BRIEF not in own[0]:
                return own[0]
        raise NotCompiledError("a part that is not there")

    def draw(self, html: str) -> bytes:
        """A part laid out alone, with stand-ins for the numbers of its pages."""
        numbers = (f'<style>.page-number::after {{ content: "{PAGE_NUMBER}" }} '
                   f'.page-count::after {{ content: "{PAGE_COUNT}" }}</style></head>')
        wholes = [sheet.whole for sheet in self.sheets if f'id="{sheet.id}-start"' in html]
        return self.drawn(self.head.replace("</head>", numbers, 1) + html + self.tail, wholes)

    def drawn(self, html: str, wholes: Sequence[Whole] = ()) -> bytes:
        """An HTML document as a PDF."""
        if BRIEF in html:
            raise NotCompiledError("a part that differs and has no elements")
        if fonts.missing_glyphs(html):
            raise NotCompiledError("a letter that no font has")
        return draw(html, styles=page_styles(self.aid), families=fonts.needed_families(html),
                    wholes=wholes, logo=self.logo)

    def whole(self) -> tuple[Finished, str]:
        """The aid with short stand-ins as the plain way makes it, and its HTML."""
        made = Finished.opened(render_aid(self._with(SHORT), self.translations, self.logo))
        return made, self.html(SHORT)

    def html(self, sizes: Mapping[str, int], *, brief: bool = False) -> str:
        """The aid with stand-ins of these lengths, and empty texts where it has them."""
        aid = self._with(sizes)
        self.sheets = sheets(aid, self.lines)
        return aid_html(aid, self.sheets, self.translations, self.logo, brief=brief)

    def _part(self, place: int, html: str) -> Part:
        way, around, elements = elements_of(html)
        like = fingerprint(self.key, self.head, *around) if way else ""
        return Part(place, html, way, around, elements, like)

    def _with(self, sizes: Mapping[str, int]) -> Aid:
        texts = {name: f"Qz{SLOTS[name]}{'n' * sizes[name]}zq" if text else ""
                 for name, text in texts_of(self.aid).items()}
        return replace(self.aid, appointment=texts.pop("appointment"),
                       reader=Reader(**texts) if self.aid.reader else None)

    def sizes(self, shaper: Shaper) -> dict[str, int]:
        """How long stand-ins may be so that no line breaks that does not with short ones."""
        lines = line_places(self._first_part(SHORT))
        for share in (1.0, 0.9, 0.8, 0.65, 0.5, 0.25):
            usual = SHORT | {name: int(size * share) for name, size in USUAL.items()}
            made = self._first_part(usual)
            if line_places(made) != lines:
                continue
            more = _widest_letters([piece(leaf, 0, 9, shaper) for leaf in leaves(made, shaper)],
                                  shaper)
            sizes = usual | {name: int(more.get(SLOTS[name], 0) * share)
                             for name in ("name", "place", "clinician")}
            if line_places(self._first_part(sizes)) == lines:
                return sizes
        return SHORT

    def _first_part(self, sizes: Mapping[str, int]) -> Finished:
        return Finished.opened(self.draw(self.parts(sizes, Usual())[0].html))


def _widest_letters(pieces: Sequence[Piece], shaper: Shaper) -> dict[str, int]:
    """How many more letters “n” the line of each stand-in could hold, if both margins of its page
    are alike."""
    room: dict[str, int] = {}
    for own in pieces:
        page = float(own.boxes.split("]")[0].split()[-2]) / 0.75
        for chain in _lines(own):
            used = sum(run.width for run in chain)
            for run in chain:
                for letter in TOKEN.findall(run.text):
                    each = shaper.shape(run.font, run.size, "n")[1]
                    more = int((page - 2 * chain[0].x - used) / each) - 2
                    room[letter] = max(0, min(room.get(letter, more), more))
    return room


def _lines(piece: Piece) -> Iterator[list[Run]]:
    for slots in piece.content:
        line: list[Run] = []
        for run in slots if isinstance(slots, tuple) else ():
            if isinstance(run, Run):
                line = [*line, run] if run.follows else [run]
                if run.limit is not None:
                    yield line


def texts_of(aid: Aid) -> dict[str, str]:
    """The patient's own texts by the names of `SLOTS`."""
    own = {name: getattr(aid.reader, name) if aid.reader else "" for name in SLOTS
           if name != "appointment"}
    return own | {"appointment": aid.appointment}


def check_texts(aid: Aid, texts: Mapping[str, str]) -> None:
    """Raises `NotCompiledError` where a text could need more than one font, script, direction or
    line, or holds what is a stand-in here; such a patient goes the plain way."""
    if aid.direction != "ltr":
        raise NotCompiledError("an aid written from right to left")
    if len(texts["name"] + texts["born"] + texts["id"]) > IDENTIFIER_LINE:
        raise NotCompiledError("identifiers too long for a line")
    for text in texts.values():
        if text != " ".join(text.split()) or not all(map(_is_simple, text)):
            raise NotCompiledError("a text of more than plain Latin letters")
    own = repr((texts, aid.remarks, aid.tried, aid.unknown,
                [option.marks for option in aid.options]))
    if STAND_IN.search(own):
        raise NotCompiledError("a text that holds a stand-in")


@cache
def _is_simple(letter: str) -> bool:
    return letter in PLAIN_MARKS or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")
        and unicodedata.normalize("NFC", letter) == letter)


def alphabet(html: str, aid: str = "<body></html>") -> str:
    """Every letter that a patient's text or the rest of the aid may have, in every face; before
    it the pages of `aid`."""
    text = " ".join(letter for letter in sorted(set(html) | {chr(code) for code in range(0x2600)})
                    if letter not in "<>&" and unicodedata.category(letter)[0] in "LNPS"
                    and (letter in html or fonts.needed_families(letter) == (fonts.MAIN,))
                    and not fonts.missing_glyphs(letter))
    faces = "".join(
        f'<div style="font-weight: {weight}; font-style: {style}">&lt; &gt; &amp; {text} '
        f'<span style="font-variant-numeric: tabular-nums">0 1 2 3 4 5 6 7 8 9</span>'
        "<ul><li>-</li></ul></div>"
        for weight in ("normal", "bold") for style in ("normal", "italic"))
    return html[:html.index("<body>")] + aid[aid.index("<body>"):].replace(
        "</html>", f"{faces}</html>")
