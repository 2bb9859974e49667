"""One XML part of a file, read piece by piece in little memory, with everything hostile refused.

No part of a spreadsheet needs a document type, an entity or deep nesting; none is allowed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from sdaid.problems import Place, Problem, problem

Start = Callable[[dict[str, str]], object]
End = Callable[[], object]
Take = Callable[[str], object]

PIECE = 1 << 16
LONGEST_TAG = 1 << 20
DEEPEST = 100
MOST_NAMES = 10_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Source(Protocol):
    """What can be read in pieces."""

    def read(self, size: int) -> bytes: ...


class UnfitFileError(Exception):
    """The file cannot be read. `code` and `words` are those of the problem to report."""

    def __init__(self, code: str, **words: object) -> None:
        self.code, self.words = code, words
        super().__init__(self.at(Place()).sentence)

    def at(self, place: Place) -> Problem:
        """The problem to report, at `place`."""
        return problem(self.code, place, **self.words)


def damaged(why: str) -> UnfitFileError:
    """The error for a file that is not what it should be; to be raised."""
    return UnfitFileError("file-damaged", why=why)


def parse(source: Source, starts: Mapping[str, Start], ends: Mapping[str, End],
          text: Take | None = None, most: Mapping[str, int] | None = None) -> Iterator[None]:
    """Call `starts` and `ends` for the elements of a spreadsheet that are named there.

    Yields after each piece of `source`, so that the caller can look at what was found so far.
    Attributes of other namespaces are named “namespace name”. With `most`, elements of these names,
    of whatever namespace, are counted, and all of them together as “element”. Raises
    UnfitFileError, where there are more than that too.
    """
    opening = {f"{MAIN} {name}": call for name, call in starts.items()}
    closing = {f"{MAIN} {name}": call for name, call in ends.items()}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnfitFileError("file-bomb", why=f"elements nested more than {DEEPEST} deep")
        if name in opening:
            opening[name](attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if name in closing:
            closing[name]()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _counting(start, most) if most else start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    if text:
        parser.buffer_text = True
        parser.CharacterDataHandler = text
    fed = 0
    try:
        while piece := source.read(PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            _check_memory(parser, fed)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"XML line {error.lineno}: {expat.ErrorString(error.code)}") from error
    yield


def _counting(start: Callable[[str, dict[str, str]], None], most: Mapping[str, int]
              ) -> Callable[[str, dict[str, str]], None]:
    """`start`, which refuses an element too many before it is looked at."""
    left = dict(most)

    def count(name: str) -> None:
        left[name] -= 1
        if left[name] < 0:
            raise UnfitFileError("file-bomb", why=f"over {most[name]:,} times “{name}”")

    def counted(name: str, attributes: dict[str, str]) -> None:
        count("element")
        local = name.rpartition(" ")[2]
        if local in left:
            count(local)
        start(name, attributes)

    return counted


def _check_memory(parser: expat.XMLParserType, fed: int) -> None:
    """Refuse what the parser itself would have to keep: one endless tag, endless new names."""
    if fed - parser.CurrentByteIndex > LONGEST_TAG:
        raise UnfitFileError("file-bomb", why="one XML tag of more than a million letters")
    if len(parser.intern) > MOST_NAMES:
        raise UnfitFileError("file-bomb", why=f"more than {MOST_NAMES:,} kinds of element")


def _refuse(*_: object) -> int:
    raise UnfitFileError("file-entities")
