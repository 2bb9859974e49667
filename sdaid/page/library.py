"""WeasyPrint as it is loaded, and what it is given to read: pages as a tree, style sheets, and the
files that they name."""

from __future__ import annotations

import atexit
import copy
import ctypes.util
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from sdaid.page import fonts
from sdaid.page.machine import pango_missing
from sdaid.page.tree import styles_as_classes, tree_of
from sdaid.problems import CannotGoOnError, ExitCode
from sdaid.resources import templates

PICTURES = ("data:image/svg+xml;base64,",)
"""The only addresses that are not files: pictures that our own templates hold."""

NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
"""What WeasyPrint has a rule for at every element, and no template uses."""

LOADING = Lock()


@dataclass
class Press:
    """What every document of this process shares."""

    font_config: Any
    styles: dict[object, Any] = field(default_factory=dict)
    pictures: dict[Any, Any] = field(default_factory=dict)

    def forget_files(self) -> None:
        """Keep our own pictures alone: a logo may be another one the next time."""
        for address in [key for key in self.pictures if not str(key).startswith(PICTURES)]:
            del self.pictures[address]


def weasyprint() -> Any:
    """The library. `CannotGoOnError` where Pango is missing."""
    try:
        return loaded()
    except OSError:
        raise CannotGoOnError([pango_missing()], ExitCode.MACHINE) from None


def loaded() -> Any:
    """The library. Raises OSError where Pango is missing."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else fontTools writes the time into fonts
    with LOADING, _loader_alone(), _put_off(SELDOM):
        import weasyprint
    return weasyprint


def pango_version() -> str:
    """Which Pango sets the text. `CannotGoOnError` where it is missing."""
    weasyprint()
    from weasyprint.text.ffi import pango

    return str(pango.pango_version())


@contextmanager
def _loader_alone() -> Iterator[None]:
    """Libraries are sought by the names of their files alone, which Linux knows where to find.
    WeasyPrint tries the names of other systems first, and for each of them Python would run a
    compiler and a linker to see what they would take."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nowhere(name: str) -> str | None:  # noqa: ARG001
    return None


SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint loads, a quarter of all that it does, for variable fonts, of which we give it
none, and for machines without HarfBuzz's subset library."""


@contextmanager
def _put_off(names: Iterable[str]) -> Iterator[None]:
    """The modules are not loaded yet, but when something of them is called that is taken from them
    meanwhile."""
    later = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]


class _Later(ModuleType):
    """Stands for the module of its name: each of its functions loads that when it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python asks for what it may lack
            raise AttributeError(name)

        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return call


@cache
def press() -> Press:
    weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(press.cache_clear)  # its fonts end before the modules they need
    return Press(FontConfiguration())


def parsed(styles: tuple[str, ...], families: tuple[fonts.Family, ...], css: str) -> list[Any]:
    """The style sheets, each parsed once for the process."""
    library, kept = weasyprint(), press()
    for family in families:
        if family not in kept.styles:
            faces = fonts.css((family,)).rsplit("\n", 1)[0]
            kept.styles[family] = library.CSS(
                string=faces, font_config=kept.font_config, url_fetcher=fetcher(None, []))
    if families not in kept.styles:
        stack = fonts.css(families).rsplit("\n", 1)[1]
        kept.styles[families] = library.CSS(string=stack)
    for name in styles:
        if name not in kept.styles:
            kept.styles[name] = library.CSS(
                filename=templates() / "css" / name, font_config=kept.font_config,
                url_fetcher=fetcher(None, []))
    if css not in kept.styles:
        kept.styles[css] = library.CSS(
            string=css, font_config=kept.font_config, url_fetcher=fetcher(None, []))
    return [kept.styles[families], *(kept.styles[name] for name in styles), kept.styles[css]]


def read(html: str, own_fetcher: Any) -> tuple[Any, list[Any]]:
    """`html` as WeasyPrint reads it, and the style sheets that go with it. What is XML too is read
    without WeasyPrint's own parser, which is slow."""
    tree, base = tree_of(html), templates().as_uri() + "/"
    if tree is None:
        return _page()(string=html, base_url=base, url_fetcher=own_fetcher), []
    sizes = styles_as_classes(tree)
    page = _page()(string="", base_url=base, url_fetcher=own_fetcher)
    page.take(tree)
    return page, [_sizes(sizes)] if sizes else []


@lru_cache(32)
def _sizes(css: str) -> Any:
    return weasyprint().CSS(string=css)


@cache
def _page() -> Any:
    library = weasyprint()

    class Page(library.HTML):  # type: ignore[misc, name-defined]
        """A document that can take its tree ready made, without styles for notes."""

        def take(self, tree: Element) -> None:
            self.wrapper_element = library.cssselect2.ElementWrapper.from_html_root(
                tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, *given: Any, **named: Any) -> list[Any]:
            return [_without_notes(sheet) for sheet in super()._ua_stylesheets(*given, **named)]

    return Page


@cache
def _without_notes(sheet: Any) -> Any:
    """The sheet, whose rules for notes match nothing, and those for markers items of lists alone.
    WeasyPrint would work out six more styles for each element, which are four of five."""
    fewer = copy.copy(sheet)
    fewer.matcher = _Matcher(sheet.matcher)
    return fewer


@dataclass(frozen=True)
class _Matcher:
    matcher: Any

    def match(self, element: Any) -> list[Any]:
        """The rules of a sheet that match the element: (specificity, order, pseudo, rule)."""
        return [each for each in self.matcher.match(element) if each[2] is None or not (
            each[2] in NOTES or (each[2] == "marker" and element.local_name != "li"))]


def fetcher(logo: Path | None, refused: list[str]) -> Any:
    """A fetcher that reaches the templates, the fonts and the logo; all else stops the drawing
    and is added to `refused`."""
    weasyprint()
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
