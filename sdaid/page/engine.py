"""The fast way: the same pages as `sdaid.page.render`, many times sooner.

Most of an aid is the same for many patients, so it is laid out once and used again. A PDF is a
list of numbered objects. A page is an object that names its *content*, a little program (“go
there, set this font, show glyphs 34 45 59”), and its *tags*, a tree of small objects that tells a
screen reader what is a heading, a table cell or a picture. The file ends with a list of where in
it each object starts. Nothing else ties pages together. So this is what happens here:

1. **Stand-ins.** The aid is made with stand-ins (“Qzannnzq”) where the patient's own texts belong:
   name, date of birth, ids, visit, place, clinician. Patients with the same facts, and so with the
   same remarks and marks, have the same aid then: a *variant*.
2. **Parts.** Its HTML is cut where a new page is forced. Each part is laid out alone by WeasyPrint,
   with the page numbers it will have, and kept under a hash of its HTML: the parts that do not
   depend on the patient are laid out once, whatever they are.
3. **Pieces.** The finished PDF of a part is taken apart (`sdaid.page.engine_pieces`) into its
   pages: compressed content and tags, already numbered for their place, and *slots*, the few lines
   with a stand-in.
4. **Filling.** For each patient the pieces of the parts are written one after the other, and the
   slots filled: the line is set with HarfBuzz (`sdaid.page.engine_shape`), which is what Pango
   uses, and the text behind it on its line is moved. That takes about a thousandth of the time.

Nobody has to believe this. Before the first use of a workbook's content in a format, the fast way
makes one whole aid with short stand-ins out of pieces that were laid out with long ones, and
compares every page with what the plain way draws; if they differ, everything goes the plain way.
A line is never filled further than a stand-in reached in its place. `sdaid.page.engine_compare`
does the same for finished files.

A patient goes the plain way, and is counted, whose text is longer than that, or has a letter that
the main font lacks, or anything that must be set in more than one direction or script.

The fonts in the file hold the whole usual alphabet and so tell nothing about a name. What is kept
on disk has stand-ins only; the facts of a variant are in it, as everybody with these facts has
them, and the names of the files are hashes.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from gettext import NullTranslations
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sdaid.aid.aid import Aid, Reader
from sdaid.page import engine_pieces as piecework
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.engine_pieces import (
    CATALOG,
    DOCUMENT,
    FIRST_BOOKMARK,
    FIRST_FONT,
    FONTS,
    INFO,
    METADATA,
    OUTLINE,
    PACKED,
    PAGE_BASE,
    PAGE_STRIDE,
    PAGES,
    TAG_NUMBERS,
    TAGS,
    Finished,
    NotCompiledError,
    Piece,
    Run,
    filled,
    object_stream,
)
from sdaid.page.engine_shape import NotShapedError, Shaper
from sdaid.page.engine_store import Store
from sdaid.page.errors import PageError
from sdaid.page.html import aid_html, sheets
from sdaid.page.limits import IDENTIFIER_LINE
from sdaid.page.render import render_aid
from sdaid.resources import templates

SLOTS = {"name": "a", "born": "b", "id": "c", "visit": "d", "place": "e", "clinician": "f",
         "appointment": "g"}
"""The patient's own texts, and the letters of their stand-ins."""

USUAL = {"born": 18, "id": 16, "visit": 34}
"""How long these are at most, about; a line's other text has what is left of it."""

NEW_PAGE = re.compile(r'\n<section class="(?:new-page|side)\b')
"""Where the templates force a new page."""

FILES = 800_000
"""The first object number of a patient's own streams, which are last in the file."""

ROW = struct.Struct(">BIH")
LEVEL = 6


@dataclass(frozen=True)
class Frame:
    """What all variants of one workbook's content in one format share: how long stand-ins are,
    the fonts, and what a document has once. `fails` says why there is none."""

    fails: str
    sizes: dict[str, int]
    names: dict[str, str]
    widths: dict[str, dict[int, int]]
    objects: tuple[tuple[int, bytes], ...]
    catalog: str
    pages: int


@dataclass(frozen=True)
class Variant:
    """Everything of a file but a patient's own streams: its bytes up to them, and the rows of its
    list of objects as a compressor that has read them."""

    start: bytes
    rows: Any
    index: str
    slots: tuple[piecework.Slots, ...]


class Engine:
    """Draws aids the fast way; one for a process. `folder` keeps compiled work between runs.

    `fast` and `plain` count the aids made each way, the latter by reason.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._store = Store(folder)
        self._shapers: dict[str, Shaper] = {}
        self._variants: OrderedDict[str, Variant] = OrderedDict()
        self._constant: tuple[tuple[object, ...], str] = ((), "")
        self.fast = 0
        self.plain: Counter[str] = Counter()

    def draw(self, aid: Aid, translations: NullTranslations | None = None,
             logo: Path | None = None) -> bytes:
        """The PDF of `aid`: the pages of `render_aid`, which is called where the fast way does
        not know how. Raises what it raises."""
        try:
            made = self._draw(aid, translations, logo)
        except (NotCompiledError, NotShapedError, PageError) as reason:
            self.plain[type(reason).__name__ if not reason.args else str(reason)[:60]] += 1
            return render_aid(aid, translations, logo)
        self.fast += 1
        return made

    def _draw(self, aid: Aid, translations: NullTranslations | None, logo: Path | None) -> bytes:
        texts = _texts(aid)
        if not all(_is_simple(text) for text in texts.values()):
            raise NotCompiledError("a text in more than plain letters")
        if aid.direction != "ltr":
            raise NotCompiledError("written from right to left")
        reader = aid.reader
        if reader and len(reader.name + reader.born + reader.id) > IDENTIFIER_LINE:
            raise NotCompiledError("identifiers too long")
        work = _Work(self._frame_key(aid, translations, logo), aid, translations, logo)
        key = _hash(work.frame_key, repr((
            aid.remarks, aid.tried, aid.unknown, [option.marks for option in aid.options],
            [name for name, text in texts.items() if text])))
        variant = self._variants.get(key)
        if variant is None:
            variant = self._variants[key] = self._variant(key, work)
            if len(self._variants) > 64:
                self._variants.popitem(last=False)
        else:
            self._variants.move_to_end(key)
        return _file(variant, {SLOTS[name]: text for name, text in texts.items()},
                     self._shaper(work))

    def _frame_key(self, aid: Aid, translations: NullTranslations | None,
                   logo: Path | None) -> str:
        """The hash of all that does not depend on the patient."""
        own = ("reader", "appointment", "remarks", "tried", "unknown", "options")
        constant = (*(getattr(aid, field.name) for field in fields(Aid)
                      if field.name not in own),
                    tuple((each.id, each.number, each.name, each.short_name, each.kind,
                           each.summary) for each in aid.options),
                    aid.reader is None, sorted(translations.info().items()) if translations else 0,
                    logo and (str(logo), logo.stat().st_mtime_ns, logo.stat().st_size))
        if self._constant[0] != constant:
            self._constant = (constant, _hash(_versions(), repr(constant)))
        return self._constant[1]

    def _frame(self, work: _Work) -> Frame:
        found = self._store.get(f"{work.frame_key}.frame", Frame)
        if found is None:
            found = work.frame(self)
            self._store.put(f"{work.frame_key}.frame", found)
        return found

    def _shaper(self, work: _Work) -> Shaper:
        if work.frame_key not in self._shapers:
            frame = self._frame(work)
            if frame.fails:
                raise NotCompiledError(frame.fails)
            self._shapers[work.frame_key] = Shaper(frame.names, frame.widths, work.aid.language)
        return self._shapers[work.frame_key]

    def _variant(self, key: str, work: _Work) -> Variant:
        shaper = self._shaper(work)
        frame = self._frame(work)
        parts = self._store.get(f"{key}.parts", tuple)
        if parts is None:
            parts = self.compile(work, frame.sizes, shaper, frame.pages)
            self._store.put(f"{key}.parts", parts)
        found = [self._store.get(f"{part}.pieces", tuple) for part in parts]
        if any(each is None for each in found):  # the folder was cleared meanwhile
            parts = self.compile(work, frame.sizes, shaper, frame.pages)
            found = [self._store.get(f"{part}.pieces", tuple) for part in parts]
        return _variant([piece for each in found for piece in each or ()], frame)

    def compile(self, work: _Work, sizes: Mapping[str, int], shaper: Shaper,
                guess: int) -> tuple[str, ...]:
        """Have the pieces of every part of an aid in the store; their keys, in order. `guess` is
        how many pages the first part usually has."""
        page = _Parts(work.html(sizes))
        names = [_hash(work.frame_key, page.head, part) for part in page.parts]
        counts = [self._store.get(f"{name}.pages", int) for name in names]
        known = [guess if not place else 1 for place in range(len(counts))]
        known = [count or guessed for count, guessed in zip(counts, known, strict=True)]
        keys: list[str] = []
        while len(keys) < len(names):
            place, start, total = len(keys), sum(known[:len(keys)]), sum(known)
            key = _hash(names[place], str(start), str(total))
            if self._store.get(f"{key}.pieces", tuple) is None:
                made = piecework.pieces(
                    Finished.opened(work.draw(page.alone(place, start, total))), start, shaper)
                self._store.put(f"{names[place]}.pages", len(made))
                if len(made) != known[place]:
                    known[place] = len(made)
                    keys = []
                    continue
                self._store.put(f"{key}.pieces", made)
            keys.append(key)
        return tuple(keys)


def fast_render(aid: Aid, translations: NullTranslations | None = None, logo: Path | None = None,
                cache_dir: Path | None = None) -> bytes:
    """`Engine.draw` with one engine a folder for the process."""
    return _engine(cache_dir).draw(aid, translations, logo)


@cache
def _engine(folder: Path | None) -> Engine:
    return Engine(folder)


@dataclass
class _Parts:
    """An aid's HTML, cut where a new page is forced."""

    def __init__(self, html: str) -> None:
        body = html.index("<main>") + len("<main>")
        end = html.rindex("</main>")
        cuts = [body, *(match.start() for match in NEW_PAGE.finditer(html, body)), end]
        self.head, self.tail = html[:body], html[end:]
        self.parts = [html[start:stop] for start, stop in zip(cuts, cuts[1:], strict=False)]

    def alone(self, place: int, start: int, total: int) -> str:
        """One part as a document, its pages numbered as in the whole."""
        numbers = (f"<style>@page:first {{ counter-reset: page {start + 1} }} "
                   f'.page-count::after {{ content: "{total}" }}</style></head>')
        return self.head.replace("</head>", numbers, 1) + self.parts[place] + self.tail


class _Work:
    """One aid to compile: how it is drawn with stand-ins."""

    def __init__(self, frame_key: str, aid: Aid, translations: NullTranslations | None,
                 logo: Path | None) -> None:
        self.frame_key, self.aid = frame_key, aid
        self.translations, self.logo = translations, logo
        self.families: tuple[fonts.Family, ...] = ()
        self.wholes = [page.whole for page in sheets(aid)]

    def html(self, sizes: Mapping[str, int]) -> str:
        aid = _with(self.aid, {
            name: f"Qz{letter}{'n' * sizes[name]}zq" if _texts(self.aid)[name] else ""
            for name, letter in SLOTS.items()})
        html = aid_html(aid, sheets(aid), self.translations, self.logo)
        if fonts.missing_glyphs(html):
            raise NotCompiledError("a letter that no font has")
        self.families = fonts.needed_families(html)
        return html

    def draw(self, html: str) -> bytes:
        styles = ("aid.css", f"{self.aid.format}.css", f"{self.aid.paper}.css")
        return draw(html, styles=styles, families=self.families, logo=self.logo, wholes=[
            whole for whole in self.wholes if f'id="{whole.start}"' in html])

    def frame(self, engine: Engine) -> Frame:
        """Make the shared fonts, find how long stand-ins can be, and prove that pieces make the
        plain way's pages."""
        short = dict.fromkeys(SLOTS, 0)
        whole = self.html(short)
        plain = Finished.opened(self.draw(whole))
        book = Finished.opened(self.draw(_book(whole)))
        names = {name: str(font.BaseFont).split("+", 1)[1] for name, font in book.fonts.items()}
        widths = {name: _widths(font) for name, font in book.fonts.items()}
        shaper = Shaper(names, widths, self.aid.language)
        frame = Frame("", short, names, widths, tuple(_shared(plain, book)),
                      _catalog(plain), 1)
        try:
            sizes = self._sizes(shaper)
            keys = engine.compile(self, sizes, shaper, 1)
            found = [engine._store.get(f"{key}.pieces", tuple) or () for key in keys]
            frame = replace(frame, sizes=sizes, pages=len(found[0]))
            made = _file(_variant([piece for each in found for piece in each], frame),
                         {letter: f"Qz{letter}zq" if _texts(self.aid)[name] else ""
                          for name, letter in SLOTS.items()}, shaper)
        except (NotCompiledError, NotShapedError) as reason:
            return replace(frame, fails=str(reason))
        return frame if _same(plain, Finished.opened(made)) else replace(
            frame, fails="pieces and whole differ")

    def _sizes(self, shaper: Shaper) -> dict[str, int]:
        """How long stand-ins may be so that no line breaks that would not with short ones."""
        short = dict.fromkeys(SLOTS, 0)
        lines = self._lines(short, shaper)
        for share in (1.0, 0.7, 0.4, 0.0):
            usual = short | {name: int(size * share) for name, size in USUAL.items()}
            if [each[1] for each in self._lines(usual, shaper)] == [each[1] for each in lines]:
                break
        sizes = usual
        for name in ("name", "place", "clinician"):
            low, high = 0, 64
            while high - low > 2:
                middle = (low + high) // 2
                tried = self._lines({**sizes, name: middle}, shaper)
                if [each[1] for each in tried] == [each[1] for each in lines]:
                    low = middle
                else:
                    high = middle
            sizes = {**sizes, name: low}
        return sizes

    def _lines(self, sizes: Mapping[str, int], shaper: Shaper) -> list[tuple[float, str]]:
        """Where the lines of the first part stand."""
        page = _Parts(self.html(sizes))
        reduced = replace_first(page)
        made = Finished.opened(self.draw(reduced))
        return [(0.0, f"{number} {match[2].decode()}")
                for number, each in enumerate(made.pdf.pages)
                for match in piecework.RUN.finditer(each.Contents.read_bytes())]
