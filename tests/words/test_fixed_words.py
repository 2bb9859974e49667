"""Every fixed word that a patient reads goes through the catalogue, as one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import ROOT
from tests.words.in_program import program_faults
from tests.words.in_templates import style_faults, template_faults
from tests.words.rooms import patient_modules, patient_styles, patient_templates

ALLOWED = {
    # words of the workbook, which messages tell; English as Babel writes it; signs
    "sdaid/aid/wording.py": ("“straight away”", "“not stated”", "“any time”", "“up to”",
                             "joined f',f'", "joined f'{MONTHS[", "a list joined by “, ”"),
    "sdaid/aid/signs.py": ("added ':：'",),
    # a citation is cut as it is; a word that the workbook may say
    "sdaid/aid/sources.py": ("…'", "“not stated”"),
    # numbers of sources stand as [1, 2] in every language
    "sdaid/page/cells.py": ("a list joined by “, ”",),
    # names of anchors and styles
    "sdaid/page/book.py": ("@page", "joined f'.2f'", "joined f'option-", "joined f'row-"),
    "sdaid/page/filters.py": ("data:image",),
    # what the office is told
    # and the lines of a text, each a whole message, made one
    "sdaid/mail/message.py": ("a list joined by “ ”", "too short", "too long", "guessed",
                              "“change ", "“give another", "“file name”"),
}
"""What looks like words in these modules and is none for patients."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", patient_templates(), ids=named)
def test_a_template_says_nothing_past_the_catalogue(path: Path) -> None:
    """Text, alt texts and titles of the templates are messages, and none is joined to another."""
    assert list(template_faults(path.read_text("utf-8"), html=path.suffix == ".html")) == []


@pytest.mark.parametrize("path", patient_styles(), ids=named)
def test_a_style_sheet_says_nothing(path: Path) -> None:
    """What CSS prints of itself holds no word."""
    assert list(style_faults(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", patient_modules(), ids=named)
def test_the_program_says_nothing_past_the_catalogue(path: Path) -> None:
    """Sentences of the program are whole messages with named places and plural forms."""
    allowed = ALLOWED.get(named(path), ())
    assert [fault for fault in program_faults(path.read_text("utf-8"))
            if not any(each in fault for each in allowed)] == []


def test_what_is_allowed_is_there() -> None:
    """No exception outlives what it was made for."""
    for name, allowed in ALLOWED.items():
        faults = list(program_faults((ROOT / name).read_text("utf-8")))
        assert [each for each in allowed if not any(each in fault for fault in faults)] == []


@pytest.mark.parametrize("source", [
    "<p>Hello</p>", "<p>{{ name }}.</p>", "<p>{{ one }}, {{ other }}</p>", "<p>({{ name }})</p>",
    '<img alt="A picture">', '<img alt="{{ name }}: {{ _("a picture") }}">',
    '<p>{{ "Hello" }}</p>', '<p>{{ names|join(", ") }}</p>', '<p>{{ "a" if b else c }}</p>',
    "<p>{{ _(name) }}</p>", '<p>{{ _("Step {} of ten") }}</p>', '<p>{{ _("%s is here") }}</p>',
    '<p>{{ _("{n} people came") }}</p>', "<p>{% trans %}{{ n }} people came{% endtrans %}</p>",
    '<p>{% if a %}{{ _("One") }}{% else %}Two{% endif %}</p>', '<p>{{ a ~ "; " ~ b }}</p>',
    "{% macro a(b) %}<b>words</b>{% endmacro %}",
])
def test_words_of_a_template_are_found(source: str) -> None:
    """Each way to say something past the catalogue, or to join messages, is found."""
    assert list(template_faults(source))


@pytest.mark.parametrize("source", [
    '<p class="sort words">{{ _("Hello") }} {{ name }}</p>', "{# Words for designers. #}",
    "<p>{% trans name=who %}Dear {{ name }},{% endtrans %}</p>", "<p>[{{ number }}]</p>",
    "<p>{{ a }} · {{ b }}</p>",
    "<p>{% trans n=3 %}one{% pluralize %}{{ n }} people{% endtrans %}</p>",
    '<p style="font-family: serif">{{ a }}</p>',
])
def test_what_is_right_in_a_template_passes(source: str) -> None:
    """Messages, comments, classes and numbers are no fault."""
    assert list(template_faults(source)) == []


@pytest.mark.parametrize("source", [
    'say = "Call us now"', 'say = f"{name}: {text}"', 'say = "; ".join(names)', 'text += "."',
    'text = name + ", "', 'say = _(f"{n} left")', 'say = _("a" + "b")', 'say = _("{} left")',
    'say = _("%s left")', 'say = N_("{n} people")', 'say = " ".join(sentences)',
    'say = {"a": "No break."}', 'def f():\n    return "Not known here"',
])
def test_words_of_the_program_are_found(source: str) -> None:
    """Each way to say something past the catalogue, or to join messages, is found."""
    assert list(program_faults(source))


@pytest.mark.parametrize("source", [
    'say = _("Call us now")', '"""A docstring with words."""', 'raise LookupError("no such thing")',
    'say = problem("code", found="not there")', 'kind: Literal["a b", "c d"]', 'x = kind == "a b"',
    'say = ngettext("{n} day", "{n} days", n)', 'M = NN_("{n} day", "{n} days")', 'x = "no-study"',
])
def test_what_is_right_in_the_program_passes(source: str) -> None:
    """Messages, docstrings, problems, types and what is compared with are no fault."""
    assert list(program_faults(source)) == []
