"""The clinic's logo: what counts as a picture, judged before anything is drawn."""

from __future__ import annotations

import io
import os
import zlib
from pathlib import Path

import pytest
from PIL import Image

from sdaid.workbook.load import load
from tests.build import SMALL, workbook_from


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 21), **how: bool) -> bytes:
    """A picture as a program of pictures stores it."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(made, kind, **how)
    return made.getvalue()


def codes(folder: Path, logo: bytes) -> list[tuple[str, str]]:
    """(code, cell) of the problems of a workbook whose logo is `logo`."""
    (folder / "logo.png").write_bytes(logo)
    path = workbook_from(SMALL, folder / "w.xlsx",
                         lambda texts: texts["Decision"][0].update(logo="logo.png"))
    problems = load(path)[1]
    path.unlink()
    assert all(each.place.heading == "Logo file" for each in problems)
    return [(each.code, each.place.sheet) for each in problems]


REFUSED = [("logo-kind", "Decision")]


@pytest.mark.parametrize("logo", [
    *(drawn("PNG", mode) for mode in ("1", "L", "P", "RGB", "RGBA")),
    drawn("JPEG"), drawn("JPEG", progressive=True), drawn("JPEG", "CMYK"),
    drawn("PNG", "L", (2000, 2000))])
def test_a_picture_is_taken(tmp_path: Path, logo: bytes) -> None:
    """Every usual kind of PNG and JPEG, of up to four million dots, has no problem."""
    assert codes(tmp_path, logo) == []


def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to a huge picture is never unpacked."""
    blank = io.BytesIO()
    Image.new("1", (13_000, 13_000)).save(blank, "PNG")
    for logo in (blank.getvalue(), drawn("JPEG", "L", (2001, 2000))):
        assert len(logo) < 1_000_000
        assert codes(tmp_path, logo) == REFUSED


WHOLE = drawn("PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'


@pytest.mark.parametrize("logo", [
    b"", WHOLE[:8] + b"junk", b"\xff\xd8\xff" + SVG, b"\xff\xd8\xff\xe0", SVG,
    b"GIF89a" + b"\0" * 40, WHOLE[:-12], WHOLE[:-1], WHOLE[:60] + b"x" + WHOLE[61:],
    drawn("JPEG")[:-2], drawn("JPEG")[:200], WHOLE[:33] + WHOLE[-12:]])
def test_what_only_begins_like_a_picture_is_refused(tmp_path: Path, logo: bytes) -> None:
    """A signature with anything else behind it, or a picture cut short or changed."""
    assert codes(tmp_path, logo) == REFUSED


def test_lines_that_are_not_there_are_refused(tmp_path: Path) -> None:
    """A PNG whose lines do not unpack to its size, though every checksum fits."""
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (len(content).to_bytes(4) + kind + content
                + zlib.crc32(kind + content).to_bytes(4))

    short = (WHOLE[:33] + chunk(b"IDAT", zlib.compress(b"\0" * 30)) + chunk(b"IEND", b""))
    assert codes(tmp_path, short) == REFUSED


def test_a_pipe_is_no_logo(tmp_path: Path) -> None:
    """A pipe beside the workbook is refused unopened: nobody ever writes to it."""
    os.mkfifo(tmp_path / "pipe.png")
    path = workbook_from(SMALL, tmp_path / "w.xlsx",
                         lambda texts: texts["Decision"][0].update(logo="pipe.png"))
    assert [(each.code, each.place.sheet) for each in load(path)[1]] == REFUSED
