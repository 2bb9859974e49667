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
   and tables are *fragments*: each is laid out once, on a page of its own as wide as its place,
   many in one go (`fragments`). So the messages of a fact are laid out once for all.
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
shared pages alone, which hold nothing of anybody; fragments are held in memory and end with the
process. Which bytes an aid has does not depend on whoever was drawn before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from gettext import NullTranslations
from pathlib import Path

from sdaid.aid.edition import Document, Personal
from sdaid.engine.claims import Claims
from sdaid.engine.file import Placed, Writer
from sdaid.engine.fragments import Fragment, Frame, Wanted, blocks, laid_out
from sdaid.engine.moulds import Moulds
from sdaid.engine.proof import proofs, samples
from sdaid.engine.setting import Setting
from sdaid.engine.shape import Shaper
from sdaid.engine.sheets import Kept, Page, Sheets
from sdaid.engine.store import Latest, Store, fingerprint
from sdaid.page.boxes import Place
from sdaid.page.errors import PageError
from sdaid.page.paper import PAPERS
from sdaid.page.render import STYLES, render
from sdaid.page.start import leaf_pages
from sdaid.pdf.compare import compare
from sdaid.pdf.content import NotFastError

Blocks = list[list[list[Wanted]]]
"""The blocks in each kept place of each page of a patient, from top to bottom."""

MOST_FRAGMENTS, AT_ONCE = 6000, 120
"""Fragments held in memory, and laid out in one go."""


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
    """What was found out of a setting: its sheets, whether they end with a page for notes, and why
    the fast way cannot be gone, empty where it can."""

    sheets: Sheets | None
    notes: bool
    fails: str = ""


class Ready:
    """A setting with its sheets, to fill."""

    def __init__(self, setting: Setting, sheets: Sheets) -> None:
        self.setting, self.sheets = setting, sheets
        style = fingerprint(setting.head, setting.css, repr(sheets.letters), repr(sheets.states))
        self.places = [[(kept, Frame.of(kept.place, style)) for kept in page.kept]
                       for page in sheets.pages]
        edition = setting.document.edition
        leftward = edition.direction == "rtl"
        self.moulds = Moulds(Shaper(sheets, edition.language, leftward=leftward), sheets.letters,
                             leftward=leftward)
        self.writer = Writer(sheets)

    def blocks(self, context: dict[str, object]) -> Blocks:
        """What stands in the places of the pages of the patient of `context`."""
        texts = self.setting.texts(context)
        return [[[(frame, block) for block in blocks(texts[kept.stand_in])]
                 for kept, frame in page] for page in self.places]


class Engine:
    """Draws aids the fast way; one for a process. `folder` keeps shared pages between runs,
    `shared` lets the processes of one run share the work of preparing them."""

    def __init__(self, folder: Path | None = None, shared: Path | None = None) -> None:
        self._store = Store(folder, (Proved, Sheets, Page, Kept, Place))
        self._claims = Claims(shared if folder else None)
        self._ready: dict[tuple[object, ...], tuple[object, Ready | str]] = {}
        self._fragments: Latest[Wanted, Fragment | None] = Latest(MOST_FRAGMENTS)
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
            made = self._draw(document, translations or NullTranslations(), logo)
        except (NotFastError, PageError) as reason:
            why = _why(reason)
            self.plain[why] += 1
            return Made((render(document, translations, logo),), why=why)
        self.fast += 1
        return made

    def prepare(self, documents: Sequence[Document], translations: NullTranslations | None = None,
                logo: Path | None = None) -> None:
        """Lay out at once what several documents need, which is sooner than one by one."""
        wanted: dict[int, tuple[Ready, list[Wanted]]] = {}
        self._prepared.clear()
        for document in documents:
            with suppress(NotFastError, PageError):
                ready, held = self._blocks(document, translations or NullTranslations(), logo)
                self._prepared[id(document)] = document, ready, held
                wanted.setdefault(id(ready), (ready, []))[1].extend(self._missing(ready, held))
        for ready, keys in wanted.values():
            self._lay_out(ready, keys)

    def _draw(self, document: Document, translations: NullTranslations, logo: Path | None) -> Made:
        prepared = self._prepared.pop(id(document), None)
        ready, held = prepared[1:] if prepared else self._blocks(document, translations, logo)
        return Made(self._filled(ready, held), len(ready.sheets.pages))

    def _blocks(self, document: Document, translations: NullTranslations, logo: Path | None
                ) -> tuple[Ready, Blocks]:
        """The shared pages for a document, and what its patient has in their places."""
        personal = document.personal
        if personal is None or document.kind == "book":
            raise NotFastError("not of a patient")
        if document.edition.draft:
            raise NotFastError("a draft")
        ready = self._made_ready(document, translations, logo, leaf=False)
        context = ready.setting.context(personal)
        if document.kind == "aid" and context["start"].left:
            ready = self._made_ready(document, translations, logo, leaf=True)
            context = ready.setting.context(personal)
        return ready, ready.blocks(context)

    def _missing(self, ready: Ready, held: Blocks) -> Iterator[Wanted]:
        for key in _every(held):
            if key not in self._fragments:
                if fragment := ready.moulds.cast(*key):
                    self._fragments[key] = fragment
                else:
                    yield key

    def _lay_out(self, ready: Ready, wanted: Iterable[Wanted]) -> None:
        keys = [key for key in dict.fromkeys(wanted) if key not in self._fragments]
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start:start + AT_ONCE]
            made = laid_out(part, ready.setting.head, STYLES, ready.setting.css, ready.sheets)
            for key, fragment in zip(part, made, strict=True):
                self._fragments[key] = fragment

    def _filled(self, ready: Ready, held: Blocks) -> tuple[bytes, ...]:
        self._lay_out(ready, self._missing(ready, held))
        return ready.writer.file([
            [self._placed(kept.place, keys) for kept, keys in zip(page.kept, places, strict=True)]
            for page, places in zip(ready.sheets.pages, held, strict=True)])

    def _placed(self, place: Place, keys: Sequence[Wanted]) -> list[Placed]:
        """The fragments of a place, one below the other."""
        placed, down = [], 0.0
        for key in keys:
            fragment = self._fragments[key]
            if fragment is None:
                raise NotFastError("a text that cannot be drawn apart")
            placed.append(Placed(fragment, down))
            down += fragment.height
        if down > place.room:
            raise NotFastError("a text that leaves its place")
        return placed

    def _made_ready(self, document: Document, translations: NullTranslations, logo: Path | None,
                    *, leaf: bool) -> Ready:
        """The shared pages for a document, proved; made and proved the first time."""
        edition, personal = document.edition, document.personal
        key = (id(edition), document.kind, document.format, document.paper,
               personal and personal.overdue, leaf,
               translations.info().get("language"), logo)
        if key not in self._ready:
            mine, other = (partial(Setting, document, translations, logo, leaf=each)
                           for each in (leaf, not leaf))
            self._ready[key] = edition, self._found(mine(), other)
        found = self._ready[key][1]
        if isinstance(found, str):
            raise NotFastError(found)
        return found

    def _found(self, setting: Setting, other: Callable[[], Setting]) -> Ready | str:
        """The setting's sheets as they were kept, or made and proved now. While another process of
        the run makes them, this one makes those of the `other` setting."""
        known = self._store.get(setting.key, Proved)
        if known is None and not self._claims.mine(setting.key):
            meanwhile = other()
            if self._store.get(meanwhile.key, Proved) is None and self._claims.mine(meanwhile.key):
                self._make(meanwhile)
            known = self._claims.waited(
                setting.key, lambda: self._store.get(setting.key, Proved))
        if known is None:
            known = self._make(setting)
        elif known.notes != setting.notes:
            setting.ask(known.notes)
        if known.sheets is None:
            return known.fails
        ready = Ready(setting, known.sheets)
        self._take_moulds(ready)
        return ready

    def _make(self, setting: Setting) -> Proved:
        key = setting.key
        known = self._proved(setting)
        self._store.put(key, known)
        return known

    def _take_moulds(self, ready: Ready) -> None:
        """Take moulds from two made-up patients, always the same: whether a block is set or laid
        out may not depend on whoever came before."""
        for name in samples(ready.setting.document.edition, ready.setting.overdue):
            keys = list(dict.fromkeys(_every(ready.blocks(ready.setting.context(name)))))
            self._lay_out(ready, keys)
            for key in keys:
                if fragment := self._fragments[key]:
                    ready.moulds.learn(*key, fragment)

    def _proved(self, setting: Setting) -> Proved:
        try:
            ready = Ready(setting, setting.sheets())
            self._take_moulds(ready)
            for personal in proofs(setting.document.edition, setting.overdue,
                                   setting.written.context["made"], leaf=setting.leaf,
                                   fits=lambda each: self._fits(ready, each)):
                document = replace(setting.document, personal=personal)
                held = ready.blocks(setting.context(personal))
                differs = compare(render(document, setting.translations, setting.logo),
                                  b"".join(self._filled(ready, held)))
                if differs:
                    return Proved(None, setting.notes, "both ways differ: " + differs[0])
        except (NotFastError, PageError) as reason:
            return Proved(None, setting.notes, _why(reason))
        return Proved(ready.sheets, setting.notes)

    def _fits(self, ready: Ready, personal: Personal) -> bool | None:
        """Whether page 1 and a leaf hold what is particular to a patient; None where page 1
        does."""
        start = ready.setting.context(personal)["start"]
        if not start.left:
            return None
        document, made = ready.setting.document, ready.setting.written.context["made"]
        return leaf_pages(document.edition, start, made, PAPERS[document.paper]) == 1


def _every(held: Blocks) -> Iterator[Wanted]:
    return (key for page in held for place in page for key in place)


def _why(reason: NotFastError | PageError) -> str:
    return reason.problem.code if isinstance(reason, PageError) else str(reason)
