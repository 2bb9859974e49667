"""The shipped catalogues are whole, agree with what the program says, and are compiled."""

from __future__ import annotations

import re
import shlex
from gettext import c2py  # type: ignore[attr-defined]
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from sdaid.aid.wording import available, wording
from sdaid.sheets.values import TimeUnit
from tests.build import ROOT
from tests.words.messages import places
from tests.words.pseudo import told

LOCALE = ROOT / "templates" / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/sdaid.po"))
"""Every language's, of what patients read. What staff read may be in part: English stands in."""

UNCHECKED = "native reader has not checked"


def named(path: Path) -> str:
    return f"{path.parents[1].name}-{path.stem}"


def catalogue(path: Path) -> Catalog:
    language = path.parents[1].name if path.suffix == ".po" else None
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=path.stem)


def forms(message: Message) -> tuple[str, ...]:
    """The translated forms of a message."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.fixture(params=CATALOGUES, ids=named)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_spanish_is_there() -> None:
    """Patients' words ship in Spanish."""
    assert LOCALE / "es" / "LC_MESSAGES" / "sdaid.po" in CATALOGUES


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*/LC_MESSAGES/*.po")), ids=named)
def test_a_catalogue_is_compiled(path: Path) -> None:
    """The compiled catalogue is what its text gives; else run `make catalogues`."""
    made = BytesIO()
    write_mo(made, catalogue(path))
    assert path.with_suffix(".mo").read_bytes() == made.getvalue()


def test_a_catalogue_has_every_message(path: Path) -> None:
    """Each message of the program, with its plural, is there and translated, none by guess; else
    run `make pot`, translate, and run `make catalogues`."""
    wanted = {each.id for each in catalogue(LOCALE / f"{path.stem}.pot") if each.id}
    own = {each.id: each for each in catalogue(path) if each.id}
    assert set(own) == wanted
    assert [each.id for each in own.values() if each.fuzzy or not all(forms(each))] == []


def test_a_translation_fills_the_same_places(path: Path) -> None:
    """Each form has the message's places, its bold part and its markup; the number may be left out
    where a form is of that number alone."""
    own = catalogue(path)
    exact = _forms_of_one_number(own)
    for message in (each for each in own if each.id):
        singular, plural = message.id if message.pluralizable else (message.id, message.id)
        wanted = places(plural)
        assert places(singular) in (wanted, []), message.id
        for number, form in enumerate(forms(message)):
            lone = message.pluralizable and len(wanted) == 1 and number in exact
            assert places(form) == wanted or (lone and places(form) == []), (message.id, form)
            for sign in ("*", "<", "\n"):
                assert form.count(sign) == plural.count(sign), (message.id, form)


def test_a_catalogue_has_the_forms_of_its_language(path: Path) -> None:
    """As many plural forms as CLDR tells, chosen as Babel does."""
    own, language = catalogue(path), path.parents[1].name
    known = get_plural(language)
    assert own.mime_headers
    assert own.num_plurals == known.num_plurals
    assert own.plural_expr == known.plural_expr
    assert [each.id for each in own if each.id and each.pluralizable
            and len(forms(each)) != known.num_plurals] == []


def test_a_catalogue_says_who_checked_it(path: Path) -> None:
    """Until a native reader has checked a catalogue, its head says that nobody has."""
    head = " ".join(path.read_text("utf-8").partition("\nmsgid")[0].replace("#", " ").split())
    assert UNCHECKED in head or re.search(r"checked by a native reader: \w", head)
    left = re.compile(r"FULL NAME|FIRST AUTHOR|LL@li|ORGANIZATION|PROJECT|EMAIL@")
    assert not left.search(path.read_text("utf-8"))


def test_a_translation_ends_as_its_message(path: Path) -> None:
    """A label ends as a label and a sentence as a sentence, in the signs of the language; no blank
    is lost or added at the ends."""
    ends = {".": ".。۔।", ":": ":：", "?": "?؟？", ",": ",،、，:"}  # Spanish greets with a colon
    for message in (each for each in catalogue(path) if each.id):
        source = message.id[-1] if message.pluralizable else message.id
        for form in forms(message):
            assert form == form.strip() or source != source.strip(), (source, form)
            assert all(form[-1] in same for end, same in ends.items() if source.endswith(end)), (
                source, form)
            assert source[-1] in ends or form[-1] not in ".:,،", (source, form)


def test_a_language_is_added_as_contributing_says(tmp_path: Path) -> None:
    """With the two commands of CONTRIBUTING, and every message translated between them, sdaid says
    things in a third language."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("**A language.**")[2]
    init, compiled = re.findall(r"^\.venv/bin/pybabel (.*)$", text, re.MULTILINE)[:2]
    folder = tmp_path / "locale"

    def pybabel(line: str) -> None:
        words = ["pybabel", *shlex.split(line.replace("-d templates/locale", f"-d {folder}"))]
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(ROOT)
            CommandLineInterface().run(words)

    pybabel(init)
    [made] = folder.glob("*/LC_MESSAGES/sdaid.po")
    words = catalogue(made)
    for message in words:
        if message.id:
            message.string = (tuple(map(told, (message.id[-1],) * words.num_plurals))
                              if message.pluralizable else told(str(message.id)))
    with made.open("wb") as file:
        write_po(file, words)
    pybabel(compiled)
    language = made.parents[1].name
    assert language in available(folder)
    said = wording(language, folder)
    assert said.translations.gettext("Yes") == told("Yes")
    assert said.span(2, 6, TimeUnit.WEEK) == told("{low} to {high} weeks").format(low=2, high=6)


def _forms_of_one_number(own: Catalog) -> set[int]:
    """The places of the forms that a language has for 0, 1 or 2 alone."""
    rule = Locale.parse(str(own.locale)).plural_form
    form = c2py(own.plural_expr)
    lone = [number for number in range(3)
            if sum(rule(other) == rule(number) for other in range(1000)) == 1]
    return {form(number) for number in lone}
