"""The templates of letters and e-mails, filled. Fixed words go through gettext."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from sdaid.resources import templates


def fill(name: str, translations: NullTranslations, **words: object) -> str:
    """The template `name` of the templates' folder with `words` in it, escaped where it is HTML."""
    environment = _environment()
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return environment.get_template(name).render(**words)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates()), autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined, extensions=["jinja2.ext.i18n"], trim_blocks=True,
        lstrip_blocks=True)
    environment.filters["isolated"] = lambda text: f"\u2068{text}\u2069"
    return environment
