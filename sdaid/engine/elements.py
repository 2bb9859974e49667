"""The elements of a page that vary from patient to patient, cut out of it with their drawing and
their tags; see `sdaid.engine.engine`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sdaid.engine.leaf import NUMBERED, USED, Leaf, NotCompiledError, Tag, ranks

VARIES = re.compile(r"<!--varies (beside|below)-->(.*?)<!--end-->", re.S)
NEXT = "<!--next-->"
"""How the templates mark elements that vary."""

FIRST_LINE = re.compile(rb"^1 0 0 -1 \S+ (\S+) Tm$", re.M)
UNMOVED = re.compile(rb"(?:^|\s)(?:cm|c|v|y|sh|Do|Td|TD|T\*|BI)$", re.M)
"""Operators whose place is not understood here."""

STATE = re.compile(rb"\s(gs|rg|RG|w)$")

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


def elements_of(part: str) -> tuple[str, tuple[str, str], tuple[str, ...]]:
    """How the elements that vary stand in the HTML of a part (“” where none do), the HTML before
    and after them, and theirs."""
    found = VARIES.search(part)
    if found is None:
        return "", (part, ""), ()
    return found[1], (part[:found.start()], part[found.end():]), tuple(
        text.strip() for text in found[2].split(NEXT))


def taken_apart(leaf: Leaf, beside: bool, count: int) -> tuple[Ground, list[Patch]]:
    """The ground of a page and its `count` elements."""
    path = _path(leaf.tags, "/S /TR" if beside else "/S /Sect", count)
    parent = tag_at(leaf.tags, path)
    own = only_tags(parent.kids[len(parent.kids) - count:])
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
        tags=tuple(numbered(tag, renumber) for tag in only_tags(changed(
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


def numbered(tag: Tag, number: Callable[[int], int]) -> Tag:
    """`tag` with other numbers of marks."""
    return Tag(tag.head, tuple(numbered(kid, number) if isinstance(kid, Tag) else number(kid)
                               for kid in tag.kids))


def _marks(tag: Tag) -> Iterator[int]:
    return (kid for each in tag.all() for kid in each.kids if isinstance(kid, int))


def changed(tags: Sequence[Tag | int], path: Sequence[int],
             change: Callable[[Kids], Kids]) -> Kids:
    """`tags` where what is in the tag at `path` has changed."""
    at, *rest = path
    own = tag_at(tags, [at])
    kids = changed(own.kids, rest, change) if rest else change(own.kids)
    return (*tags[:at], Tag(own.head, kids), *tags[at + 1:])


def only_tags(kids: Kids) -> tuple[Tag, ...]:
    """Those of `kids` that are tags."""
    return tuple(kid for kid in kids if isinstance(kid, Tag))
