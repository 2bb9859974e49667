"""From HTML to PDF. The only module that knows WeasyPrint, which is loaded when first needed."""

from __future__ import annotations

import atexit
import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sdaid.page import fonts
from sdaid.page.errors import PageError
from sdaid.page.finish import finish
from sdaid.page.machine import pango_missing
from sdaid.page.tree import tree_of
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.resources import templates

if TYPE_CHECKING:
    from weasyprint import Document

PICTURES = ("data:image/svg+xml;base64,",)
"""The only addresses that are not files: pictures that our own templates hold."""


@dataclass
class _Press:
    """What every document of this process shares."""

    font_config: Any
    styles: dict[object, Any] = field(default_factory=dict)
    pictures: dict[Any, Any] = field(default_factory=dict)

    def forget_files(self) -> None:
        """Keep our own pictures alone: a logo may be another one the next time."""
        for address in [key for key in self.pictures if not str(key).startswith(PICTURES)]:
            del self.pictures[address]


@contextmanager
def _collecting_after() -> Iterator[None]:
    """Without Python's search for cycles meanwhile: it would go through the growing document again
    and again, for a fifth of the time. What the drawing leaves is collected at its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(0)


@dataclass(frozen=True)
class Laid:
    """A document laid out on its pages, still to be written."""

    document: Any
    heard: list[str]
    refused: list[str]

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @_collecting_after()
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


@_collecting_after()
def lay_out(html: str, *, styles: tuple[str, ...], families: tuple[fonts.Family, ...],
            css: str = "", logo: Path | None = None) -> Laid:
    """`html` on its pages. `styles` are style sheets of the templates' folder, by name; `css` is
    one more, made by the program.

    Raises `PageError` where what has a fixed place leaves it or an address is refused;
    `CannotGoOnError` where this machine cannot draw.
    """
    _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    press = _press()
    refused: list[str] = []
    try:
        with _listening() as heard:
            document = _read(html, _fetcher(logo, refused)).render(
                font_config=press.font_config, cache=press.pictures,
                stylesheets=_parsed(styles, families, css), pdf_variant="pdf/ua-1")
    except FatalURLFetchingError:
        raise PageError(problem("page-address", found=refused[0])) from None
    finally:
        press.forget_files()
    _check_places(document)
    _check_fonts(document)
    return Laid(document, heard, refused)


def draw(html: str, *, styles: tuple[str, ...], families: tuple[fonts.Family, ...],
         css: str = "", logo: Path | None = None) -> bytes:
    """`html` as a tagged PDF/UA-1; see `lay_out` and `Laid.pdf`."""
    return lay_out(html, styles=styles, families=families, css=css, logo=logo).pdf()


def has_quick_subsetting() -> bool:
    """Whether HarfBuzz's subset library is here. Raises OSError where Pango is missing."""
    import weasyprint  # noqa: F401
    from weasyprint.text.ffi import harfbuzz_subset

    return bool(harfbuzz_subset)


def _weasyprint() -> Any:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else fontTools writes the time into fonts
    try:
        import weasyprint
    except OSError:
        raise CannotGoOnError([pango_missing()], ExitCode.MACHINE) from None
    return weasyprint


@cache
def _press() -> _Press:
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_press.cache_clear)  # its fonts end before the modules they need
    return _Press(FontConfiguration())


def _parsed(styles: tuple[str, ...], families: tuple[fonts.Family, ...], css: str) -> list[Any]:
    """The style sheets, each parsed once for the process."""
    weasyprint, press = _weasyprint(), _press()
    for family in families:
        if family not in press.styles:
            faces = fonts.css((family,)).rsplit("\n", 1)[0]
            press.styles[family] = weasyprint.CSS(
                string=faces, font_config=press.font_config, url_fetcher=_fetcher(None, []))
    if families not in press.styles:
        stack = fonts.css(families).rsplit("\n", 1)[1]
        press.styles[families] = weasyprint.CSS(string=stack)
    for name in styles:
        if name not in press.styles:
            press.styles[name] = weasyprint.CSS(
                filename=templates() / "css" / name, font_config=press.font_config,
                url_fetcher=_fetcher(None, []))
    if css not in press.styles:
        press.styles[css] = weasyprint.CSS(
            string=css, font_config=press.font_config, url_fetcher=_fetcher(None, []))
    return [press.styles[families], *(press.styles[name] for name in styles), press.styles[css]]


def _read(html: str, fetcher: Any) -> Any:
    """`html` as WeasyPrint reads it; what is XML too without its own parser, which is slow."""
    weasyprint = _weasyprint()
    base = templates().as_uri() + "/"
    tree = tree_of(html)
    if tree is None:
        return weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher)
    read = weasyprint.HTML.__new__(weasyprint.HTML)
    read.base_url, read.url_fetcher, read.media_type = base, fetcher, "print"
    read.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
        tree, content_language=None)
    read.etree_element = read.wrapper_element.etree_element
    return read


def _fetcher(logo: Path | None, refused: list[str]) -> Any:
    """A fetcher that reaches the templates, the fonts and the logo; all else stops the drawing
    and is added to `refused`."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Refuses whatever the program did not put there itself."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not (url.startswith(PICTURES) or _is_ours(url, logo)):
                refused.append(url)
                raise FatalURLFetchingError(url)
            address = urlsplit(url)
            if address.scheme == "file" and address.fragment:
                cut = fonts.font_data(Path(url2pathname(address.path)), int(address.fragment))
                return URLFetcherResponse(url, cut)
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)


def _is_ours(url: str, logo: Path | None) -> bool:
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        return False
    path = Path(url2pathname(parts.path)).resolve()
    if logo is not None and path == logo.resolve():
        return True
    return path.is_relative_to(templates().resolve()) or path in fonts.font_files()


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
