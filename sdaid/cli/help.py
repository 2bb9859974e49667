"""The commands' help in the clinic's language."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import click

from sdaid.resources import templates
from sdaid.staff import DOMAIN, translate

Shown = tuple[click.Command | click.Parameter, str, str]
"""What shows a text, the attribute that holds it, and the text."""


def texts(command: click.Command) -> Iterator[Shown]:
    """Every text of the help of `command` and of the commands in it."""
    for name in ("help", "short_help", "epilog"):
        if told := getattr(command, name, None):
            yield command, name, str(told)
    for parameter in command.params:
        for name in ("help", "prompt"):
            told = getattr(parameter, name, None)
            if isinstance(told, str) and told:
                yield parameter, name, told
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from texts(each)


def in_clinics_language(command: click.Command) -> None:
    """Put the clinic's language into the help of `command`, and into click's own words."""
    gettext.bindtextdomain(DOMAIN, str(templates() / "locale"))
    gettext.textdomain(DOMAIN)
    for shown, name, told in list(texts(command)):
        setattr(shown, name, translate(told))
