"""The texts of a workbook that Excel stores once for all its cells (the “shared strings”)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.xml.constants import SHEET_MAIN_NS

from sdaid.sheets.archive import Archive
from sdaid.sheets.markup import UnfitFileError

LARGEST = 300_000_000  # bytes of the part, unpacked
MOST = {"element": 10_000_000, "si": 2_000_000}
"""How many texts, and elements in them; as many are read within half a minute."""


Marks = Mapping[int, str]
"""Of which letters are struck through, raised or lowered, by a text's number."""

STRIKE, RAISED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("strike", "vertAlign"))
OFF = ("0", "false")


def letter_marks(look: Any) -> str:
    """What a font, or a run of letters, says of them: "struck", "raised", both, or nothing."""
    strike, raised = look.find(STRIKE), look.find(RAISED)
    return joined(
        "struck" if strike is not None and strike.get("val") not in OFF else "",
        "raised" if raised is not None and raised.get("val") != "baseline" else "")


def joined(*marks: str) -> str:
    """Several marks as one, each once."""
    return " ".join(sorted({word for mark in marks for word in mark.split()}, reverse=True))


def read_texts(archive: Archive, part: str) -> tuple[list[str], Marks]:
    """The texts of `part` by their number, without their letters' colours and how they are spoken;
    and the marks of those that have any. Raises UnfitFileError."""
    if part in archive.NameToInfo and archive.NameToInfo[part].file_size > LARGEST:
        raise UnfitFileError("file-bomb", why=f"over {LARGEST:,} bytes in {part}")
    look = _Look()
    starts = {"si": look.starts, "t": look.text_starts, "rPh": look.speech_starts,
              "strike": look.strike, "vertAlign": look.raised}
    ends = {"si": look.ends, "t": look.text_ends, "rPh": look.speech_ends}
    for _ in archive.walk(part, starts, ends, look.take, MOST):
        pass
    return look.texts, look.marks


class _Look:
    """Takes the events of the part's XML, and gathers its texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.marks: dict[int, str] = {}
        self.pieces: list[str] = []
        self.open = self.spoken = False

    def starts(self, _: dict[str, str]) -> None:
        self.pieces = []

    def ends(self) -> None:
        # the escape of an underscore, of which the other escapes (_x000D_) are made when shown
        self.texts.append("".join(self.pieces).replace("x005F_", ""))

    def strike(self, attributes: dict[str, str]) -> None:
        if attributes.get("val") not in OFF:
            self._mark("struck")

    def raised(self, attributes: dict[str, str]) -> None:
        if attributes.get("val") != "baseline":
            self._mark("raised")

    def _mark(self, mark: str) -> None:
        number = len(self.texts)
        self.marks[number] = joined(self.marks.get(number, ""), mark)

    def text_starts(self, _: dict[str, str]) -> None:
        self.open = not self.spoken

    def text_ends(self) -> None:
        self.open = False

    def speech_starts(self, _: dict[str, str]) -> None:
        self.spoken = True

    def speech_ends(self) -> None:
        self.spoken = False

    def take(self, piece: str) -> None:
        if self.open:
            self.pieces.append(piece)
