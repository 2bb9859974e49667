"""The fast way: the same pages as `sdaid.page.render`, many times sooner.

Most of an aid is the same for many patients, so it is laid out once and used again. A PDF is a
list of numbered objects. A page is an object that names its *content*, a little program (“go
there, set this font, show glyphs 34 45 59”), and its *tags*, a tree of small objects that tells a
screen reader what is a heading, a table cell or a picture. The file ends with a list of where in
it each object starts. Nothing else ties pages together. So this is what happens here:

1. **Stand-ins.** The aid is made with stand-ins (“Qzannnzq”) where the patient's own texts belong:
   name, date of birth, ids, visit, place, clinician. Patients with the same facts, and so with the
   same remarks and marks, have the same aid then: a *variant*.
2. **Parts.** Its HTML is cut where a new page is forced (`sdaid.engine.layout`). Each part is laid
   out alone by WeasyPrint, and kept under a hash of its HTML: a part that does not depend on the
   patient is laid out once.
3. **Leaves.** The finished PDF of a part is taken apart (`sdaid.engine.leaf`) into its pages:
   content and tags, with stand-ins for the page's number too, so that it can come anywhere.
4. **Patchwork.** What depends on the patient's facts are elements of a few pages: the heads of the
   side-by-side tables, and the bands of the page of what is particular to them. Each element is
   laid out once in a place of its own, cut out (`sdaid.engine.elements`), and the page put
   together from them (`sdaid.engine.patchwork`).
5. **Pieces.** A page that has its place gets its page number and its numbers of objects
   (`sdaid.engine.pieces`): fixed operators, and *slots*, the few lines with a stand-in.
6. **Filling.** For each patient the pieces are written one after the other
   (`sdaid.engine.file`), with what all files of the content have (`sdaid.engine.frame`), and the
   slots filled: the line is set with HarfBuzz
   (`sdaid.engine.shape`), which is what Pango uses, and the text beside it on its line is
   moved. That takes about a thousandth of the time.

Nobody has to believe this. Before the first use of a workbook's content in a format, the fast way
makes one whole aid with short stand-ins out of pieces that were laid out with long ones, and
compares every page with what the plain way draws; if they differ, everything goes the plain way.
A line is never filled further than a stand-in reached in its place. Of every kind of page that is
put together the first few are laid out too, and compared. `sdaid.engine.compare` does the same
for finished files.

Where a patient's text is longer than that, the part in which it stands is laid out for them alone.
A patient goes the plain way, and is counted, whose name is too long for the line that is on every
page, or who has a letter that the main font lacks, or anything that must be set in more than one
direction or script.

The fonts in the file hold the whole usual alphabet and so tell nothing about a name. On disk are
only the parts that an aid without any facts has too, with stand-ins; which parts a variant has is
held in memory and ends with the process. A part that somebody's facts changed is laid out once for
all processes of a run: they find it in a folder of the run's own, beside the aids, which ends with
the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from gettext import NullTranslations
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from sdaid.aid.aid import Aid
from sdaid.engine.file import Variant, assembled, fits, written
from sdaid.engine.frame import Frame, covers, frame_of
from sdaid.engine.layout import (
    SLOTS,
    Layout,
    Part,
    Usual,
    alphabet,
    check_texts,
    named,
    texts_of,
)
from sdaid.engine.leaf import (
    Finished,
    Leaf,
    NotCompiledError,
    Tag,
    TooLongError,
    leaves,
    same_pages,
)
from sdaid.engine.patchwork import ONE_MORE, Patchwork, Sewn
from sdaid.engine.pieces import (
    Base,
    Pack,
    Piece,
    Run,
    base_of,
    piece,
    sewn_piece,
)
from sdaid.engine.shape import NotShapedError, Shaper
from sdaid.engine.store import Latest, Store, fingerprint, folder_print
from sdaid.page import fonts
from sdaid.page.chunks import LINES
from sdaid.page.errors import PageError
from sdaid.page.render import render_aid
from sdaid.resources import templates


@dataclass(frozen=True)
class Made:
    """A PDF in parts, those that many aids have as the same objects, so that whoever sends several
    sends these once; how many pages it has (0: nobody counted them); and why it was drawn the plain
    way, in words without any patient, empty where it was not."""

    parts: tuple[bytes, ...]
    pages: int = 0
    why: str = ""


class Engine:
    """Draws aids the fast way; one for a process. `folder` keeps compiled work between runs,
    `shared` what the processes of one run find out for one another.

    `fast` and `plain` count the aids made each way, the latter by reason.
    """

    def __init__(self, folder: Path | None = None, shared: Path | None = None) -> None:
        self._store = Store(folder, (Frame, Leaf, Pack, Piece, Run, Tag), shared)
        self._variants: Latest[str, Variant] = Latest(64)
        self._frames: dict[str, tuple[Frame, Shaper]] = {}
        self._constant: tuple[object, str] = ((), "")
        self._usual: dict[str, Usual] = {}
        self._patchworks: dict[str, Patchwork] = {}
        self._bases: dict[tuple[str, int, int], Base] = {}
        self.fast = 0
        self.plain: Counter[str] = Counter()

    def draw(self, aid: Aid, translations: NullTranslations | None = None,
             logo: Path | None = None) -> bytes:
        """The PDF of `aid`: the pages of `render_aid`, which is called where the fast way does
        not know how. Raises what that raises."""
        return b"".join(self.draw_saying(aid, translations, logo).parts)

    def draw_saying(self, aid: Aid, translations: NullTranslations | None = None,
                    logo: Path | None = None) -> Made:
        """The same, and how it was drawn."""
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
            return made
        self.plain[why] += 1
        return Made((render_aid(aid, translations, logo),), why=why)

    def _draw(self, aid: Aid, translations: NullTranslations | None, logo: Path | None) -> Made:
        texts = texts_of(aid)
        check_texts(aid, texts)
        work = Layout(self._constant_key(aid, translations, logo), aid, translations, logo)
        frame, shaper = self._frame(work)
        key = fingerprint(work.key, repr((
            aid.remarks, aid.tried, aid.unknown, [option.marks for option in aid.options],
            [name for name, text in texts.items() if text])))
        if key not in self._variants:
            self._variants[key] = assembled(self._pieces(work, frame, shaper), frame)
        variant, own = self._variants[key], {SLOTS[name]: text for name, text in texts.items()}
        try:
            parts = written(variant, own, shaper)
        except TooLongError:
            variant = assembled(self._pieces(work, frame, shaper, own), frame)
            parts = written(variant, own, shaper)
        return Made(parts, variant.pages)

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

    def _frame(self, work: Layout) -> tuple[Frame, Shaper]:
        if work.key not in self._frames:
            frame = self._store.get(f"{work.key}.frame", Frame)
            if frame is None:
                frame = self._new_frame(work.without_patient())
                self._store.put(f"{work.key}.frame", frame, "lasting")
            self._frames[work.key] = frame, _shaper(frame, work.aid)
        frame, shaper = self._frames[work.key]
        if frame.fails:
            raise NotCompiledError(frame.fails)
        return frame, shaper

    def _new_frame(self, work: Layout) -> Frame:
        """Make the shared fonts, find how long stand-ins can be, and prove that pieces laid out
        with long ones make the pages that the plain way draws with short ones."""
        plain, whole = work.whole()
        letters = Finished.opened(work.drawn(alphabet(whole)))
        if not covers(letters, plain):  # letters in a form that our styles ask for
            letters = Finished.opened(work.drawn(alphabet(whole, whole)))
        frame = frame_of(plain, letters)
        shaper = _shaper(frame, work.aid)
        try:
            frame = replace(frame, sizes=work.sizes(shaper))
            frame = replace(frame, shared=tuple(
                named(work.key, work.head, part.html)
                for part in work.parts(frame.sizes, self._as_usual(work, frame))))
            made = b"".join(written(assembled(self._pieces(work, frame, shaper), frame), {
                letter: f"Qz{letter}zq" if text else ""
                for letter, text in zip(SLOTS.values(), texts_of(work.aid).values(), strict=True)
            }, shaper))
        except (NotCompiledError, NotShapedError, PageError) as reason:
            return replace(frame, fails=str(reason) or "cannot be compiled")
        if not same_pages(plain, Finished.opened(made)):
            return replace(frame, fails="the pieces make other pages than the whole")
        return frame

    def _pieces(self, work: Layout, frame: Frame, shaper: Shaper,
                own: Mapping[str, str] | None = None) -> list[Piece]:
        """All pages of an aid in their places. Large print is cut shorter until it fits, as in the
        plain way. With a patient's `own` texts, parts in which one does not fit its line are laid
        out with them, for this patient alone."""
        for work.lines in LINES:
            try:
                parts = [(part, self._pages(work, part, frame, shaper))
                         for part in work.parts(frame.sizes, self._as_usual(work, frame))]
                if own is not None:
                    parts = self._with_own(work, parts, frame, shaper, own)
                return self._placed(parts, frame, shaper)
            except PageError as error:
                if error.problem.code != "page-overflow" or work.aid.format == "standard":
                    raise
        raise NotCompiledError("a table that no page holds")

    def _placed(self, parts: Sequence[tuple[Part, list[_Page]]], frame: Frame, shaper: Shaper
                ) -> list[Piece]:
        pages = [page for _, pages in parts for page in pages]
        return [self._piece(page, number, len(pages), shaper, frame)
                for number, page in enumerate(pages)]

    def _with_own(self, work: Layout, parts: list[tuple[Part, list[_Page]]], frame: Frame,
                  shaper: Shaper, own: Mapping[str, str]) -> list[tuple[Part, list[_Page]]]:
        """`parts`, those with a text that is too long laid out with the patient's own texts.
        Nothing of these is kept."""
        pieces = iter(self._placed(parts, frame, shaper))
        by_part = {part.place: [*islice(pieces, len(pages))] for part, pages in parts}
        short = {place for place, several in by_part.items()
                 if not all(fits(each, own, shaper) for each in several)}
        if any(part.way for part, _ in parts if part.place in short):
            raise TooLongError("a text too long for the line on every page")
        return [(part, pages if part.place not in short else [_Laid("", leaf) for leaf in leaves(
            Finished.opened(work.draw(work.with_own_texts(part))), shaper)])
            for part, pages in parts]

    def _as_usual(self, work: Layout, frame: Frame) -> Usual:
        """The HTML of the parts of an aid without a patient."""
        if work.key not in self._usual:
            self._usual[work.key] = work.without_patient().as_usual(frame.sizes)
        return self._usual[work.key]

    def _pages(self, work: Layout, part: Part, frame: Frame, shaper: Shaper) -> list[_Page]:
        """The pages of one part: put together from elements if it has any and one page holds them,
        else laid out, once."""
        def laid(html: str, *, usual: bool = False) -> list[_Laid]:
            name = named(work.key, work.head, html)
            found: tuple[Leaf, ...] | None = self._store.get(f"{name}.leaves", tuple)
            if found is None:
                found = leaves(Finished.opened(work.draw(html)), shaper)
                self._store.put(f"{name}.leaves", found,
                                "lasting" if usual or name in frame.shared else "run")
            return [_Laid(f"{name} {number}", leaf) for number, leaf in enumerate(found)]

        if not part.way:
            return [*laid(part.html, usual=not work.personal)]
        if part.like not in self._patchworks:
            self._patchworks[part.like] = Patchwork(part.way, part.like, work.usual(part),
                                                    self._store)
        patchwork = self._patchworks[part.like]

        def lay(elements: Sequence[str], whole: bool) -> Leaf:
            pages = laid(work.with_elements(part, elements, whole=whole),
                         usual={each.replace(ONE_MORE, "") for each in elements}
                         <= {*patchwork.usual})
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
        if not page.name:
            return piece(page.leaf, number, count, shaper)
        key = fingerprint(page.name, str(number), str(count))
        found = self._store.get(f"{key}.piece", Piece)
        if found is None:
            found = piece(page.leaf, number, count, shaper)
            self._store.put(f"{key}.piece", found, "lasting" if page.name.split()[0] in
                            frame.shared else "process")
        return found


@dataclass(frozen=True)
class _Laid:
    """A page that was laid out, and its name; empty where it is one patient's own."""

    name: str
    leaf: Leaf


_Page = _Laid | Sewn


def _shaper(frame: Frame, aid: Aid) -> Shaper:
    return Shaper(frame.names, frame.widths, frame.letters, aid.language)


@cache
def _versions() -> str:
    """Whatever else decides how pages look: programs, fonts and templates."""
    packages = ["sdaid", "weasyprint", "pydyf", "uharfbuzz", *(
        family.package for family in fonts.FAMILIES if family.files())]
    house = Path(__file__).parent.parent
    return " ".join([*(f"{name} {_version(name)}" for name in packages),
                     folder_print(templates()), *(
                         folder_print(house / room) for room in ("engine", "page"))])


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError

    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
