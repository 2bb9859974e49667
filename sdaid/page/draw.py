"""From HTML to PDF by WeasyPrint, which is loaded when first needed."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdaid.page import fonts
from sdaid.page.errors import PageError
from sdaid.page.finish import finish
from sdaid.page.library import fetcher, loaded, parsed, press, read, weasyprint
from sdaid.problems import problem

if TYPE_CHECKING:
    from weasyprint import Document


DRAWINGS = count()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without Python's search for cycles meanwhile: it would go through the growing document again
    and again, for a fifth of the time. What a drawing leaves is collected when the next one begins,
    so that a call which draws once does not look for it."""
    if not gc.isenabled():
        yield
        return
    if next(DRAWINGS):
        gc.collect(0)
    else:
        gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True)
class Laid:
    """A document laid out on its pages, still to be written."""

    document: Any
    heard: list[str]
    refused: list[str]

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @undisturbed()
    def pdf(self) -> bytes:
        """The document as a tagged PDF/UA-1, the same bytes for the same input. Raises `PageError`
        where WeasyPrint warned of anything."""
        with _listening() as heard:
            made = self.document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
        if self.refused:  # a picture in a picture: WeasyPrint leaves it out and goes on
            raise PageError(problem("page-address", found=self.refused[0]))
        warned = self.heard + heard
        if warned:
            raise PageError(problem("page-warning", found=warned[0]))
        return bytes(made)


@undisturbed()
def lay_out(html: str, *, styles: tuple[str, ...], families: tuple[fonts.Family, ...],
            css: str = "", logo: Path | None = None) -> Laid:
    """`html` on its pages. `styles` are style sheets of the templates' folder, by name; `css` is
    one more, made by the program.

    Raises `PageError` where what has a fixed place leaves it or an address is refused;
    `CannotGoOnError` where this machine cannot draw.
    """
    weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    shared = press()
    refused: list[str] = []
    try:
        with _listening() as heard:
            page, sizes = read(html, fetcher(logo, refused))
            document = page.render(
                font_config=shared.font_config, cache=shared.pictures,
                stylesheets=[*parsed(styles, families, css), *sizes], pdf_variant="pdf/ua-1")
    except FatalURLFetchingError:
        raise PageError(problem("page-address", found=refused[0])) from None
    finally:
        shared.forget_files()
    _check_places(document)
    _check_fonts(document)
    return Laid(document, heard, refused)


def draw(html: str, *, styles: tuple[str, ...], families: tuple[fonts.Family, ...],
         css: str = "", logo: Path | None = None) -> bytes:
    """`html` as a tagged PDF/UA-1; see `lay_out` and `Laid.pdf`."""
    return lay_out(html, styles=styles, families=families, css=css, logo=logo).pdf()


def has_quick_subsetting() -> bool:
    """Whether HarfBuzz's subset library is here. Raises OSError where Pango is missing."""
    loaded()
    from weasyprint.text.ffi import harfbuzz_subset

    return bool(harfbuzz_subset)


class _Ear(logging.Handler):
    """Keeps what is logged at warning or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if "HarfBuzz-Subset" not in said:  # slow, not wrong: said once, by look_at_machine
            self.heard.append(said)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile. It draws on after most faults, so each is a failure."""
    logger, ear = logging.getLogger("weasyprint"), _Ear()
    passed_on = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield ear.heard
    finally:
        logger.removeHandler(ear)
        logger.propagate = passed_on


PLACES = frozenset({"cell", "head-cell", "strip", "says"})
OWN_PLACES = frozenset({"particular", "visit", "marks"})
"""Classes of boxes with a fixed height, which nothing in them may leave. The latter hold what is
one patient's own, whose words no message repeats."""

SLACK = 1.5
"""By how many CSS pixels the box of a line may reach over its place: its letters do not."""


def _check_places(document: Document) -> None:
    """No text of a fixed place leaves it, and no table with bands leaves its page."""
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():
            names = _classes(box)
            if names & (PLACES | OWN_PLACES) and box.height != "auto":
                bottom = box.position_y + box.margin_height() + SLACK
                lowest = max((each.position_y + each.margin_height()
                              for each in box.descendants() if hasattr(each, "text")),
                             default=0.0)
                if lowest > bottom:
                    raise PageError(problem(
                        "page-overflow", found=_said(box) if names & PLACES else "…", page=number,
                        over=f"{(lowest - bottom) * 25.4 / 96:.1f}"))


def _classes(box: Any) -> frozenset[str]:
    element = getattr(box, "element", None)
    if element is None or box.element_tag.endswith(("::before", "::after", "::marker")):
        return frozenset()
    return frozenset((element.get("class") or "").split())


def _said(box: Any) -> str:
    """The first words of a box, to name it."""
    words = " ".join(each.text for each in box.descendants() if hasattr(each, "text"))
    return words if len(words) <= 60 else f"{words[:60]}…"


def _check_fonts(document: Document) -> None:
    """A letter that our fonts lack would be set in one of the system's."""
    own = {family.name for family in fonts.FAMILIES}
    strange = sorted({font.family for font in document.fonts.values()} - own)
    if strange:
        raise PageError(problem("page-warning", found=f"the font {strange[0]} was used"))
