"""Pages put together from elements that were laid out elsewhere; see `sdaid.engine.engine`.

The templates mark elements that vary from patient to patient: heads that stand beside one another
in a table, bands that stand below one another. Pages that differ in nothing else are alike in all
but which elements they have and how far down what follows is. So each element is laid out once, in
a place of its own where its height shows, cut out with its drawing and its tag, and put where it
belongs. Whichever patients were drawn before, the page is the same, byte for byte.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sdaid.engine.leaf import (
    NUMBERED,
    TOKEN,
    USED,
    Leaf,
    NotCompiledError,
    Tag,
    ranks,
    same_operators,
)
from sdaid.engine.shape import decimal
from sdaid.engine.store import Store, fingerprint

VARIES = re.compile(r"<!--varies (beside|below)-->(.*?)<!--end-->", re.S)
NEXT = "<!--next-->"
"""How the templates mark elements that vary."""

PLACED = re.compile(rb"^(1 0 0 -1 \S+ |\S+ )(\S+)( Tm| [ml]| \S+ \S+ re)$", re.M)
FIRST_LINE = re.compile(rb"^1 0 0 -1 \S+ (\S+) Tm$", re.M)
UNMOVED = re.compile(rb"(?:^|\s)(?:cm|c|v|y|sh|Do|Td|TD|T\*|BI)$", re.M)
"""Operators whose place is not understood here."""

STATE = re.compile(rb"\s(gs|rg|RG|w)$")
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

Bookmark = tuple[int, str, str]
Kids = tuple[Tag | int, ...]
State = tuple[tuple[bytes, bytes], ...]
"""What the drawing goes on with, such as its colour: (operator, line)."""


@dataclass(frozen=True)
class Patch:
    """An element: its drawing and its tag, whose `marks` count from 0; where its first line of
    text stands, and the last line that is drawn before all elements (`above`), in px from the top;
    its headings' bookmarks; what its drawing starts and ends with; the resources it names."""

    content: bytes
    marks: int
    tag: Tag
    y: float
    above: float
    bookmarks: tuple[Bookmark, ...]
    starts: State
    ends: State
    used: frozenset[bytes]


@dataclass(frozen=True, eq=False)
class Ground:
    """A page without its elements: what is drawn before and after them; `leaf` has the tags but
    theirs, whose place is last in the tag that `path` leads to, and the bookmarks but theirs, which
    come after the first `led`. `marks` is how many marks are left, `above` where the last line
    before the elements stands, `starts` and `ends` what their drawing starts and ends with, `used`
    the resources that it names."""

    before: bytes
    after: bytes
    leaf: Leaf
    path: tuple[int, ...]
    led: int
    marks: int
    above: float
    starts: State
    ends: State
    used: frozenset[bytes]


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
            tags=_tags(_changed(ground.leaf.tags, ground.path, lambda kids: (*kids, *tags))),
            bookmarks=(*marks[:ground.led], *self.bookmarks, *marks[ground.led:]))


def elements_of(part: str) -> tuple[str, tuple[str, str], tuple[str, ...]]:
    """How the elements that vary stand in the HTML of a part (“” where none do), the HTML before
    and after them, and theirs."""
    found = VARIES.search(part)
    if found is None:
        return "", (part, ""), ()
    return found[1], (part[:found.start()], part[found.end():]), tuple(
        text.strip() for text in found[2].split(NEXT))


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
        self._sewn: OrderedDict[tuple[str, ...], Sewn] = OrderedDict()

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
            if len(self._sewn) > LAST_SEWN:
                self._sewn.popitem(last=False)
        self._sewn.move_to_end(key)
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
            self._seen[whole, elements] = _taken_apart(
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


def numbered(tag: Tag, number: Callable[[int], int]) -> Tag:
    """`tag` with other numbers of marks."""
    return Tag(tag.head, tuple(numbered(kid, number) if isinstance(kid, Tag) else number(kid)
                               for kid in tag.kids))


def _marks(tag: Tag) -> Iterator[int]:
    return (kid for each in tag.all() for kid in each.kids if isinstance(kid, int))


def _changed(tags: Sequence[Tag | int], path: Sequence[int],
             change: Callable[[Kids], Kids]) -> Kids:
    """`tags` where what is in the tag at `path` has changed."""
    at, *rest = path
    own = tag_at(tags, [at])
    kids = _changed(own.kids, rest, change) if rest else change(own.kids)
    return (*tags[:at], Tag(own.head, kids), *tags[at + 1:])


def _tags(kids: Kids) -> tuple[Tag, ...]:
    return tuple(kid for kid in kids if isinstance(kid, Tag))


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


def _taken_apart(leaf: Leaf, beside: bool, count: int) -> tuple[Ground, list[Patch]]:
    """The ground of a page and its `count` elements."""
    path = _path(leaf.tags, "/S /TR" if beside else "/S /Sect", count)
    parent = tag_at(leaf.tags, path)
    own = _tags(parent.kids[len(parent.kids) - count:])
    owner = {mark: place for place, tag in enumerate(own) for mark in _marks(tag)}
    if len(own) < count or len(own) < 2 or {*owner.values()} != {*range(count)}:
        raise NotCompiledError("elements without text")
    before, drawings, after, states = _cut(leaf.content, owner, count)
    above = float((FIRST_LINE.findall(before) or [b"0"])[-1])
    bookmarks, led = _bookmarks(leaf, own)
    patches = []
    for place, tag in enumerate(own):
        drawing, drawn = drawings[place], ranks(drawings[place])
        first = FIRST_LINE.search(drawing)
        if first is None or UNMOVED.search(drawing) or drawing.count(b" Tm") != len(
                FIRST_LINE.findall(drawing)) or any("/BBox" in each.head for each in tag.all()):
            raise NotCompiledError("an element that cannot move")
        patches.append(Patch(
            marked(drawing, drawn),
            len(drawn), numbered(tag, drawn.__getitem__), float(first[1]), above,
            bookmarks[place], states[place], states[place + 1],
            frozenset(USED.findall(drawing))))
    held = set(owner)
    kept = {mark: place for place, mark in enumerate(
        each for each in ranks(leaf.content) if each not in held)}
    renumber = kept.__getitem__
    before, after = marked(before, kept), marked(after, kept)
    bare = replace(
        leaf, content=b"",
        tags=tuple(numbered(tag, renumber) for tag in _tags(_changed(
            leaf.tags, path, lambda kids: kids[:len(kids) - count]))),
        bookmarks=(*leaf.bookmarks[:led],
                   *leaf.bookmarks[led + sum(map(len, bookmarks)):]))
    return Ground(before, after, bare, path, led, len(kept), above, states[0], states[-1],
                  frozenset(USED.findall(before + b"\n" + after))), patches


def marked(content: bytes, numbers: Mapping[int, int]) -> bytes:
    """`content` with other numbers of marks."""
    return NUMBERED.sub(lambda match: b"/MCID %d" % numbers[int(match[1])], content)


def _path(tags: Sequence[Tag | int], kind: str, count: int) -> tuple[int, ...]:
    """The way to the first tag of this kind that holds `count` tags."""
    for place, tag in enumerate(tags):
        if not isinstance(tag, Tag):
            continue
        if tag.head.startswith(kind) and len(tag.kids) >= count:
            return (place,)
        try:
            return (place, *_path(tag.kids, kind, count))
        except NotCompiledError:
            continue
    raise NotCompiledError("no tag of the elements")


def tag_at(tags: Sequence[Tag | int], path: Sequence[int]) -> Tag:
    """The tag that `path` leads to."""
    at, *rest = path
    found = tags[at]
    if not isinstance(found, Tag):
        raise NotCompiledError("no tag of the elements")
    return tag_at(found.kids, rest) if rest else found


def _bookmarks(leaf: Leaf, own: Sequence[Tag]) -> tuple[list[tuple[Bookmark, ...]], int]:
    """The bookmarks of each element's headings, and how many come before them."""
    headings = [tag for top in leaf.tags for tag in top.all()
                if re.match(r"/S /H[1-6]\b", tag.head)]
    firsts = [next((place for place, head in enumerate(headings)
                    if any(head is each for each in tag.all())), None) for tag in own]
    counts = [sum(1 for each in tag.all() if any(each is head for head in headings))
              for tag in own]
    led = next((first for first in firsts if first is not None), len(headings))
    return [tuple(leaf.bookmarks[first:first + count]) if first is not None else ()
            for first, count in zip(firsts, counts, strict=True)], led


def _cut(content: bytes, owner: dict[int, int], count: int
         ) -> tuple[bytes, list[bytes], bytes, list[State]]:
    """The content before, of and after the elements, and the state of drawing before each element
    and after the last. It is cut where no mark is open, at the least depth that all elements
    share; what has no marks, such as a line, belongs to what is drawn after it."""
    lines = content.split(b"\n")
    depths, states, numbers = _read(lines)
    own = [at for at, number in enumerate(numbers) if number in owner]
    depth = min(depths[own[0]:own[-1] + 1])[0]
    cuts = [at for at, here in enumerate(depths) if here == (depth, 0)
            and (at == 0 or lines[at - 1] in (b"Q", b"EMC") or depths[at - 1][0] < depth)]
    starts = [at for at in cuts if at <= own[0]]
    stop = next((at for at in cuts if at > own[-1]), len(lines))
    first = starts.pop()
    while starts and depths[first - 1][0] >= depth and not _owners(
            numbers[starts[-1]:first], {}) and min(depths[starts[-1]:first])[0] >= depth:
        first = starts.pop()
    edges = [first, *(at for at in cuts if first < at < stop), stop]
    parts: list[list[bytes]] = [[] for _ in range(count)]
    begun: list[State] = []
    waiting, since, place = [], first, 0
    for start, end in pairwise(edges):
        waiting += lines[start:end]
        whose = _owners(numbers[start:end], owner)
        if not whose:
            continue
        (place,) = whose if len(whose) == 1 else (-1,)
        if place < 0 or place < len(begun) - 1:
            raise NotCompiledError("elements that are not drawn one after the other")
        if place == len(begun):
            begun.append(states[since])
        parts[place] += waiting
        waiting, since = [], end
    if waiting or len(begun) < count:
        raise NotCompiledError("elements that are not drawn one after the other")
    return (b"\n".join(lines[:first]), [b"\n".join(part) for part in parts],
            b"\n".join(lines[stop:]), [*begun, states[stop]])


def _owners(numbers: Sequence[int | None], owner: dict[int, int]) -> set[int]:
    """Whose the marks are; −1 where they are no element's."""
    return {owner.get(number, -1) for number in numbers if number is not None}


def _read(lines: Sequence[bytes]) -> tuple[
        list[tuple[int, int]], list[State], list[int | None]]:
    """Before each line: how many states are kept and how many marks open, and the state of
    drawing; and the number of the mark that the line opens."""
    depths, states, numbers = [], [], []
    depth = marks = 0
    state: dict[bytes, bytes] = {}
    kept: list[dict[bytes, bytes]] = []
    told: State = ()
    for line in lines:
        depths.append((depth, marks))
        states.append(told)
        found = NUMBERED.search(line) if b"MCID" in line else None
        numbers.append(int(found[1]) if found else None)
        if line == b"q":
            depth += 1
            kept.append(dict(state))
        elif line == b"Q":
            depth -= 1
            state = kept.pop() if kept else {}
            told = tuple(sorted(state.items()))
        elif line in (b"BDC", b"BMC"):
            marks += 1
        elif line == b"EMC":
            marks -= 1
        elif change := STATE.search(line):
            state[change[1]] = line
            told = tuple(sorted(state.items()))
    depths.append((depth, marks))
    states.append(told)
    return depths, states, numbers
