"""What templates of pages call to set one thing: a name, a number, a label, a picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sdaid.aid.edition import Help
from sdaid.aid.option import WayBack
from sdaid.aid.signs import as_label, as_sentence
from sdaid.page.cells import CellView, cite
from sdaid.page.pointers import quoted


def picture_address(svg: str) -> str:
    """An SVG as an address, so that equal pictures are read once for the process."""
    return "data:image/svg+xml;base64," + b64encode(str(svg).encode()).decode()


def cites(sources: Iterable[int]) -> Markup:
    """Source numbers as a mark."""
    text = cite(tuple(sources))
    return Markup(' <span class="cite">{}</span>').format(text) if text else Markup("")


def isolated(name: str) -> str:
    """A name that may run in the other direction than the words around it."""
    return f"\u2068{name}\u2069"


@pass_context
def lead_in(context: Context, label: str) -> str:
    """A label that what it is of follows on the same line."""
    return as_label(label, context["translations"])


@pass_context
def sentence(context: Context, words: str) -> str:
    """Words with the stop of a sentence."""
    return as_sentence(words, context["translations"])


def told_help(each: Help) -> Markup:
    """Whom to call, with the number in bold."""
    before, number, after = each.says.partition(each.number)
    return Markup('{}<span class="number">{}</span>{}').format(before, number, after)


def draws(views: Mapping[int, CellView], picture: str) -> bool:
    """Whether a row's cells have such pictures."""
    return any(told.picture == picture for view in views.values() for told in view.told)


def back_cites(backs: Iterable[WayBack]) -> str:
    """The sources of all ways back of an option."""
    return cite(sorted({number for back in backs for number in back.sources}))


@pass_context
def rows_paged(context: Context, text: str) -> Markup:
    """A text of the book, with its page behind each row that it names in quotation marks."""
    said, edition = escape(text), context["edition"]
    message = escape(context["translations"].gettext("{row}, page {page}"))
    for row in edition.rows:
        page = Markup('<span class="page-ref" data-of="#row-{}"></span>').format(row.id)
        for name in map(escape, quoted(row.label)):
            said = said.replace(name, message.format(row=name, page=page))
    return said
