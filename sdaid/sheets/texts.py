"""The texts of a workbook that Excel stores once for all its cells (the “shared strings”)."""

from __future__ import annotations

from sdaid.sheets.archive import Archive
from sdaid.sheets.markup import UnfitFileError

LARGEST = 300_000_000  # bytes of the part, unpacked
MOST = {"element": 10_000_000, "si": 2_000_000}
"""How many texts, and elements in them; as many are read within half a minute."""


def read_texts(archive: Archive, part: str) -> list[str]:
    """The texts of `part` by their number, without their letters' colours and how they are spoken.
    Raises UnfitFileError."""
    if part in archive.NameToInfo and archive.NameToInfo[part].file_size > LARGEST:
        raise UnfitFileError("file-bomb", why=f"over {LARGEST:,} bytes in {part}")
    look = _Look()
    starts = {"si": look.starts, "t": look.text_starts, "rPh": look.speech_starts}
    ends = {"si": look.ends, "t": look.text_ends, "rPh": look.speech_ends}
    for _ in archive.walk(part, starts, ends, look.take, MOST):
        pass
    return look.texts


class _Look:
    """Takes the events of the part's XML, and gathers its texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.open = self.spoken = False

    def starts(self, _: dict[str, str]) -> None:
        self.pieces = []

    def ends(self) -> None:
        # the escape of an underscore, of which the other escapes (_x000D_) are made when shown
        self.texts.append("".join(self.pieces).replace("x005F_", ""))

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
