"""The finished pages: what they say, where it stands, and that machines can read them."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2 as pdfium
import pytest

from sdaid.page.errors import PageError
from sdaid.page.fitting import fitted
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.render import render
from tests.page import made
from tests.page.looking import pages, squeezed, words_of

KINDS = [
    ("example", "aid", "standard", "a4", {}), ("hiccups", "aid", "large-print", "letter", {}),
    ("hiccups", "sheet", "standard", "letter", {}),
    ("hiccups", "aid", "standard", "letter", {"blank": True}),
    ("hiccups", "aid", "large-print", "a4", {"draft": True}),
    ("hiccups", "aid", "standard", "a4", {"blank": True, "draft": True}),
]


@pytest.mark.parametrize(("name", "kind", "layout", "paper", "more"), KINDS)
def test_pages_are_accessible(tmp_path: Path, name: str, kind: str, layout: str, paper: str,
                              more: dict[str, bool]) -> None:
    """Every kind of document passes PDF/UA-1."""
    path = tmp_path / "aid.pdf"
    path.write_bytes(made.pdf(name, kind, layout, paper, **more))
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


@pytest.mark.parametrize(("kind", "layout"), [
    ("aid", "standard"), ("aid", "large-print"), ("sheet", "standard")])
def test_every_page_names_its_patient(kind: str, layout: str) -> None:
    """Name, date of birth, id, page n of m and the notice stand on each page."""
    shown = pages(made.pdf("hiccups", kind, layout, "letter" if kind == "sheet" else "a4"))
    notice = made.press_for("hiccups").content.decision.notice
    for number, text in enumerate(shown, start=1):
        for words in ("Testa Example", "born April 30, 1961", "ID P-2001", notice,
                      f"Page {number} of {len(shown)}"):
            assert squeezed(words) in squeezed(text), (number, words)


def test_an_aid_of_the_example_has_eight_pages_and_a_leaf() -> None:
    """Eight pages; a patient to whom nearly every rule speaks has an added leaf of two."""
    content = made.press_for("example").content
    few = made.press_for("example").document("aid", made.visit(
        content, {fact.name: fact.name == "smoker" if fact.type.value == "yes/no" else
                  "eased" if fact.choices else 24.0 for fact in content.facts}), "standard", "a4")
    assert len(pages(render(few))) == 8
    assert len(pages(made.pdf("example"))) == 10


def test_an_aid_of_the_example_is_a_small_file() -> None:
    """A file of an aid is under 110 kB without a leaf, so that a list of them can be mailed."""
    content = made.press_for("example").content
    document = made.press_for("example").document("aid", made.visit(
        content, dict.fromkeys(fact.name for fact in content.facts)), "standard", "letter")
    assert len(render(document)) < 110_000


def test_draft_and_overdue_are_on_every_page() -> None:
    """No page of a draft or of an overdue aid can pass for a good one."""
    found = made.pdf("hiccups", "aid", "large-print", "a4", draft=True)
    count = len(pages(found))
    assert words_of(found).count("DRAFT") == count
    assert words_of(found).count(squeezed("This aid was due for review on 1 May 2026.")) >= count
    assert squeezed("One is open.") in words_of(found)


def test_a_draft_has_its_places_where_a_patients_pages_have_them() -> None:
    """What passes the check has room in a draft too, whose foot says more: it is set smaller and
    reaches no lower."""
    document = made.document("hiccups", "sheet", paper="letter")
    own = replace(document.edition, notice="An example that nobody may use in any clinic at all.")
    draft = replace(own, draft=True, open_problems=("One is open.",))
    words = made.press_for("hiccups").wording.translations
    for format_, paper in itertools.product(FORMATS, PAPERS):
        assert fitted(draft, format_, paper, words) == fitted(own, format_, paper, words)
    foots = [lowest(render(replace(document, edition=each), words)) for each in (own, draft)]
    assert foots[1] > foots[0] - 1


def lowest(pdf: bytes) -> float:
    """How far above the lower edge of the paper the lowest letter of any page stands, in points."""
    with pdfium.PdfDocument(pdf) as opened:
        texts = [page.get_textpage() for page in opened]
        return min(text.get_charbox(place)[1] for text in texts
                   for place in range(text.count_chars()) if text.get_text_range(place, 1).strip())


def test_blank_aid_asks_and_names_nobody() -> None:
    """A blank aid has lines for name, birth and id on every page, asks each fact with boxes, and
    tells no rule as true."""
    shown = pages(made.pdf("hiccups", "aid", "standard", "letter", blank=True))
    for text in shown:
        assert "Testa Example" not in text
        assert all(word in text for word in ("Name", "Born", "ID"))
    whole = squeezed(" ".join(shown))
    for fact in made.press_for("hiccups").content.facts:
        assert squeezed(fact.question) in whole
    assert squeezed("If yes:") in whole


def test_a_text_that_leaves_its_place_is_refused() -> None:
    """A text far over its limit stops the aid, and the message says where and how far."""
    document = made.document("hiccups")
    option = replace(document.edition.options[1], what="word " * 400)
    edition = replace(document.edition, options=(
        document.edition.options[0], option, *document.edition.options[2:]))
    with pytest.raises(PageError, match=r"on page 2 the text “.*” reaches \d+\.\d mm over"):
        render(replace(document, edition=edition))


def test_headings_go_down_one_level_at_a_time() -> None:
    """One h1 comes first, and no level is left out."""
    with pikepdf.open(BytesIO(made.pdf("hiccups"))) as document:
        levels = [int(str(each.S)[2]) for each in tagged(document.Root.StructTreeRoot,
                                                         "/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_picture_says_what_it_shows() -> None:
    """Each figure has an alternative text, and the arrays' sentences are among them."""
    with pikepdf.open(BytesIO(made.pdf("hiccups"))) as document:
        alts = [str(each.get("/Alt", "")) for each in tagged(document.Root.StructTreeRoot,
                                                             "/Figure")]
    edition = made.document("hiccups").edition
    drawn = [figure.array.alt for row in edition.headlines for cell in row.cells
             for figure in cell if figure.array and not row.warning]
    assert all(alts)
    assert drawn
    assert set(drawn) <= set(alts)


def test_document_names_no_patient_in_its_properties() -> None:
    """Title and language are set; neither the properties nor XMP name the patient or a time."""
    with pikepdf.open(BytesIO(made.pdf("hiccups"))) as document:
        told = f"{dict(document.docinfo)}{document.Root.Metadata.read_bytes().decode()}"
        assert str(document.docinfo.Title) == made.document("hiccups").edition.title
        assert str(document.Root.Lang) == "en"
    for word in ("Testa", "P-2001", "A-1001", "CreationDate", "ModDate"):
        assert word not in told


def test_same_document_makes_the_same_bytes() -> None:
    """A second drawing, and one in another process, make the same file."""
    found = made.pdf("hiccups", "sheet", "standard", "letter")
    assert render(made.document("hiccups", "sheet", "standard", "letter")) == found
    program = ("from hashlib import sha256; from tests.page import made; "
               "print(sha256(made.pdf('hiccups', 'sheet', 'standard', 'letter')).hexdigest())")
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                         check=True, cwd=Path(__file__).parents[2],
                         env={"PYTHONHASHSEED": "7", "PATH": ""})
    assert run.stdout.strip() == sha256(found).hexdigest()


def test_a_mark_stands_at_the_same_place_for_every_patient() -> None:
    """What all patients share does not move: but for their own lines, the pages of options of two
    patients say the same."""
    content = made.press_for("hiccups").content
    nothing = made.press_for("hiccups").document("aid", made.visit(
        content, dict.fromkeys((fact.name for fact in content.facts), None), tried=""),
        "standard", "a4")
    marks = {"Tried", "Takecare", "Askabout", "Maynotsuit"}
    for one, other in zip(pages(made.pdf("hiccups"))[1:5], pages(render(nothing))[1:5],
                          strict=True):
        lines = [squeezed(line) for line in one.splitlines()]
        left = [line for line in lines if not any(mark in line for mark in marks)]
        assert all(line in squeezed(other) for line in left)


def tagged(element: pikepdf.Object, *names: str) -> list[pikepdf.Object]:
    """The elements of the structure tree with one of these tags, in reading order."""
    found: list[pikepdf.Object] = []
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if str(kid.get("/S", "")) in names:
                found.append(kid)
            found += tagged(kid, *names)
    return found
