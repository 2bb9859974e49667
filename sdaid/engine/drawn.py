"""What a page's content draws, whichever way its program is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

TOKENS = re.compile(rb"\[[^\]]*\]|<<[^>]*>>|[^\s\[<]+|<[0-9a-f]*>")
ARRAY_PART = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")

Drawing = tuple[tuple[str, ...], tuple[float, ...]]
"""Something drawn: what it is, in words, and its numbers in px or pt."""

CLOSE = 0.002
"""How far two numbers may differ."""

MOVES = {b"m", b"l", b"c", b"re", b"h", b"v", b"y"}
PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n", b"Do", b"sh"}
STATES = {b"rg", b"RG", b"w", b"d", b"J", b"j", b"M", b"gs", b"cs", b"CS", b"sc", b"SC", b"scn",
          b"SCN", b"g", b"G", b"i", b"ri"}


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
            shown = b"".join(glyphs for glyphs, _ in ARRAY_PART.findall(tokens[at - 1]))
            found[mark] = f"{found.get(mark, '')}{font.decode()} {shown.decode()} "
    return found


def drawings(content: bytes) -> Iterator[Drawing]:
    """All that a content draws, each with the state in which it is drawn."""
    states: list[tuple[tuple[float, ...], dict[bytes, bytes]]] = []
    matrix, state = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), dict[bytes, bytes]()
    operands: list[bytes] = []
    path: list[tuple[bytes, tuple[float, ...]]] = []
    clips: tuple[str, ...] = ()
    kept_clips: list[tuple[str, ...]] = []
    pending = font = size = b""
    text = matrix
    for token in TOKENS.findall(content):
        if token[:1] in b"0123456789-+./[<(":
            operands.append(token)
            continue
        numbers = [float(each) for each in operands if _is_number(each)]
        if token == b"q":
            states.append((matrix, dict(state)))
            kept_clips.append(clips)
        elif token == b"Q":
            (matrix, state), clips = states.pop(), kept_clips.pop()
        elif token == b"cm":
            matrix = _product(tuple(numbers), matrix)
        elif token in STATES:
            kind = {b"scn": b"rg", b"sc": b"rg", b"SCN": b"RG", b"SC": b"RG"}.get(token, token)
            key = kind + (operands[0][:2] if token == b"gs" else b"")
            state[key] = b" ".join(operands)
        elif token in MOVES:
            path.append((token, _placed(numbers, matrix, rectangle=token == b"re")))
        elif token in (b"W", b"W*"):
            pending = token
        elif token in PAINTS:
            words = tuple(move.decode() for move, _ in path)
            places = tuple(number for _, each in path for number in each)
            if pending:
                clips = (*clips, f"{pending.decode()} {words} "
                         f"{[round(number, 1) for number in places]}")
                pending = b""
            if token == b"Do":
                yield (("Do", operands[0].decode(), *_told(state), *clips), matrix)
            elif token != b"n":
                yield ((token.decode(), *words, *_told(state), *clips), places)
            path = []
        elif token == b"Tf":
            font, size = operands
        elif token == b"Tm":
            text = _product(tuple(numbers), matrix)
        elif token == b"TJ" and (shown := _shown(operands[0])):
            words = tuple(move if isinstance(move, str) else "" for move in shown)
            yield (("TJ", font.decode(), size.decode(), *words, *_told(state), *clips),
                   (*text, *(each for each in shown if not isinstance(each, str))))
        operands = []


def _shown(array: bytes) -> Sequence[str | float]:
    """The glyphs of a text, and moves between them but those of nothing."""
    shown: list[str | float] = []
    for glyphs, move in ARRAY_PART.findall(array):
        shown += [glyphs[at:at + 4].decode() for at in range(0, len(glyphs), 4)]
        if move and float(move):
            shown.append(float(move))
    return shown if any(isinstance(each, str) for each in shown) else []


def _told(state: dict[bytes, bytes]) -> tuple[str, ...]:
    return tuple(f"{name.decode()} {value.decode()}" for name, value in sorted(state.items()))


def _is_number(token: bytes) -> bool:
    return token[:1] in b"0123456789-+."


def _product(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)


def _placed(numbers: Sequence[float], matrix: tuple[float, ...], *, rectangle: bool
            ) -> tuple[float, ...]:
    a, b, c, d, e, f = matrix
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    made = [(a * x + c * y + (0 if rectangle and at else e),
             b * x + d * y + (0 if rectangle and at else f)) for at, (x, y) in enumerate(pairs)]
    return tuple(number for pair in made for number in pair)


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
