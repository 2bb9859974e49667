"""Pages put together from elements that were laid out elsewhere; see `sdaid.engine.engine`.

The templates mark elements that vary from patient to patient: heads that stand beside one another
in a table, bands that stand below one another. Pages that differ in nothing else are alike in all
but which elements they have and how far down what follows is. So each element is laid out once, in
a place of its own where its height shows, cut out with its drawing and its tag, and put where it
belongs. Whichever patients were drawn before, the page is the same, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sdaid.engine.elements import (
    FIRST_LINE,
    Bookmark,
    Ground,
    Patch,
    changed,
    numbered,
    only_tags,
    taken_apart,
)
from sdaid.engine.leaf import (
    NUMBERED,
    TOKEN,
    Leaf,
    NotCompiledError,
    Tag,
    ranks,
    same_operators,
)
from sdaid.engine.shape import decimal
from sdaid.engine.store import Latest, Store, fingerprint

PLACED = re.compile(rb"^(1 0 0 -1 \S+ |\S+ )(\S+)( Tm| [ml]| \S+ \S+ re)$", re.M)

PROOFS = 3
"""So many pages of a kind, and the first on each ground, are also laid out, and compared."""

NEAR = 0.01
"""Px below which lengths are the same."""

ONE_MORE = '<span style="display: block">0</span>'
"""What makes an element higher by a line."""

MORE_LINES = 9
"""So many more lines, at most, are looked at for a row that is higher than usual."""

FOOT = 24.0
"""Px that the first line of a page's foot stands at least below what the page can hold: the foot's
space, line and padding, and the height of a letter."""

LAST_SEWN = 256
"""How many pages that were put together are held at once: many patients have the same marks."""

IN_MEMORY = 1000
"""How many elements of a part are held at once, some 10 KiB each."""


@dataclass(frozen=True, eq=False)
class Sewn:
    """A page put together: the ground and its name, and the elements in their places, their tags
    each with the number of its first mark."""

    name: str
    ground: Ground
    content: bytes
    tags: tuple[tuple[Tag, int], ...]
    bookmarks: tuple[Bookmark, ...]

    def whole(self) -> Leaf:
        """The same as one page."""
        ground = self.ground
        marks = ground.leaf.bookmarks
        tags = (numbered(tag, first.__add__) for tag, first in self.tags)
        return replace(
            ground.leaf, content=b"\n".join((ground.before, self.content, ground.after)),
            tags=only_tags(changed(ground.leaf.tags, ground.path, lambda kids: (*kids, *tags))),
            bookmarks=(*marks[:ground.led], *self.bookmarks, *marks[ground.led:]))


Lay = Callable[[Sequence[str], bool], Leaf]
"""Lays out the page with these elements; all of it, or without what is below them."""


class Patchwork:
    """Pages that are alike but for their elements, which stand `beside` or `below` one another.
    `name` names them, `usual` are the elements for a patient of whom nothing is known; `store`
    remembers how many pages a run has proved."""

    def __init__(self, way: str, name: str, usual: Sequence[str], store: Store) -> None:
        self.beside, self.name, self.usual = way == "beside", name, tuple(usual)
        self._seen: dict[tuple[bool, tuple[str, ...]], tuple[Ground, list[Patch]]] = {}
        self._store = store
        self._sewn: Latest[tuple[str, ...], Sewn] = Latest(LAST_SEWN)

    def sewn(self, elements: Sequence[str], lay: Lay) -> Sewn | None:
        """The page with these elements; None where one page may not hold them. Raises
        `NotCompiledError` where it cannot be put together."""
        key = tuple(elements)
        if key not in self._sewn:
            made = self._beside(elements, lay) if self.beside else self._below(elements, lay)
            if made is None:
                return None
            self._prove(made, elements, lay)
            self._sewn[key] = made
        return self._sewn[key]

    def _prove(self, made: Sewn, elements: Sequence[str], lay: Lay) -> None:
        """Compare one of the first pages with what is laid out as a whole."""
        kind, ground = (f"{name}.proved" for name in (self.name, f"{made.name}.ground"))
        done, on_ground = (self._store.get(name, int) or 0 for name in (kind, ground))
        if done >= PROOFS and on_ground:
            return
        if not _same(made.whole(), lay(elements, True)):
            raise NotCompiledError("elements that look otherwise elsewhere")
        self._store.put(kind, done + 1, "run")
        self._store.put(ground, 1, "run")

    def _apart(self, elements: tuple[str, ...], lay: Lay, *, whole: bool = False
               ) -> tuple[Ground, list[Patch]]:
        """What the page with these elements is made of."""
        if (whole, elements) not in self._seen:
            if TOKEN.search("".join(elements)):
                raise NotCompiledError("a patient's own text in what facts lead to")
            if len(self._seen) > IN_MEMORY:  # dates and measures come in any number
                self._seen.clear()
            self._seen[whole, elements] = taken_apart(
                lay(elements, whole), self.beside, len(elements))
        return self._seen[whole, elements]

    def _beside(self, elements: Sequence[str], lay: Lay) -> Sewn:
        """All stand at the foot of a row that is as high as the highest. Each is seen among usual
        ones: how much lower the line before them stands there is how much higher it is."""
        alone = [(*self.usual[:place], html, *self.usual[place + 1:])
                 for place, html in enumerate(elements)]
        seen = [self._apart(each, lay)[1][place] for place, each in enumerate(alone)]
        among = self._as_high(max(patch.above for patch in seen), alone, lay)
        ground, _ = self._apart(among, lay, whole=True)
        return _joined(fingerprint(self.name, *among), ground, seen,
                       [ground.above - patch.above for patch in seen])

    def _as_high(self, above: float, alone: Sequence[tuple[str, ...]], lay: Lay
                 ) -> tuple[str, ...]:
        """Elements as high as is wanted: the usual ones, or the first of them with more lines, so
        that few grounds do for all; else the first `alone` that is as high."""
        ground, _ = self._apart(self.usual, lay)
        if ground.above > above - NEAR:
            return self.usual
        first, *others = self.usual
        end = first.rindex("</")
        for lines in range(1, MORE_LINES):
            among = (first[:end] + ONE_MORE * lines + first[end:], *others)
            ground, _ = self._apart(among, lay)
            if ground.above > above - NEAR:
                break
        if ground.above < above + NEAR:
            return among
        return next(each for each in alone if self._apart(each, lay)[0].above > above - NEAR)

    def _below(self, elements: Sequence[str], lay: Lay) -> Sewn | None:
        """Each is seen at the top of a page, with the last of the usual ones below it: how much
        lower that stands than where it is at the top itself is how high the element is."""
        last = self.usual[-1]
        ground, (at_top, *_) = self._apart((last, last), lay, whole=True)
        moves, seen, height = [], [], 0.0
        for html in elements:
            patch, below = self._apart((html, last), lay)[1]
            seen.append(patch)
            moves.append(height)
            height += below.y - at_top.y
        return _joined(self.name, ground, seen, moves) if at_top.y + height < _foot(ground) - FOOT \
            else None


def _foot(ground: Ground) -> float:
    """Where the first line of the foot stands, in px from the top."""
    half = float(ground.leaf.boxes.split("]")[0].split()[-1]) / 0.75 / 2
    lines = FIRST_LINE.findall(ground.before + b"\n" + ground.after)
    return min((float(y) for y in lines if float(y) > half), default=half)


def _joined(name: str, ground: Ground, patches: Sequence[Patch], moves: Sequence[float]) -> Sewn:
    """The patches on the ground, each moved so many px further down."""
    contents, tags, bookmarks = [], [], []
    marks, state = ground.marks, ground.starts
    for patch, move in zip(patches, moves, strict=True):
        if patch.starts != state or not patch.used <= ground.used:
            raise NotCompiledError("elements that need other colours")
        state = patch.ends
        contents.append(_moved(patch.content, move, marks))
        tags.append((patch.tag, marks))
        bookmarks += [(level, title, _moved_place(place, move))
                      for level, title, place in patch.bookmarks]
        marks += patch.marks
    if state != ground.ends:
        raise NotCompiledError("elements that need other colours")
    return Sewn(name, ground, b"\n".join(contents), tuple(tags), tuple(bookmarks))


def _moved(content: bytes, move: float, marks: int) -> bytes:
    """A patch's drawing so many px further down, its marks counted from `marks`."""
    content = NUMBERED.sub(lambda match: b"/MCID %d" % (int(match[1]) + marks), content)
    return PLACED.sub(lambda match: b"%s%s%s" % (
        match[1], decimal(float(match[2]) + move), match[3]), content) if move else content


def _moved_place(place: str, move: float) -> str:
    """A bookmark's place (“/XYZ x y zoom”, in points from the foot of the page)."""
    kind, x, y, zoom = place.split()
    return f"{kind} {x} {decimal(float(y) - 0.75 * move).decode()} {zoom}"


def _same(one: Leaf, other: Leaf) -> bool:
    """Whether two pages draw the same with the same tags, bookmarks and named places."""
    trees = []
    for leaf in (one, other):
        drawn = ranks(leaf.content)
        trees.append([numbered(tag, drawn.__getitem__) for tag in leaf.tags])
    bookmarks = [[(level, title, [round(float(each), 2) for each in place.split()[1:]])
                  for level, title, place in leaf.bookmarks] for leaf in (one, other)]
    return (trees[0] == trees[1] and bookmarks[0] == bookmarks[1] and one.dests == other.dests
            and (one.boxes, one.listed) == (other.boxes, other.listed)
            and same_operators(one.content, other.content))
