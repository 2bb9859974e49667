"""What the comparison of both ways must find: each difference is planted."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from sdaid.engine.engine import Engine
from sdaid.pdf.compare import compare
from tests.engine.conftest import Aid, Plain


@pytest.fixture(scope="module")
def pair(engine: Engine, plain: Plain, aid: Aid) -> tuple[bytes, bytes]:
    """An aid made both ways."""
    document = aid(name="Vera Planted")
    return plain(document), engine.draw(document)


def changed(made: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after `change`."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def test_the_same_is_the_same(pair: tuple[bytes, bytes]) -> None:
    """Nothing is found where nothing was planted."""
    assert compare(*pair, ["Somebody Else"]) == []


def move(pdf: pikepdf.Pdf) -> None:
    """Draw a hairline on page 2."""
    page = pdf.pages[1]
    page.contents_add(b"q 0 0 0 rg 100 100 1 1 re f Q")


def lose_tag(pdf: pikepdf.Pdf) -> None:
    """Make the first heading a paragraph."""
    tag = pdf.Root.StructTreeRoot.K[0]
    while tag.S != pikepdf.Name.H1:
        tag = tag.K[0]
    tag.S = pikepdf.Name.P


def lose_alt(pdf: pikepdf.Pdf) -> None:
    """Take the words of a picture away."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/Alt" in found:
            del found["/Alt"]
            return


def lose_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def lose_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("de")


def retitle(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("Vera Planted")


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String("Another")


@pytest.mark.parametrize(("change", "told"), [
    (move, "page 2: other pixels"), (move, "page 2: other operators"), (lose_tag, "other tags"),
    (lose_alt, "other tags"),
    (lose_page, "pages in place of"), (lose_language, "another /Lang"),
    (retitle, "other document information"), (rename_bookmark, "other bookmarks")])
def test_a_planted_difference_is_found(pair: tuple[bytes, bytes],
                                       change: Callable[[pikepdf.Pdf], object], told: str) -> None:
    """Pixels, tags, words of pictures, pages, language, title, bookmarks."""
    assert any(told in each for each in compare(pair[0], changed(pair[1], change)))


def test_another_patients_text_is_found(pair: tuple[bytes, bytes], engine: Engine, aid: Aid
                                        ) -> None:
    """One letter of a name is seen in the text, the operators and the pixels."""
    found = compare(pair[0], engine.draw(aid(name="Vera Plantad")))
    assert "page 1: other operators" in found
    assert "page 1: other text" in found
    assert "page 1: other pixels" in found


def roots(made: bytes) -> tuple[int, int]:
    """The numbers of the catalogue and of the document's information."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]


def test_an_object_that_no_page_leads_to_is_found(pair: tuple[bytes, bytes]) -> None:
    """Another patient's name in an object of the list that nothing points to."""
    place = pair[1].rindex(b"startxref\n")
    start = int(pair[1][place:].split()[1])
    object_at = len(pair[1])
    more = (b"19990 0 obj\n(Otto Otherman)\nendobj\nxref\n19990 1\n%010d 00000 n \ntrailer\n"
            b"<</Size 19991/Root %d 0 R/Info %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
                object_at, *roots(pair[1]), start,
                object_at + len(b"19990 0 obj\n(Otto Otherman)\nendobj\n")))
    found = compare(pair[0], pair[1] + more, ["Otto Otherman"])
    assert any("belongs to nothing" in each for each in found)
    assert any("holds another patient's text" in each for each in found)


def test_bytes_that_no_list_names_are_found(pair: tuple[bytes, bytes]) -> None:
    """Another patient's name in an object that the list does not name."""
    place = pair[1].rindex(b"startxref\n")
    planted = b"19990 0 obj\n(Otto Otherman)\nendobj\n"
    broken = pair[1][:place] + planted + pair[1][place:]
    assert "object 19990 is in no list" in compare(pair[0], broken)


def test_a_name_in_a_reached_object_is_found(pair: tuple[bytes, bytes]) -> None:
    """Another patient's name as the words of a tag, or as glyphs that are drawn."""
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K[0].ActualText = pikepdf.String("Otto Otherman")

    found = compare(pair[0], changed(pair[1], plant), ["Otto Otherman"])
    assert any("holds another patient's text" in each for each in found)
    assert any("holds another patient's text" in each
               for each in compare(*pair, ["Vera Planted"]))
