"""A small grammar over words and numbers: a text is cut into tokens, and patterns run over them.

A pattern is a line such as `NUMBER in every|each? NUMBER !!SPAN`. Its elements are

    word        the word itself, in lower case
    NAME        any word of that class of the lexicon, or a number of that size
    a|B         one of them
    a?          it may be missing
    ~3          up to three tokens of any kind within the sentence
    !a, !!a     the next token, or none of the next two, may be it; nothing is taken
    ...         the rest of the sentence
    $           a comma, the end of a sentence or of the text; nothing is taken
    @less       of the numbers taken, the first is smaller than the last

Plain uses are looked for first, and what they cover is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sdaid.standards.words.numerals import NOT_A_NUMBER, Numerals, value_of

TOKEN = re.compile(
    r"(?P<time>\b(?:(?:[02-9]|1\d|2[0-3]):[0-5]\d|1:(?:00|15|30|45))\b)"
    r"|\d+(?:st|nd|rd|th)\b|(?P<number>\d+(?:[.,·]\d+)*)"
    r"|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*"
    r"|[%½⅓⅔¼¾⅕⅛/:=<>]|(?P<dash>[-‐‑–])|(?P<end>[.!?;]|\n)|(?P<other>[^\w\s])")


class Token(NamedTuple):
    """A word, number or sign of a text. `text` is in lower case, `names` what patterns may call
    it, `value` its number; `start` and `end` are its place in the text."""

    text: str
    names: frozenset[str]
    value: float
    start: int
    end: int


class Found(NamedTuple):
    """A claim in a text: its kind, the words that make it, and where they begin and end."""

    kind: str
    words: str
    start: int
    end: int

    def overlaps(self, others: Iterable[Found]) -> bool:
        """Whether any of `others` shares a letter with it."""
        return any(self.start < each.end and each.start < self.end for each in others)


SENTENCE_END = frozenset({"."})
COMMA = frozenset({","})
NOTHING: frozenset[str] = frozenset()


class _Element(NamedTuple):
    """One element of a pattern. `does` is take, gap, rest, end or not; `reach` is how far."""

    does: str
    words: frozenset[str] = NOTHING
    reach: int = 1
    optional: bool = False


class _Pattern(NamedTuple):
    rank: int
    kind: str
    elements: tuple[_Element, ...]
    rising: bool


@dataclass(frozen=True)
class Lexicon:
    """The words of a language by class. A word that ends with * stands for all that begin so; an
    entry of several words is one token, and so is one of `phrases`."""

    classes: Mapping[str, str]
    numerals: Numerals
    phrases: frozenset[str]
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _stems: dict[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict)
    _phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, listed in self.classes.items():
            for entry in filter(None, map(str.strip, listed.split(","))):
                target = self._stems if entry.endswith("*") else self._words
                key = entry.rstrip("*")
                target[key] = target.get(key, NOTHING) | {name}
        for entry in {*self._words, *self.phrases}:
            words = tuple(entry.split())
            if len(words) > 1:
                self._phrases.setdefault(words[0].lower(), []).append(words)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)
        self._firsts.update(self._phrases, self.numerals.starts)

    def names(self, word: str) -> frozenset[str]:
        """The classes of `word`, with the word itself."""
        known = self._known.get(word)
        if known is None:
            known = self._words.get(word, NOTHING) | {word}
            for length in range(3, len(word) + 1):
                known |= self._stems.get(word[:length], NOTHING)
            self._known[word] = known
        return known

    def tokens(self, text: str) -> list[Token]:
        """`text` as tokens: numerals of several words, phrases of the lexicon and hyphened words
        are put together or parted as the patterns want them."""
        raw = self._cut(text)
        made: list[Token] = []
        at = 0
        while at < len(raw):
            length = 1
            if raw[at].text in self._firsts:
                length, names, value = self._together(raw, at)
            made.append(raw[at] if length == 1 else Token(
                " ".join(each.text for each in raw[at:at + length]), names, value,
                raw[at].start, raw[at + length - 1].end))
            at += length
        return made

    def _cut(self, text: str) -> list[Token]:
        made: list[Token] = []
        for match in TOKEN.finditer(text):
            word, start, end = match[0].lower().replace("’", "'"), match.start(), match.end()
            kind = match.lastgroup
            if kind == "dash":
                between = text[start - 1:start] + text[end:end + 1]
                if not between.isdigit() and len(between.strip()) == 2:
                    continue  # a hyphen: its words are tokens of their own
                made.append(Token("-", frozenset({"-"}), NOT_A_NUMBER, start, end))
            elif kind == "number":
                value = value_of(word)
                made.append(Token(word, self.numerals.names(word, value), value, start, end))
            elif kind == "end":
                made.append(Token(word, SENTENCE_END, NOT_A_NUMBER, start, end))
            elif kind == "other":
                made.append(Token(word, COMMA, NOT_A_NUMBER, start, end))
            elif kind == "time":
                made.append(Token(word, NOTHING, NOT_A_NUMBER, start, end))
            else:
                value = self.numerals.read([word])[1] if word in self._firsts else NOT_A_NUMBER
                names = self.numerals.names(word, value) if value >= 0 else self.names(word)
                if match[0].isupper():  # RR and OR are not rr and or
                    names |= self.names(match[0])
                made.append(Token(word, names, value, start, end))
        return made

    def _together(self, raw: Sequence[Token], at: int) -> tuple[int, frozenset[str], float]:
        """How many tokens from `at` are one; its names and value where they are several."""
        word = raw[at].text
        for phrase in self._phrases.get(word, ()):
            if tuple(each.text for each in raw[at:at + len(phrase)]) == phrase:
                return len(phrase), self.names(" ".join(phrase)), NOT_A_NUMBER
        if word in self.numerals.starts:
            length, value = self.numerals.read([each.text for each in raw[at:at + 4]])
            if length:
                return length, self.numerals.names(word, value), value
        return 1, NOTHING, NOT_A_NUMBER


class Grammar:
    """Patterns of one subject: what is a claim, by its kind, and what is a plain use. Of two kinds
    that fit the same words, the one declared first is found."""

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


class _Patterns:
    """Patterns by the words and classes with which they begin."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._by_name: dict[str, list[_Pattern]] = {}
        self._beginning: dict[frozenset[str], tuple[_Pattern, ...]] = {}
        named = [(kind, line.split()) for kind, text in lines.items()
                 for line in text.splitlines() if line.strip()]
        for rank, (kind, parts) in enumerate(named):
            elements = tuple(_element(each) for each in parts if each != "@less")
            pattern = _Pattern(rank, kind, elements, "@less" in parts)
            if elements[0].does != "take" or elements[0].optional:
                raise ValueError(f"a pattern begins with a word: {' '.join(parts)}")
            for word in elements[0].words:
                self._by_name.setdefault(word, []).append(pattern)
        self.phrases = frozenset(
            word for patterns in self._by_name.values() for pattern in patterns
            for element in pattern.elements for word in element.words if " " in word)

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
            for pattern in patterns:
                end = _match(pattern.elements, 0, tokens, at)
                if end > best and (not pattern.rising or _rising(tokens[at:end])):
                    best, kind = end, pattern.kind
            if kind:
                yield kind, at, best
                past = best

    def _begun_by(self, names: frozenset[str]) -> tuple[_Pattern, ...]:
        return tuple(sorted({each.rank: each for name in names
                             for each in self._by_name.get(name, ())}.values()))


def _match(elements: Sequence[_Element], step: int, tokens: Sequence[Token], at: int) -> int:
    """Where a match of `elements` from `step` on, begun at the token `at`, ends; -1 for none."""
    while step < len(elements):
        does, words, reach, optional = elements[step]
        step += 1
        if does == "take":
            fits = at < len(tokens) and not words.isdisjoint(tokens[at].names)
            if optional and fits:
                end = _match(elements, step, tokens, at + 1)
                if end >= 0:
                    return end
            elif fits:
                at += 1
            elif not optional:
                return -1
        elif does == "gap":
            for end_of_gap in range(at, min(at + reach, len(tokens)) + 1):
                end = _match(elements, step, tokens, end_of_gap)
                if end >= 0:
                    return end
                if end_of_gap < len(tokens) and "." in tokens[end_of_gap].names:
                    return -1
            return -1
        elif does == "not":
            if any(not words.isdisjoint(each.names) for each in _ahead(tokens, at, reach)):
                return -1
        elif does == "rest":
            while at < len(tokens) and "." not in tokens[at].names:
                at += 1
        elif at < len(tokens) and tokens[at].names.isdisjoint(("." , ",")):
            return -1  # it should have been an end
    return at


def _ahead(tokens: Sequence[Token], at: int, reach: int) -> Iterator[Token]:
    """The next tokens of the same sentence, `reach` at most."""
    for each in tokens[at:at + reach]:
        if "." in each.names:
            return
        yield each


def _rising(tokens: Sequence[Token]) -> bool:
    values = [each.value for each in tokens if each.value >= 0]
    return len(values) > 1 and values[0] < values[-1]


def _element(part: str) -> _Element:
    if part.startswith("~"):
        return _Element("gap", reach=int(part[1:]))
    if part == "...":
        return _Element("rest")
    if part == "$":
        return _Element("end")
    if part.startswith("!"):
        return _Element("not", frozenset(part.lstrip("!").split("|")),
                        2 if part.startswith("!!") else 1)
    return _Element("take", frozenset(part.rstrip("?").replace("_", " ").split("|")),
                    optional=part.endswith("?"))
