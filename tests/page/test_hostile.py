"""Workbook text is hostile: it prints as text, fetches nothing and runs nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sdaid.page import draw
from sdaid.page.errors import PageError
from sdaid.page.fonts import MAIN
from sdaid.page.render import render
from tests.page import made
from tests.page.looking import pages, squeezed

HOSTILE = (
    "{{ 7 * 7 }}", "{% raw %}", "<script>alert(1)</script>", "<b>bold</b>", "&lt;b&gt;",
    '<img src="file:///etc/passwd">', "javascript:alert(1)", "file:///etc/passwd",
    '"><style>*{display:none}</style>', "=HYPERLINK(1)", "%(name)s", "{page}", "]]>", "<!--",
)


def test_hostile_text_is_printed_as_it_is() -> None:
    """Markup, template code and addresses stand on the page as the words they are: in what all
    patients share, in a figure, in a message, in a name."""
    document = made.document("hiccups")
    options = tuple(replace(option, afterwards=text) for option, text in zip(
        document.edition.options, HOSTILE, strict=False))
    edition = replace(document.edition, options=options, question=" ".join(HOSTILE[3:7]),
                      about_condition=" ".join(HOSTILE[7:]))
    personal = replace(document.personal, name=HOSTILE[2], place=HOSTILE[3])
    shown = squeezed(" ".join(pages(render(replace(document, edition=edition,
                                                   personal=personal)))))
    assert all(squeezed(text) in shown for text in HOSTILE)


def test_overrides_of_direction_do_not_move_the_identifiers() -> None:
    """A name with a right-to-left override leaves date of birth and id readable."""
    document = made.document("hiccups", "sheet", "standard", "letter")
    document = replace(document, personal=replace(document.personal, name="Testa \u202eelpmaxE"))
    for text in pages(render(document)):
        assert squeezed("born April 30, 1961") in squeezed(text)
        assert squeezed("ID P-2001") in squeezed(text)


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "http://sample.invalid/x.png", "https://sample.invalid/x.css",
    "ftp://sample.invalid/x", "data:text/html,<b>x</b>", "file://sample.invalid/etc/passwd",
    "../../../../../../etc/passwd"])
def test_addresses_outside_are_refused(address: str) -> None:
    """Whatever asks for another address stops the drawing before anything is read."""
    html = f'<html lang="en"><title>x</title><img alt="x" src="{address}"></html>'
    with pytest.raises(PageError, match="neither ours nor the logo"):
        draw.draw(html, styles=("aid.css",), families=(MAIN,))


def test_logo_is_printed_and_alone_is_reached(tmp_path: Path) -> None:
    """The clinic's logo is drawn; its neighbour in the same folder is not reached through it."""
    logo, neighbour = tmp_path / "logo.svg", tmp_path / "secret.svg"
    plain = ('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
             '<rect width="20" height="10"/></svg>')
    logo.write_text(plain, encoding="utf-8")
    neighbour.write_text(plain, encoding="utf-8")
    document = made.document("hiccups")
    assert render(document, logo=logo) != made.pdf("hiccups")
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
                    '<image href="secret.svg" width="9" height="9"/></svg>', encoding="utf-8")
    with pytest.raises(PageError, match="neither ours nor the logo"):
        render(document, logo=logo)


def test_faults_of_drawing_are_failures() -> None:
    """What WeasyPrint only logs stops the aid."""
    html = '<html lang="en"><title>x</title><p style="no-such: thing">x</p></html>'
    with pytest.raises(PageError, match="no-such"):
        draw.draw(html, styles=("aid.css",), families=(MAIN,))
