"""The fast way: the same pages as `sdaid.page.render`, many times sooner.

All patients of an edition have the same pages, but for kept places: the head of each page, the
visit and what is particular to them on page 1, the marks at each option, the added leaf. Templates
fill a kept place with `own("marks", ...)`, which is a template of the folder `pages/own`. The fast
way lays out the shared pages once and puts what those templates make into the places:

1. **Shared pages.** The aid of nobody is laid out with a stand-in (“Qz007zq”) in each kept place
   (`setting`), once with the added leaf and once without. Its finished PDF is a list of numbered
   objects: contents (programs of drawing operators) and *tags* (a tree that tells a screen reader
   what is what). From it come the start of every patient's file, and the place of each stand-in on
   its page and in the tags (`sheets`).
2. **Fragments.** For a patient, the templates of `own` make the HTML of each place. Its paragraphs
   and tables are *fragments*: each is laid out once, as wide as its place, many in one go
   (`fragments`). So the messages of a fact are laid out once for all. What the edition alone tells,
   as messages and sets of marks, is laid out before any patient is looked at (`ready`, `stock`).
3. **Moulds.** A block of one line, as the head or the visit, differs in its texts alone. Its mould
   is taken from two made-up patients (`moulds`), and the texts are set into it with HarfBuzz
   (`shape`), which is what Pango uses, from left to right or in Arabic from right to left.
4. **A file.** Fragments are put one below the other into their places, their tags below those of
   the places. They are drawn behind what a page shares with others, and all that is a patient's own
   is written behind the shared start of the file (`file`). Many patients have the same kinds of
   blocks on a page, and so the same tags: those are written once and used again.

Nobody has to believe this. Before shared pages are first used, aids are drawn both ways and
compared: one with every mark, messages beyond page 1 and every text; one of whom nothing is known;
one with the longest texts (`proof`, `sdaid.pdf.compare`). If operators, tags, text or pixels
differ, as they do when a template tells something of a patient outside kept places, every aid of
that edition, format and paper goes the plain way, and the run says why. `sdaid render --verify`
compares any others.

A patient goes the plain way, and is counted, whose texts need a font that the shared pages lack or
leave their place; and so do drafts and what is nobody's. The fonts are those of the edition: an
Arabic name is drawn fast on an Arabic aid, and plainly on an English one.

The fonts in the file hold the whole usual alphabet and so tell nothing about a name. On disk are
shared pages with their moulds, and fragments that the edition alone determines, which hold nothing
of anybody; all others are held in memory and end with the process. They are found by what decides
the pages (`Setting.key`), and so no process makes the pages' HTML again. Which bytes an aid has
does not depend on whoever was drawn before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import NullTranslations
from itertools import chain
from pathlib import Path

from sdaid.aid.edition import Document, Personal
from sdaid.engine.file import Placed
from sdaid.engine.fragments import Fragment, Frame, Wanted
from sdaid.engine.moulds import Line, Mould, Trusted
from sdaid.engine.proof import everyday, proofs, samples
from sdaid.engine.ready import Blocks, Ready, every
from sdaid.engine.setting import Setting, Shared
from sdaid.engine.sheets import Kept, Page, Sheets
from sdaid.engine.stock import Stock
from sdaid.engine.store import Store
from sdaid.page.bands import Bands, Geometry
from sdaid.page.boxes import Place
from sdaid.page.errors import PageError
from sdaid.page.html import Around
from sdaid.page.page_numbers import PageNumbers
from sdaid.page.paper import PAPERS, Format
from sdaid.page.render import render
from sdaid.page.start import Start, leaf_pages
from sdaid.pdf.compare import compare
from sdaid.pdf.content import NotFastError, Shape, Tag


@dataclass(frozen=True)
class Made:
    """A PDF in parts, those that many aids have as the same objects, so that whoever sends several
    sends these once; how many pages it has (0: nobody counted them); and why it was drawn the plain
    way, in words without any patient, empty where it was not."""

    parts: tuple[bytes, ...]
    pages: int = 0
    why: str = ""


@dataclass(frozen=True)
class Proved:
    """What was found out of a setting: why the fast way cannot be gone, empty where it can; and
    then its shared pages, the moulds of its blocks, and the blocks that the edition alone tells, by
    place."""

    fails: str
    shared: Shared | None = None
    moulds: Trusted = field(default_factory=dict)
    everyday: tuple[tuple[Wanted, ...], ...] = ()


SHAPES = (Proved, Shared, Sheets, Page, Kept, Place, Around, Geometry, Format, Bands, range, Start,
          PageNumbers, Frame, Mould, Line, Fragment, Shape, Tag)
"""The types of what is kept between runs."""


class Engine:
    """Draws aids the fast way; one for a process. `folder` keeps shared pages between runs,
    `shared` lets the processes of one run share the work of preparing them."""

    def __init__(self, folder: Path | None = None, shared: Path | None = None) -> None:
        self._store = Store(folder, shared, SHAPES)
        self._ready: dict[tuple[object, ...], tuple[object, Ready | str]] = {}
        self._stock = Stock(self._store)
        self._prepared: dict[int, tuple[Document, Ready, Blocks]] = {}
        self.fast = 0
        self.plain: Counter[str] = Counter()

    def draw(self, document: Document, translations: NullTranslations | None = None,
             logo: Path | None = None) -> bytes:
        """The PDF of `document`: the pages of `render`, which is called where the fast way does
        not know how. Raises what that raises."""
        return b"".join(self.draw_saying(document, translations, logo).parts)

    def draw_saying(self, document: Document, translations: NullTranslations | None = None,
                    logo: Path | None = None) -> Made:
        """The same, and how it was drawn."""
        try:
            prepared = self._prepared.pop(id(document), None)
            ready, held = prepared[1:] if prepared else self._blocks(
                document, translations or NullTranslations(), logo)
            parts = self._filled(ready, held)
        except (NotFastError, PageError) as reason:
            why = _why(reason)
            self.plain[why] += 1
            return Made((render(document, translations, logo),), why=why)
        self.fast += 1
        return Made(parts, len(ready.sheets.pages))

    def prepare(self, documents: Sequence[Document], translations: NullTranslations | None = None,
                logo: Path | None = None) -> None:
        """Lay out at once what several documents need, which is sooner than one by one."""
        wanted: dict[int, tuple[Ready, list[Wanted]]] = {}
        self._prepared.clear()
        for document in documents:
            with suppress(NotFastError, PageError):
                ready, held = self._blocks(document, translations or NullTranslations(), logo)
                self._prepared[id(document)] = document, ready, held
                wanted.setdefault(id(ready), (ready, []))[1].extend(every(held))
        for ready, keys in wanted.values():
            self._stock.lay_in(ready, keys)

    def _blocks(self, document: Document, translations: NullTranslations, logo: Path | None
                ) -> tuple[Ready, Blocks]:
        """The shared pages for a document, and what its patient has in their places."""
        personal = document.personal
        if personal is None or document.kind == "book":
            raise NotFastError("not of a patient")
        if document.edition.draft:
            raise NotFastError("a draft")
        ready = self._made_ready(document, translations, logo, leaf=False)
        context = ready.context(personal)
        if document.kind == "aid" and context["start"].left:
            ready = self._made_ready(document, translations, logo, leaf=True)
            context = ready.context(personal)
        return ready, ready.blocks(context)

    def _filled(self, ready: Ready, held: Blocks) -> tuple[bytes, ...]:
        self._stock.lay_in(ready, every(held))
        return ready.writer.file([
            [self._placed(kept.place, keys) for kept, keys in zip(page.kept, places, strict=True)]
            for page, places in zip(ready.sheets.pages, held, strict=True)])

    def _placed(self, place: Place, keys: Sequence[Wanted]) -> list[Placed]:
        """The fragments of a place, one below the other."""
        placed, down = [], 0.0
        for key in keys:
            fragment = self._stock[key]
            if fragment is None:
                raise NotFastError("a text that cannot be drawn apart")
            placed.append(Placed(fragment, down))
            down += fragment.height
        if down > place.room:
            raise NotFastError("a text that leaves its place")
        return placed

    def _made_ready(self, document: Document, translations: NullTranslations, logo: Path | None,
                    *, leaf: bool) -> Ready:
        """The shared pages for a document, proved; made and proved the first time. While another
        process of the run makes them, this one makes those with the leaf, or without."""
        edition, personal = document.edition, document.personal
        key = (id(edition), document.kind, document.format, document.paper, leaf, logo,
               personal and personal.overdue, translations.info().get("language"))
        if key not in self._ready:
            setting = Setting(document, translations, logo, leaf=leaf)
            known = self._known(setting, wait=False)
            if known is None:
                if document.kind == "aid":
                    self._known(Setting(document, translations, logo, leaf=not leaf), wait=False)
                known = self._known(setting, wait=True) or self._proved(setting)
            self._ready[key] = edition, self._found(setting, known)
        found = self._ready[key][1]
        if isinstance(found, str):
            raise NotFastError(found)
        return found

    def _known(self, setting: Setting, *, wait: bool) -> Proved | None:
        return self._store.made(setting.key, Proved, partial(self._proved, setting), wait=wait)

    def _found(self, setting: Setting, known: Proved) -> Ready | str:
        """What is `known` of a setting, to be filled; or why it cannot be."""
        if known.shared is None:
            return known.fails
        ready = Ready(setting, known.shared, known.moulds)
        self._stock.take(ready, known.everyday)
        return ready

    def _proved(self, setting: Setting) -> Proved:
        edition = setting.document.edition
        try:
            shared = setting.laid_out()
            ready = Ready(setting, shared, {})
            self._take_moulds(ready)
            for personal in proofs(edition, setting.overdue, shared.around.made, leaf=setting.leaf,
                                   fits=lambda each: self._fits(ready, each)):
                document = replace(setting.document, personal=personal)
                held = ready.blocks(ready.context(personal))
                differs = compare(render(document, setting.translations, setting.logo),
                                  b"".join(self._filled(ready, held)))
                if differs:
                    return Proved("both ways differ: " + differs[0])
        except (NotFastError, PageError) as reason:
            return Proved(_why(reason))
        return Proved("", shared, ready.moulds.trusted, tuple(ready.by_place(everyday)))

    def _take_moulds(self, ready: Ready) -> None:
        """Take moulds from two made-up patients, always the same: whether a block is set or laid
        out may not depend on whoever came before."""
        made_up = ready.by_place(samples)
        self._stock.take(ready, made_up)
        for key in chain.from_iterable(made_up):
            if fragment := self._stock[key]:
                ready.moulds.learn(*key, fragment)

    def _fits(self, ready: Ready, personal: Personal) -> bool | None:
        """Whether page 1 and a leaf hold what is particular to a patient; None where page 1
        does."""
        start = ready.context(personal)["start"]
        if not start.left:
            return None
        document, made = ready.setting.document, ready.shared.around.made
        return leaf_pages(document.edition, start, made, PAPERS[document.paper]) == 1


def _why(reason: NotFastError | PageError) -> str:
    return reason.problem.code if isinstance(reason, PageError) else str(reason)
