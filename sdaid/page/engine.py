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
   and kept under a hash of its HTML: a part that does not depend on the patient is laid out once.
3. **Leaves.** The finished PDF of a part is taken apart (`sdaid.page.engine_leaf`) into its pages:
   content and tags, with stand-ins for the page's number too, so that it can come anywhere.
4. **Patchwork.** What depends on the patient's facts are elements of a few pages: the heads of the
   side-by-side tables, and the bands of the page of what is particular to them. A page with
   elements that were all seen on other pages is put together from these
   (`sdaid.page.engine_patchwork`); any other is laid out.
5. **Pieces.** A page that has its place gets its page number and its numbers of objects
   (`sdaid.page.engine_pieces`): fixed operators, and *slots*, the few lines with a stand-in.
6. **Filling.** For each patient the pieces are written one after the other
   (`sdaid.page.engine_file`), and the slots filled: the line is set with HarfBuzz
   (`sdaid.page.engine_shape`), which is what Pango uses, and the text beside it on its line is
   moved. That takes about a thousandth of the time.

Nobody has to believe this. Before the first use of a workbook's content in a format, the fast way
makes one whole aid with short stand-ins out of pieces that were laid out with long ones, and
compares every page with what the plain way draws; if they differ, everything goes the plain way.
A line is never filled further than a stand-in reached in its place. Of every kind of page that is
put together the first few are laid out too, and compared. `sdaid.page.engine_compare` does the same
for finished files.

A patient goes the plain way, and is counted, whose text is longer than that, or has a letter that
the main font lacks, or anything that must be set in more than one direction or script.

The fonts in the file hold the whole usual alphabet and so tell nothing about a name. On disk are
only the parts that an aid without any facts has too, with stand-ins; a part that somebody's facts
changed, and which parts a variant has, is held in memory and ends with the process.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from sdaid.aid.aid import Aid, Reader
from sdaid.page import fonts
from sdaid.page.chunks import LINES
from sdaid.page.draw import Whole, draw
from sdaid.page.engine_file import (
    Frame,
    Variant,
    assembled,
    covers,
    frame_of,
    widest_letters,
    written,
)
from sdaid.page.engine_leaf import (
    PAGE_COUNT,
    PAGE_NUMBER,
    Finished,
    Leaf,
    NotCompiledError,
    Tag,
    leaves,
    same_pages,
)
from sdaid.page.engine_patchwork import Patchwork, Sewn, elements_of
from sdaid.page.engine_pieces import (
    Base,
    Pack,
    Piece,
    Run,
    base_of,
    line_places,
    piece,
    sewn_piece,
)
from sdaid.page.engine_shape import NotShapedError, Shaper
from sdaid.page.engine_store import Store, fingerprint, folder_print
from sdaid.page.errors import PageError
from sdaid.page.html import Sheet, aid_html, page_styles, sheets
from sdaid.page.limits import IDENTIFIER_LINE
from sdaid.page.render import render_aid
from sdaid.resources import templates

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

PLAIN_MARKS = frozenset(" !\"#%&'()*+,-./:;=?@_0123456789·–—‘’“”…")
"""What may stand between Latin letters without another script or direction beginning."""


class Engine:
    """Draws aids the fast way; one for a process. `folder` keeps compiled work between runs.

    `fast` and `plain` count the aids made each way, the latter by reason.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._store = Store(folder, (Frame, Leaf, Pack, Piece, Run, Tag))
        self._variants: OrderedDict[str, Variant] = OrderedDict()
        self._frames: dict[str, tuple[Frame, Shaper]] = {}
        self._constant: tuple[object, str] = ((), "")
        self._usual: dict[str, _Usual] = {}
        self._patchworks: dict[str, Patchwork] = {}
        self._bases: dict[tuple[str, int, int], Base] = {}
        self.fast = 0
        self.plain: Counter[str] = Counter()

    def draw(self, aid: Aid, translations: NullTranslations | None = None,
             logo: Path | None = None) -> bytes:
        """The PDF of `aid`: the pages of `render_aid`, which is called where the fast way does
        not know how. Raises what that raises."""
        return self.draw_saying(aid, translations, logo)[0]

    def draw_saying(self, aid: Aid, translations: NullTranslations | None = None,
                    logo: Path | None = None) -> tuple[bytes, str]:
        """The same, and why it was drawn the plain way, in words without any patient; empty
        where it was not."""
        try:
            made = self._draw(aid, translations, logo)
        except (NotCompiledError, NotShapedError) as reason:
            why = str(reason)
        except PageError as error:
            if error.problem.code == "page-overflow":
                raise  # no table is higher for a patient's own texts
            why = error.problem.code
        else:
            self.fast += 1
            return made, ""
        self.plain[why] += 1
        return render_aid(aid, translations, logo), why

    def _draw(self, aid: Aid, translations: NullTranslations | None, logo: Path | None) -> bytes:
        texts = _texts(aid)
        _check_texts(aid, texts)
        work = _Work(self._constant_key(aid, translations, logo), aid, translations, logo)
        frame, shaper = self._frame(work)
        key = fingerprint(work.key, repr((
            aid.remarks, aid.tried, aid.unknown, [option.marks for option in aid.options],
            [name for name, text in texts.items() if text])))
        if key not in self._variants:
            self._variants[key] = assembled(self._pieces(work, frame, shaper), frame)
            if len(self._variants) > 64:
                self._variants.popitem(last=False)
        self._variants.move_to_end(key)
        return written(self._variants[key],
                       {SLOTS[name]: text for name, text in texts.items()}, shaper)

    def _constant_key(self, aid: Aid, translations: NullTranslations | None,
                      logo: Path | None) -> str:
        """The hash of all that does not depend on the patient."""
        own = ("reader", "appointment", "remarks", "tried", "unknown", "options")
        constant = (
            [getattr(aid, field.name) for field in fields(Aid) if field.name not in own],
            [(each.id, each.number, each.name, each.short_name, each.kind, each.summary)
             for each in aid.options],
            aid.reader is None, sorted(translations.info().items()) if translations else None,
            (logo.name, logo.read_bytes()) if logo else None)
        if self._constant[0] != constant:
            self._constant = (constant, fingerprint(_versions(), repr(constant)))
        return self._constant[1]

    def _frame(self, work: _Work) -> tuple[Frame, Shaper]:
        if work.key not in self._frames:
            frame = self._store.get(f"{work.key}.frame", Frame)
            if frame is None:
                frame = self._new_frame(work.without_patient())
                self._store.put(f"{work.key}.frame", frame)
            self._frames[work.key] = frame, _shaper(frame, work.aid)
        frame, shaper = self._frames[work.key]
        if frame.fails:
            raise NotCompiledError(frame.fails)
        return frame, shaper

    def _new_frame(self, work: _Work) -> Frame:
        """Make the shared fonts, find how long stand-ins can be, and prove that pieces laid out
        with long ones make the pages that the plain way draws with short ones."""
        plain, whole = work.whole()
        alphabet = Finished.opened(work.drawn(_alphabet(whole)))
        if not covers(alphabet, plain):  # letters in a form that our styles ask for
            alphabet = Finished.opened(work.drawn(_alphabet(whole, whole)))
        frame = frame_of(plain, alphabet)
        shaper = _shaper(frame, work.aid)
        try:
            frame = replace(frame, sizes=work.sizes(shaper))
            frame = replace(frame, shared=tuple(
                _named(work.key, work.head, part.html)
                for part in work.parts(frame.sizes, self._as_usual(work, frame))))
            made = written(assembled(self._pieces(work, frame, shaper), frame), {
                letter: f"Qz{letter}zq" if text else ""
                for letter, text in zip(SLOTS.values(), _texts(work.aid).values(), strict=True)
            }, shaper)
        except (NotCompiledError, NotShapedError, PageError) as reason:
            return replace(frame, fails=str(reason) or "cannot be compiled")
        if not same_pages(plain, Finished.opened(made)):
            return replace(frame, fails="the pieces make other pages than the whole")
        return frame

    def _pieces(self, work: _Work, frame: Frame, shaper: Shaper) -> list[Piece]:
        """All pages of an aid in their places. Large print is cut shorter until it fits, as in the
        plain way."""
        for work.lines in LINES:
            try:
                pages = [page for part in work.parts(frame.sizes, self._as_usual(work, frame))
                         for page in self._pages(work, part, frame, shaper)]
                return [self._piece(page, number, len(pages), shaper, frame)
                        for number, page in enumerate(pages)]
            except PageError as error:
                if error.problem.code != "page-overflow" or work.aid.format == "standard":
                    raise
        raise NotCompiledError("a table that no page holds")

    def _as_usual(self, work: _Work, frame: Frame) -> _Usual:
        """The HTML of the parts of an aid without a patient."""
        if work.key not in self._usual:
            self._usual[work.key] = work.without_patient().as_usual(frame.sizes)
        return self._usual[work.key]

    def _pages(self, work: _Work, part: _Part, frame: Frame, shaper: Shaper) -> list[_Page]:
        """The pages of one part: put together from elements if it has any and one page holds them,
        else laid out, once."""
        def laid(html: str, *, usual: bool = False) -> list[_Laid]:
            name = _named(work.key, work.head, html)
            found: tuple[Leaf, ...] | None = self._store.get(f"{name}.leaves", tuple)
            if found is None:
                found = leaves(Finished.opened(work.draw(html)), shaper)
                self._store.put(f"{name}.leaves", found, lasting=usual or name in frame.shared)
            return [_Laid(f"{name} {number}", leaf) for number, leaf in enumerate(found)]

        if not part.way:
            return [*laid(part.html, usual=not work.personal)]
        if part.like not in self._patchworks:
            self._patchworks[part.like] = Patchwork(part.way, part.like, work.usual(part))
        patchwork = self._patchworks[part.like]

        def lay(elements: Sequence[str], whole: bool) -> Leaf:
            pages = laid(work.with_elements(part, elements, whole=whole),
                         usual={*elements} <= {*patchwork.usual})
            if len(pages) != 1:
                raise NotCompiledError("elements that need two pages")
            return pages[0].leaf

        sewn = patchwork.sewn(part.elements, lay)
        return [sewn] if sewn else [*laid(work.with_elements(part, part.elements, whole=True))]

    def _piece(self, page: _Page, number: int, count: int, shaper: Shaper, frame: Frame) -> Piece:
        if isinstance(page, Sewn):
            place = page.name, number, count
            if place not in self._bases:
                self._bases[place] = base_of(page.ground, number, count, shaper)
            return sewn_piece(page, self._bases[place])
        key = fingerprint(page.name, str(number), str(count))
        found = self._store.get(f"{key}.piece", Piece)
        if found is None:
            found = piece(page.leaf, number, count, shaper)
            self._store.put(f"{key}.piece", found,
                            lasting=page.name.split()[0] in frame.shared)
        return found


@dataclass(frozen=True)
class _Laid:
    """A page that was laid out, and its name."""

    name: str
    leaf: Leaf


_Page = _Laid | Sewn


@lru_cache(64)
def _named(key: str, head: str, html: str) -> str:
    """The fingerprint of a part; that of the parts that all patients have is reckoned once."""
    return fingerprint(key, head, html)


def _parts(html: str) -> tuple[str, list[str], str]:
    """An aid's HTML, cut where a new page is forced; what comes before and after these parts."""
    body, end = html.index("<main>") + len("<main>"), html.rindex("</main>")
    cuts = [body, *(match.start() for match in NEW_PAGE.finditer(html, body)), end]
    return html[:body], [html[start:stop] for start, stop in pairwise(cuts)], html[end:]


@dataclass(frozen=True)
class _Part:
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
class _Usual:
    """The HTML of the parts of an aid without a patient, in brief and whole; the last parts are
    left out in brief."""

    brief: tuple[str, ...] = ()
    full: tuple[str, ...] = ()


class _Work:
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

    def without_patient(self) -> _Work:
        """The same for everybody: with all texts, and nothing that facts lead to."""
        aid = replace(
            self.aid, remarks=(), tried=(), unknown=(), appointment="-",
            reader=Reader(*("-" for _ in fields(Reader))) if self.aid.reader else None,
            options=tuple(replace(option, marks=()) for option in self.aid.options))
        work = _Work(self.key, aid, self.translations, self.logo)
        work.personal = False
        return work

    def parts(self, sizes: Mapping[str, int], usual: _Usual) -> list[_Part]:
        """The parts of the aid with stand-ins of these lengths: those with elements that vary in
        brief, the others whole, most of them from `usual`."""
        self.lengths, self.full = sizes, []
        self.head, brief, self.tail = _parts(self.html(sizes, brief=True))
        known = dict(zip(usual.brief, usual.full, strict=False))
        parts = [self._part(place, html) for place, html in enumerate(
            [*brief, *usual.full[len(usual.brief):]])]
        return [part if part.way else replace(part, html=known.get(part.html, part.html))
                for part in parts]

    def as_usual(self, sizes: Mapping[str, int]) -> _Usual:
        """The HTML of the aid's parts, in brief and whole."""
        brief, full = (_parts(self.html(sizes, brief=brief))[1] for brief in (True, False))
        return _Usual(tuple(brief), tuple(full))

    def usual(self, part: _Part) -> tuple[str, ...]:
        """The elements of a part, cut as it is here, for a patient of whom nothing is known."""
        other = self.without_patient()
        plain = {option.id: option for option in other.aid.options}
        cut = [replace(sheet, options=tuple(plain[option.id] for option in sheet.options))
               for sheet in self.sheets]
        html = aid_html(other.aid, cut, self.translations, self.logo, brief=True)
        return elements_of(_parts(html)[1][part.place])[2]

    def with_elements(self, part: _Part, elements: Sequence[str], *, whole: bool) -> str:
        """The HTML of a part with these elements, whole or in brief."""
        if whole and not self.full:
            self.full = _parts(self.html(self.lengths))[1]
        before, after = elements_of(self.full[part.place])[1] if whole else part.around
        return "\n".join((before, *elements, after))

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

    def _part(self, place: int, html: str) -> _Part:
        way, around, elements = elements_of(html)
        like = fingerprint(self.key, self.head, *around) if way else ""
        return _Part(place, html, way, around, elements, like)

    def _with(self, sizes: Mapping[str, int]) -> Aid:
        texts = {name: f"Qz{SLOTS[name]}{'n' * sizes[name]}zq" if text else ""
                 for name, text in _texts(self.aid).items()}
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
            more = widest_letters([piece(leaf, 0, 9, shaper) for leaf in leaves(made, shaper)],
                                  shaper)
            sizes = usual | {name: int(more.get(SLOTS[name], 0) * share)
                             for name in ("name", "place", "clinician")}
            if line_places(self._first_part(sizes)) == lines:
                return sizes
        return SHORT

    def _first_part(self, sizes: Mapping[str, int]) -> Finished:
        return Finished.opened(self.draw(self.parts(sizes, _Usual())[0].html))


def _shaper(frame: Frame, aid: Aid) -> Shaper:
    return Shaper(frame.names, frame.widths, frame.letters, aid.language)


def _texts(aid: Aid) -> dict[str, str]:
    """The patient's own texts by the names of `SLOTS`."""
    own = {name: getattr(aid.reader, name) if aid.reader else "" for name in SLOTS
           if name != "appointment"}
    return own | {"appointment": aid.appointment}


def _check_texts(aid: Aid, texts: Mapping[str, str]) -> None:
    """Raises `NotCompiledError` where a text could need more than one font, script, direction or
    line; such a patient goes the plain way."""
    if aid.direction != "ltr":
        raise NotCompiledError("an aid written from right to left")
    if len(texts["name"] + texts["born"] + texts["id"]) > IDENTIFIER_LINE:
        raise NotCompiledError("identifiers too long for a line")
    for text in texts.values():
        if text != " ".join(text.split()) or not all(map(_is_simple, text)):
            raise NotCompiledError("a text of more than plain Latin letters")


@cache
def _is_simple(letter: str) -> bool:
    return letter in PLAIN_MARKS or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")
        and unicodedata.normalize("NFC", letter) == letter)


def _alphabet(html: str, aid: str = "<body></html>") -> str:
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


@cache
def _versions() -> str:
    """Whatever else decides how pages look: programs, fonts and templates."""
    packages = ["sdaid", "weasyprint", "pydyf", "uharfbuzz", *(
        family.package for family in fonts.FAMILIES if family.files())]
    here = Path(__file__).parent
    return " ".join([*(f"{name} {_version(name)}" for name in packages),
                     folder_print(templates()), folder_print(here)])


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError

    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
