"""What stands in the cell of an option on a row: its figures as pieces of text and pictures, in the
fullest way that fits its place.

Every cell has one order: what the figure means, its number with range, own count and comparison,
the caveat, and last, in the paler ink, the details: when, how sure, whether people knew what they
had, who paid. The details stand in sentences. Where there is less room, they stand in fewer words,
which the page explains above, then the pictures go, and only where that is not enough do they
become letters with a key. All cells of a row are told in the same way, so that none leans; a cell
with room begins each of these parts on a line of its own. Figures that are told together are parted
by a fine line; where that is too much, they run on in one paragraph. A cell that is still too full
tells size, time, range and certainty in a word or two; and last goes the size of the study, which
the evidence book tells. Verdict, number, range, comparison and caveat never yield. What is not said
of a figure (who paid, how sure it is) the page says once, above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sdaid.aid.figure import Figure, FigureMark, VerdictKind
from sdaid.page.measure import Run
from sdaid.page.sent import measured

PieceKind = Literal["verdict", "unknown", "plain", "quiet", "lead", "mark", "cite"]

Start = Literal["part", "caveat", "details"]
"""What begins with a piece: the number or the pointer to another, the caveat, the details of the
study."""

Level = Literal["whole", "brief", "letters"]
"""In how many words a row tells how sure its figures are, whether people knew what they had and who
paid: in whole sentences; the first two in two or three words; in letters."""

WAYS: tuple[tuple[bool, Level], ...] = (
    (True, "whole"), (True, "brief"), (False, "whole"), (False, "brief"), (False, "letters"))
"""How the cells of a row may be told, the best way first: with pictures, and in which words."""

SPREADS: tuple[tuple[frozenset[Start], int], ...] = (
    (frozenset({"part", "caveat", "details"}), 1), (frozenset({"part", "details"}), 0),
    (frozenset({"part"}), 0), (frozenset({"details"}), 0), (frozenset(), 0))
"""How the words of a cell may stand, the best way first: what begins a line of its own, and how
many lines then stay free below."""

CLOSE = len(SPREADS) - 1
"""The position of the spread that takes least room: one paragraph."""

RUN_ON = len(SPREADS)
"""The position of none of them: all figures of a cell in one paragraph."""

UNLETTERED = frozenset({"not-graded", "payer-unknown"})
"""Marks that have no letter: what is not stated, which the page says above."""

BLINDING = frozenset({"blinded", "open"})
"""Marks that label studies which are told together: there they stand first."""

STRIP = 4.4
"""The height of a difference on its scale in mm, in a standard cell."""

ARRAY = 17.5
"""The side of an icon array in mm, in a standard cell."""

ARRAY_GAP = 2.5
"""Between an icon array and its words, in mm."""

FRAME = (0.5, 1.4)
"""What the frame of a mark adds to its width, in mm: the same in every format, and in a standard
cell."""

NO_NUMBER: frozenset[VerdictKind] = frozenset({
    "no-study", "no-number", "measured-otherwise", "does-not-apply"})
"""Verdicts that say why there is no number. Page 1 sets them in the paler ink, so that the eye
finds the numbers."""

UNKNOWN_FRAME = (4.0, 1.2)
"""What the frame around a typed unknown adds to its width and to its height, in mm."""


@dataclass(frozen=True)
class Piece:
    """Some words of a cell and how they are set. A `mark` has its kind as text. `starts` tells that
    with them something begins that may have a line of its own."""

    kind: PieceKind
    text: str
    starts: Start | Literal[""] = ""


@dataclass(frozen=True)
class Told:
    """One figure as its cell tells it: its pieces in paragraphs. `picture` is drawn above the words
    (strip) or beside them (array), and is None where there is no room or nothing to draw."""

    figure: Figure
    paragraphs: tuple[tuple[Piece, ...], ...]
    picture: Literal["strip", "array"] | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for paragraph in self.paragraphs for piece in paragraph)


@dataclass(frozen=True)
class Place:
    """Where a cell stands: its width and height in mm, the height of a line, the size of its text
    in pt, how much larger than in a standard band its pictures are, and whether differences may be
    drawn."""

    width: float
    height: float
    line: float
    text: float
    pictures: float
    strips: bool = True

    @property
    def scale(self) -> float:
        return self.text / 12

    @property
    def lines(self) -> int:
        """How many lines of text the place holds."""
        return int(self.height / self.line + 0.02)


@dataclass(frozen=True)
class CellView:
    """A cell as it is printed. `over` is by how many lines it is too long for its place, 0 where it
    fits; `run_on` tells that its figures stand in one paragraph, `level` in how many words they
    are told."""

    told: tuple[Told, ...]
    over: int = 0
    run_on: bool = False
    level: Level = "whole"

    @property
    def marks(self) -> frozenset[FigureMark]:
        """The marks of its figures, whether they stand there as letters or in words."""
        return frozenset(mark for told in self.told for mark in told.figure.marks)


def paragraphs(said: Iterable[Piece], starts: Collection[str]) -> tuple[tuple[Piece, ...], ...]:
    """`said` in paragraphs: each piece that begins one of `starts` begins a paragraph."""
    found: list[list[Piece]] = [[]]
    for piece in said:
        if piece.starts in starts and found[-1]:
            found.append([])
        found[-1].append(piece)
    return tuple(tuple(paragraph) for paragraph in found)


def pieces(figure: Figure, level: Level, *, apart: bool = True) -> tuple[Piece, ...]:
    """The words of a figure in order, those on certainty, blinding and payer as `level` has
    them. A figure that stands `apart` from those of its cell begins with the letter of its study,
    where it has one for a label."""
    kind: PieceKind = "unknown" if figure.kind == "unknown" else "verdict"
    marks = [Piece("mark", mark) for mark in figure.marks if mark not in UNLETTERED]
    said = [] if not figure.design else (
        [each for each in marks if apart and each.text in BLINDING] if level == "letters" else
        [Piece("lead", figure.design)])
    said += _quiet(figure.when) if figure.when_first else []
    said += [Piece(kind, figure.verdict.words if kind == "unknown" else figure.verdict.sentence)
             ] if figure.verdict.words else []
    said += _plain(figure.verdict.further)
    studied = _quiet(figure.size or ("" if figure.when_first else figure.when))
    # a study's own count stands with its number, so that nobody takes it for one of what follows
    own, details = (studied, []) if figure.kind == "count" and figure.size else ([], studied)
    said += _begun([*_number(figure), *_plain(figure.range), *_plain(figure.measured), *own,
                    *_in_parts(figure, figure.compared, figure.compared_lead)], "part")
    said += _begun(_plain(figure.caveat), "caveat")
    details += [each for each in marks if each not in said] if level == "letters" else [
        piece for text in _remarks(figure, level) for piece in _quiet(text)]
    said += _begun(details, "details")
    if figure.sources:
        said.append(Piece("cite", cite(figure.sources)))
    return (*said, *_begun(_quiet(figure.elsewhere), "part"))


def in_few_words(figure: Figure, *, sized: bool) -> Figure:
    """`figure` as it is told in brief where there is least room, with the size of the study or
    without."""
    few = figure.few
    return replace(
        figure, number=few.number, range=few.range, compared=few.compared, when=few.when,
        size=few.size if sized else "", sure_in_band=few.sure, study_in_band=few.study)


def _remarks(figure: Figure, level: Level) -> tuple[str, ...]:
    if level == "whole":
        return figure.certainty, figure.study
    if level == "brief":
        return figure.sure_in_band, figure.study_in_band
    return ()


def brief_pieces(figure: Figure) -> tuple[Piece, ...]:
    """The line of page 1 on a figure, its lead in bold or, where there is no number, paler. That no
    harm was seen is neither; nor is the number of an open study that is told together with a
    blinded one, as on its own page."""
    before, lead, after = _whole_words(figure.brief, figure.brief_lead)
    kind: PieceKind = "quiet" if figure.verdict.kind in NO_NUMBER else "lead"
    if figure.verdict.kind == "none-seen" or (
            figure.aside and figure.brief_lead == figure.lead):
        kind = "plain"
    return (*_plain(before), Piece(kind, lead), *_plain(after))


def _whole_words(text: str, part: str) -> tuple[str, str, str]:
    """`text` before, in and behind `part`, which takes what no blank parts from it."""
    start = text.index(part)
    end = start + len(part)
    start = text.rfind(" ", 0, start) + 1
    end = len(text) if (blank := text.find(" ", end)) < 0 else blank
    return text[:start].strip(), text[start:end], text[end:].strip()


def cite(sources: Sequence[int]) -> str:
    """Source numbers as they stand behind what they are for."""
    return f"[{', '.join(map(str, sources))}]" if sources else ""


def _plain(text: str) -> list[Piece]:
    return [Piece("plain", text)] if text else []


def _quiet(text: str) -> list[Piece]:
    """What is said beside the figure itself, in the paler ink."""
    return [Piece("quiet", text)] if text else []


def _begun(said: list[Piece], starts: Start) -> list[Piece]:
    """`said`, of which the first begins what `starts` names."""
    return [replace(piece, starts="" if place else starts) for place, piece in enumerate(said)]


def _number(figure: Figure) -> list[Piece]:
    """The sentences with the number, without its range."""
    return _in_parts(figure, figure.number.removesuffix(figure.range), figure.lead)


def _in_parts(figure: Figure, text: str, lead: str) -> list[Piece]:
    """`text`, of which `lead` is set in bold, unless the figure stands aside."""
    before, lead, after = text.partition(lead) if lead else (text, "", "")
    bold = [Piece("plain" if figure.aside else "lead", lead)] if lead else []
    return [*_plain(before.strip()), *bold, *_plain(after.strip())]


def key_mark_frame(size: float) -> float:
    """What the frame of a mark adds to its width in text of `size` pt, in mm."""
    return FRAME[0] + FRAME[1] * size / 12


def piece_runs(pieces: Iterable[Piece], size: float, mark_words: Mapping[FigureMark, str]
               ) -> list[Run]:
    """The pieces, set in `size` pt, as runs to measure."""
    runs = []
    for piece in pieces:
        text = piece.text
        if piece.kind == "mark":
            text = mark_words[piece.text]  # type: ignore[index]
        runs.append(Run(measured(text), size, bold=piece.kind in ("verdict", "lead", "mark"),
                        box=key_mark_frame(size) if piece.kind == "mark" else 0.0))
    return runs
