"""A small grammar: patterns that run over the tokens of a text.

A pattern is a line such as `NUMBER in every|each? NUMBER !!SPAN`. Its elements are

    word        the word itself, in lower case; `_` stands for the blank in a phrase
    NAME        any word of that class of the lexicon, or a number of that size
    a|B         one of them
    a|B?        or none of them
    ~3          up to three tokens of any kind within the sentence
    !a, !!a     the next token, or either of the next two, may not be it; nothing is taken
    ...         the rest of the sentence
    $           a comma, or the end of a sentence or of the text; nothing is taken
    @less       of the numbers taken, the first is smaller than the last
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sdaid.standards.words.lexicon import Token

NOTHING: frozenset[str] = frozenset()
FULL_STOP = frozenset({"."})
PAUSES = frozenset({".", ","})


class Found(NamedTuple):
    """A claim in a text: its kind, the words that make it, and where they begin and end."""

    kind: str
    words: str
    start: int
    end: int

    def overlaps(self, others: Iterable[Found]) -> bool:
        """Whether any of `others` shares a letter with it."""
        return any(self.start < each.end and each.start < self.end for each in others)


class Grammar:
    """Patterns of one subject: what is a claim, by its kind, and what is a plain use of the same
    words. Of two kinds that fit the same words, the one declared first is found."""

    def __init__(self, claims: Mapping[str, str], plain: str) -> None:
        self._claims = _Patterns(claims)
        self._plain = _Patterns({"plain": plain})
        self.phrases = self._claims.phrases | self._plain.phrases

    def find(self, text: str, tokens: Sequence[Token]) -> list[Found]:
        """The claims in `text`, whose tokens are `tokens`, from left to right."""
        found = list(self._claims.matches(tokens))
        if found:  # seldom: only then is it worth while to look for plain uses
            left = list(tokens)
            for _, start, end in self._plain.matches(tokens):
                left[start:end] = [each._replace(names=NOTHING) for each in left[start:end]]
            found = list(self._claims.matches(left))
        places = [(kind, tokens[start].start, tokens[end - 1].end) for kind, start, end in found]
        return [Found(kind, text[start:end], start, end) for kind, start, end in places]


class _Pattern(NamedTuple):
    rank: int
    kind: str
    elements: tuple[_Element, ...]
    rising: bool
    second: frozenset[str] = NOTHING  # what the second word must be; nothing where it may be any


class _Patterns:
    """Patterns by the words and classes with which they begin."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._by_name: dict[str, list[_Pattern]] = {}
        self._beginning: dict[frozenset[str], tuple[_Pattern, ...]] = {}
        words: set[str] = set()
        named = [(kind, line.split()) for kind, text in lines.items()
                 for line in text.splitlines() if line.strip()]
        for rank, (kind, parts) in enumerate(named):
            elements = tuple(_element(each) for each in parts if each != "@less")
            if elements[0].step is not _take:
                raise ValueError(f"a pattern begins with a word: {' '.join(parts)}")
            words.update(*(each.words for each in elements))
            for word in elements[0].words:
                self._by_name.setdefault(word, []).append(
                    _Pattern(rank, kind, elements, "@less" in parts, elements[1].words if len(
                        elements) > 1 and elements[1].step is _take else NOTHING))
        self.phrases = frozenset(word for word in words if " " in word)

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """The longest match at each place, of two the one declared first, as (kind, start, end),
        from left to right, none within another."""
        past = 0
        for at, token in enumerate(tokens):
            patterns = self._beginning.get(token.names)
            if patterns is None:
                patterns = self._beginning[token.names] = self._begun_by(token.names)
            if not patterns or at < past:
                continue
            best, kind = at, ""
            after = tokens[at + 1].names if at + 1 < len(tokens) else NOTHING
            for pattern in patterns:
                if pattern.second.isdisjoint(after) and pattern.second:
                    continue
                end = _match(pattern.elements, tokens, at)
                if end > best and (not pattern.rising or _rising(tokens[at:end])):
                    best, kind = end, pattern.kind
            if kind:
                yield kind, at, best
                past = best

    def _begun_by(self, names: frozenset[str]) -> tuple[_Pattern, ...]:
        return tuple(sorted({each.rank: each for name in names
                             for each in self._by_name.get(name, ())}.values()))


class _Element(NamedTuple):
    """One element of a pattern: from a place among tokens, `step` gives the places to which it may
    lead. `words` is what it names, `reach` how far it goes."""

    step: Callable[[_Element, Sequence[Token], int], Sequence[int]]
    words: frozenset[str] = NOTHING
    reach: int = 1


def _match(elements: Sequence[_Element], tokens: Sequence[Token], at: int, begun: int = 0) -> int:
    """Where the first match of `elements` from `begun` on ends that starts at `at`; -1 for none."""
    if begun == len(elements):
        return at
    element = elements[begun]
    for place in element.step(element, tokens, at):
        end = _match(elements, tokens, place, begun + 1)
        if end >= 0:
            return end
    return -1


def _take(element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    if at < len(tokens) and not element.words.isdisjoint(tokens[at].names):
        return (at + 1,)
    return ()


def _may_take(element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    return (*_take(element, tokens, at), at)


def _skip(element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    return range(at, min(at + element.reach, _sentence_end(tokens, at)) + 1)


def _rest(_element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    return (_sentence_end(tokens, at),)


def _not(element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    ahead = tokens[at:min(at + element.reach, _sentence_end(tokens, at))]
    return (at,) if all(element.words.isdisjoint(each.names) for each in ahead) else ()


def _pause(_element: _Element, tokens: Sequence[Token], at: int) -> Sequence[int]:
    return (at,) if at >= len(tokens) or not PAUSES.isdisjoint(tokens[at].names) else ()


def _sentence_end(tokens: Sequence[Token], at: int) -> int:
    return next((place for place in range(at, len(tokens))
                 if not FULL_STOP.isdisjoint(tokens[place].names)), len(tokens))


def _rising(tokens: Sequence[Token]) -> bool:
    values = [each.value for each in tokens if each.value >= 0]
    return len(values) > 1 and values[0] < values[-1]


def _element(part: str) -> _Element:
    if part.startswith("~"):
        return _Element(_skip, reach=int(part[1:]))
    if part == "...":
        return _Element(_rest)
    if part == "$":
        return _Element(_pause)
    words = frozenset(part.strip("!?").replace("_", " ").split("|"))
    if part.startswith("!"):
        return _Element(_not, words, 2 if part.startswith("!!") else 1)
    return _Element(_may_take if part.endswith("?") else _take, words)
