"""Pages of a language that runs to the left: what stands where, and that it can be read back."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops, ImageOps, ImageStat

from sdaid.page import fitting, fonts, measure
from sdaid.page.bidi import isolated_parts
from sdaid.page.draw import draw, lay_out
from sdaid.page.html import aid_html
from sdaid.page.paper import POINT
from sdaid.page.render import lay_out_written
from sdaid.resources import templates
from tests.page import made
from tests.page.looking import letters, pages

KINDS = [("aid", "standard", "a4", {}), ("aid", "large-print", "letter", {}),
         ("sheet", "standard", "a4", {}), ("book", "standard", "a4", {}),
         ("aid", "standard", "letter", {"blank": True, "draft": True})]


@pytest.mark.parametrize(("kind", "layout", "paper", "more"), KINDS)
def test_arabic_pages_are_accessible(tmp_path: Path, kind: str, layout: str, paper: str,
                                     more: dict[str, bool]) -> None:
    """Every kind of document passes PDF/UA-1, tells its language, and is set in our fonts alone,
    bold where bold is meant."""
    path = tmp_path / "made.pdf"
    path.write_bytes(made.pdf("arabic", kind, layout, paper, **more))
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        names = {str(font.BaseFont).split("+")[1] for page in pdf.pages
                 for font in page.Resources.Font.values()}
    wanted = {"Aid-Atkinson", "Aid-Atkinson-Bold", "Aid-Arabic", "Aid-Arabic-Bold"}
    assert wanted <= names <= {*wanted, "Aid-Sans", "Aid-Sans-Bold"}  # for marks of direction


def page_of(body: str, direction: str = "rtl") -> str:
    return (f'<html lang="ar" dir="{direction}"><head><title>صفحة</title></head>'
            f"<body>{isolated_parts(body, direction)}</body></html>")


def drawn(body: str, direction: str = "rtl") -> bytes:
    html = page_of(body, direction)
    return draw(html, styles=("aid.css",), families=fonts.needed_families(html))


def plain(text: str) -> str:
    """`text` without what a line's end can change, and without vowel signs, which readers of PDF
    put beside their letters."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u2060\u2066-\u2069\ufffe\x02-]", "", "".join(
        letter for letter in text if unicodedata.category(letter) != "Mn"))


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_every_arabic_letter_is_read_back(weight: str) -> None:
    """Each letter at the beginning, in the middle and at the end of a word and alone, and each
    ligature, comes out of the file as it went in, whatever was set before it."""
    letters = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))]
    words = [f"ب{letter}ب{letter} {letter}" for letter in letters]
    words += ["لا بلا لأ بلأ لإ بلإ لآ بلآ", "قد يُجرى أو يجرى كوبًا أو كوبا"]
    body = "".join(f'<p style="font-weight: {weight}">{word}</p>' for word in words)
    shown = "\n".join(pages(drawn(body))).splitlines()
    assert [plain(line) for line in shown if line.strip()] == [plain(word) for word in words]


@pytest.mark.parametrize("bold", [False, True])
def test_words_of_other_scripts_are_as_wide_as_measured(bold: bool) -> None:
    """Shaped letters, marks, spaces and digits have the width that places are measured with; bold
    letters of a variable font too."""
    texts = ["الفواق المختلق قفزة في التنفس", "يُلاحَظ فورًا", "لا", "إلى 10 من 20", "البلع. أخبر",
             "قال (لا شيء) ثم", "Пример Ελένη", "Nguyễn Ánh"]
    mixed = "قال «لا» ثم – في Testa ثم [1] و، قال: لا"
    html = page_of("".join(f'<p><span class="w">{text}</span></p>' for text in [*texts, mixed]))
    weight = "bold" if bold else "normal"
    css = f".w {{ display: inline-block; font-size: 12pt; font-weight: {weight} }}"
    laid = lay_out(html, styles=("aid.css",), css=css, families=fonts.needed_families(html))
    widths = [box.width * 25.4 / 96 for box in laid.document.pages[0]._page_box.descendants()
              if type(box).__name__ == "InlineBlockBox"]
    assert widths[:-1] == pytest.approx([room(text, bold=bold) for text in texts], abs=0.06)
    assert 0 <= room(mixed, bold=bold) - widths[-1] < 1  # a space between scripts, never too narrow


def test_texts_behind_one_another_are_never_measured_too_narrow() -> None:
    """Two texts of a cell are one on the page, so that the space between them is set in the font
    of the first; where they are not, in that of the second."""
    pairs = [("في pain.", "الأرجح بين"), ("بين", "pain and more"), ("[1]", "لا"), ("one.", "Two")]
    html = page_of("".join(
        f'<p><span class="w">{one}{between}</span></p>' for one, two in pairs
        for between in (f" {two}", f"<span> {two}</span>")))
    laid = lay_out(html, styles=("aid.css",), css=".w { display: inline-block; font-size: 12pt }",
                   families=fonts.needed_families(html))
    widths = [box.width * 25.4 / 96 for box in laid.document.pages[0]._page_box.descendants()
              if type(box).__name__ == "InlineBlockBox"]
    for pair, drawn in zip([each for each in pairs for _ in range(2)], widths, strict=True):
        assert -0.06 <= room(*pair, bold=False) - drawn < 1


def room(*texts: str, bold: bool) -> float:
    """The least room in mm in which texts of 12 pt, one behind the other, are measured as one
    line."""
    low, high = 0.0, 300.0
    while high - low > 0.005:
        middle = (low + high) / 2
        runs = [measure.Run(text, 12, bold) for text in texts]
        if measure.lines(runs, middle + measure.TOLERANCE) == 1:
            high = middle
        else:
            low = middle
    return high


def pictures(direction: str) -> list[str]:
    """The pictures of the Arabic aid as SVG, in order, where lines run in `direction`."""
    document = made.document("arabic")
    document = replace(document, edition=replace(document.edition, direction=direction))
    html = aid_html(document, made.press_for("arabic").wording.translations).html
    return [base64.b64decode(each).decode() for each in
            re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)]


def image(svg: str, width: float, height: float) -> Any:
    """The picture as a viewer shows it, in grey."""
    address = base64.b64encode(svg.encode()).decode()
    html = ('<html lang="en"><title>x</title><body>'
            f'<img src="data:image/svg+xml;base64,{address}" alt="x">')
    pdf = draw(html, styles=("aid.css",), families=(fonts.MAIN,), css=(
        f"@page {{ size: {width}mm {height}mm; margin: 0 }} img {{ display: block }}"))
    document = pdfium.PdfDocument(pdf)
    try:
        return document[0].render(scale=8, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


@pytest.fixture
def words_of_one_size(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Arabic has taller lines, and so its words and pictures may grow less; here none do."""
    monkeypatch.setattr(fitting, "TEXTS", ())
    fitting.fitted.cache_clear()
    yield
    fitting.fitted.cache_clear()


@pytest.mark.usefixtures("words_of_one_size")
def test_every_picture_is_mirrored() -> None:
    """Icon arrays, meters, differences and ways back are those of a page that runs to the right,
    seen in a mirror: what is filled stands at the right."""
    pairs = sorted(set(zip(pictures("ltr"), pictures("rtl"), strict=True)))
    assert len(pairs) > 12
    turned = 0
    for there, here in pairs:
        size = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', there)
        assert size is not None
        left, right = (image(svg, *map(float, size.groups())) for svg in (there, here))
        assert unlike(ImageOps.mirror(left), right) < 4
        turned += unlike(left, right) > 4
    assert turned > 6  # boxes and circles are the same in a mirror


def unlike(one: Any, other: Any) -> float:
    """By how much two pictures differ on average, of 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@cache
def laid() -> Any:
    document = made.document("arabic")
    written = aid_html(document, made.press_for("arabic").wording.translations)
    return lay_out_written(written, document, None).document


def boxes(name: str) -> list[Any]:
    """The boxes of the pages' elements of a class, in reading order."""
    return [box for page in laid().pages for box in page._page_box.descendants()
            if getattr(box, "element", None) is not None and not box.element_tag.endswith("::after")
            and name in (box.element.get("class") or "").split()]


def test_columns_follow_from_the_right() -> None:
    """In every row of a table the cells stand from right to left, in the order of reading."""
    rows = [row for page in laid().pages for row in page._page_box.descendants()
            if row.element_tag == "tr" and len(row.children) > 1]
    assert len(rows) > 20
    for row in rows:
        places = [cell.position_x for cell in row.children]
        assert places == sorted(places, reverse=True)


def test_axes_run_to_the_left() -> None:
    """Less time and worse stand at the right of an axis, more and better at the left."""
    assert boxes("axis")
    for axis in boxes("axis"):
        ticks = [box.position_x + box.width / 2 for box in axis.descendants()
                 if getattr(box, "element", None) is not None and not hasattr(box, "text")
                 and {"low", "tick", "high"} & set((box.element.get("class") or "").split())]
        assert len(ticks) > 1
        assert ticks == sorted(ticks, reverse=True)


@pytest.mark.parametrize(("kind", "layout"), [("aid", "standard"), ("book", "standard")])
def test_no_letter_leaves_its_margins(kind: str, layout: str) -> None:
    """What hangs or is indented stays between the margins at both sides."""
    margin = 12 if kind == "aid" else 16
    for page, _letter, box, size in letters(made.pdf("arabic", kind, layout)):
        beside = margin / POINT - 1
        assert box[0] >= beside, page + 1
        assert box[2] <= size[0] - beside, page + 1


@pytest.mark.parametrize("name", ["css/aid.css", "book/book.css", "book/book-large-print.css"])
def test_styles_know_no_left_and_right(name: str) -> None:
    """Nothing of the pages is placed by a side of the paper but what stands across it."""
    style = re.sub(r"/\*.*?\*/|@(?:top|bottom)-left", "", (templates() / name).read_text("utf-8"),
                   flags=re.S)
    assert re.findall(r"\b(?:left|right)\b", style) == []


def test_an_arabic_aid_has_eight_pages() -> None:
    """Its taller lines have room in the pages of an aid."""
    assert len(laid().pages) == 8


def test_head_and_foot_begin_at_the_right() -> None:
    """The name stands at the right of the head, the page's number at the left of the foot."""
    middle = laid().pages[0].width / 2
    assert all(box.position_x > middle for box in boxes("name"))
    assert all(box.position_x + box.width < middle for box in boxes("page-of"))


@pytest.mark.parametrize(("text", "isolated"), [
    ("اتصل بالرقم 000 1111 فورا", "000 1111"), ("العيادة، 555-0100.", "555-0100"),
    ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000"), ("قرص 5 mg/ml مرتين", "5 mg/ml"),
    ("كما في [1, 2].", "[1, 2]"), ("انظر https://example.org/x-y.", "https://example.org/x-y"),
    ("Inventor A. Journal of Nothing (2021).", "Inventor A. Journal of Nothing (2021)."),
    ("Testa Author:", "Testa Author"), ("الفرق -0.3 نقطة", "-0.3")])
def test_what_runs_to_the_right_is_isolated(text: str, isolated: str) -> None:
    """Telephone numbers, doses, citations, addresses and Latin texts get an element of their
    own."""
    assert re.findall("<bdi>(.*?)</bdi>", isolated_parts(f"<p>{text}</p>", "rtl")) == [isolated]


@pytest.mark.parametrize("text", [
    "25 من 100 شخص", "في عام 2026 3 أشخاص", "إلى 10. 30 شخصا", "\u2068Testa 12-34\u2069 مثال"])
def test_what_keeps_its_order_is_left_alone(text: str) -> None:
    """Amounts beside each other are not taken for one number; a name is isolated already."""
    assert isolated_parts(f"<p>{text}</p>", "rtl") == f"<p>{text}</p>"


@given(st.lists(st.text(alphabet="اب ab01-+[], \u2068\u2069&;:/.", max_size=20), max_size=5))
def test_isolating_adds_elements_alone(texts: list[str]) -> None:
    """No letter is lost or changed, and nothing happens where lines run to the right."""
    html = "".join(f'<p class="a-1 2-3">{text}</p>' for text in texts)
    assert isolated_parts(html, "rtl").replace("<bdi>", "").replace("</bdi>", "") == html
    assert isolated_parts(html, "ltr") == html


def test_a_telephone_number_is_drawn_from_left_to_right() -> None:
    """Its digits stand in the order in which they are dialled."""
    pdf = drawn("<p>اتصل بالرقم 022 3555 فورا</p>")
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage()
    places = {text.get_text_range(place, 1): text.get_charbox(place)[0]
              for place in range(text.count_chars())}
    document.close()
    assert places["0"] < places["2"] < places["3"] < places["5"]


def test_letters_are_embedded_as_wide_as_they_are_drawn(tmp_path: Path) -> None:
    """Bold names of any script that a package of ours holds keep a file PDF/UA."""
    path = tmp_path / "bold.pdf"
    path.write_bytes(drawn("<h1>Пример Ελένη Łódź ‒ ≥ أمثلة ڤ</h1>", "ltr"))
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        names = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert names >= {"Aid-Sans-Bold", "Aid-Arabic-Bold"}
