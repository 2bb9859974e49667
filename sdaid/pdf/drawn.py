"""What a page's content draws, whichever way its program is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

TOKENS = re.compile(rb"\[[^\]]*\]|<<[^>]*>>|[^\s\[<]+|<[0-9a-f]*>")
ARRAY_PART = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")
NO_MOVE = re.compile(rb">-?0(?:\.0*)?<")
"""A move of nothing between the glyphs of a text."""

Drawing = tuple[tuple[str, ...], tuple[float, ...]]
"""Something drawn: what it is, in words, and its numbers in pt."""

CLOSE = 0.002
"""How far two numbers may differ."""

SIDES = {b"m", b"l", b"c", b"re", b"h", b"v", b"y"}
PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n", b"Do", b"sh"}
STATES = {b"rg", b"RG", b"w", b"d", b"J", b"j", b"M", b"gs", b"cs", b"CS", b"sc", b"SC", b"scn",
          b"SCN", b"g", b"G", b"i", b"ri"}
OTHERWISE = {b"scn": b"rg", b"sc": b"rg", b"SCN": b"RG", b"SC": b"RG"}

NUMBERS = frozenset(b"0123456789-+.")
OPERANDS = NUMBERS | frozenset(b"/[<(")
"""What numbers begin with, and all operands."""

Matrix = tuple[float, ...]


def same_drawing(one: bytes, other: bytes) -> bool:
    """Whether two contents draw the same things at the same places, in whichever order."""
    mine, theirs = sorted(drawings(one)), sorted(drawings(other))
    if [words for words, _ in mine] != [words for words, _ in theirs]:
        return False
    return all(_match([numbers for _, numbers in left], [numbers for _, numbers in right])
               for left, right in zip(_grouped(mine), _grouped(theirs), strict=True))


def marks_of(content: bytes) -> dict[int, str]:
    """What each mark of a content shows, as the glyphs of its text."""
    found: dict[int, str] = {}
    mark, font = -1, b""
    tokens = TOKENS.findall(content)
    for at, token in enumerate(tokens):
        if token == b"BDC":
            mark = int(re.findall(rb"/MCID (\d+)", tokens[at - 1])[0])
            found[mark] = ""
        elif token == b"Tf":
            font = tokens[at - 2]
        elif token == b"TJ":
            shown = b"".join(GLYPHS.findall(tokens[at - 1]))
            if shown:
                found[mark] = f"{found.get(mark, '')}{font.decode()} {shown.decode()} "
    return found


def drawings(content: bytes) -> Iterator[Drawing]:
    """All that a content draws, each with the state in which it is drawn."""
    pen, operands = _Pen(), list[bytes]()
    for token in TOKENS.findall(content):
        if token[0] in OPERANDS:
            operands.append(token)
            continue
        if drawn := pen.do(token, operands):
            yield drawn
        operands = []


class _Pen:
    """Draws a content operator by operator."""

    def __init__(self) -> None:
        self.matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.text: Matrix = self.matrix
        self.state: dict[bytes, bytes] = {}
        self.clips: tuple[str, ...] = ()
        self.kept: list[tuple[Matrix, dict[bytes, bytes], tuple[str, ...]]] = []
        self.path: list[tuple[bytes, tuple[float, ...]]] = []
        self.clip, self.font, self.size = b"", b"", b""
        self.told: tuple[str, ...] | None = ()

    def do(self, operator: bytes, operands: Sequence[bytes]) -> Drawing | None:
        """Do as an operator says; what it draws."""
        if operator in STATES:
            name = OTHERWISE.get(operator, operator)
            self.state[name + (operands[0][:2] if operator == b"gs" else b"")] = b" ".join(operands)
            self.told = None
        elif operator in SIDES:
            self.path.append((operator, _placed(_numbers(operands), self.matrix,
                                                rectangle=operator == b"re")))
        elif operator in PAINTS:
            return self._paint(operator, operands)
        elif operator == b"TJ":
            return self._show(operands[0])
        elif operator in (b"W", b"W*"):
            self.clip = operator
        else:
            self._set(operator, operands)
        return None

    def _set(self, operator: bytes, operands: Sequence[bytes]) -> None:
        match operator:
            case b"q":
                self.kept.append((self.matrix, dict(self.state), self.clips))
            case b"Q":
                self.matrix, self.state, self.clips = self.kept.pop()
                self.told = None
            case b"cm":
                self.matrix = _product(_numbers(operands), self.matrix)
            case b"Tm":
                self.text = _product(_numbers(operands), self.matrix)
            case b"Tf":
                self.font, self.size = operands

    def _paint(self, operator: bytes, operands: Sequence[bytes]) -> Drawing | None:
        words = tuple(side.decode() for side, _ in self.path)
        places = tuple(number for _, each in self.path for number in each)
        self.path = []
        if self.clip:
            self.clips = (*self.clips, f"{self.clip.decode()} {words} "
                          f"{[round(number, 1) for number in places]}")
            self.clip, self.told = b"", None
        if operator == b"n":
            return None
        if operator in (b"Do", b"sh"):
            return (operator.decode(), operands[0].decode(), *self._told()), self.matrix
        return (operator.decode(), *words, *self._told()), places

    def _show(self, array: bytes) -> Drawing | None:
        """The glyphs of a text, and moves between them but those of nothing."""
        words = [""]
        moves: list[float] = []
        for glyphs, move in ARRAY_PART.findall(NO_MOVE.sub(b"", array)):
            words[-1] += glyphs.decode()
            if move and float(move):
                words.append("")
                moves.append(float(move))
        if not any(words):
            return None
        return (("TJ", self.font.decode(), self.size.decode(), *words, *self._told()),
                (*self.text, *moves))

    def _told(self) -> tuple[str, ...]:
        """The state in which something is drawn, in words."""
        if self.told is None:
            self.told = (*(f"{name.decode()} {value.decode()}"
                           for name, value in sorted(self.state.items())), *self.clips)
        return self.told


def _numbers(operands: Sequence[bytes]) -> tuple[float, ...]:
    return tuple([float(each) for each in operands if each[0] in NUMBERS])


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)


def _placed(numbers: Sequence[float], matrix: Matrix, *, rectangle: bool) -> tuple[float, ...]:
    a, b, c, d, e, f = matrix
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(number for at, (x, y) in enumerate(pairs) for number in (
        a * x + c * y + (0 if rectangle and at else e),
        b * x + d * y + (0 if rectangle and at else f)))


def _grouped(drawn: Sequence[Drawing]) -> list[list[Drawing]]:
    return [list(group) for _, group in groupby(drawn, key=lambda each: each[0])]


def _match(mine: list[tuple[float, ...]], theirs: list[tuple[float, ...]]) -> bool:
    """Whether each of `mine` has one of `theirs` close to it."""
    left = list(theirs)
    for each in mine:
        near = next((at for at, other in enumerate(left) if len(other) == len(each) and all(
            abs(one - two) < CLOSE for one, two in zip(each, other, strict=True))), None)
        if near is None:
            return False
        del left[near]
    return not left
