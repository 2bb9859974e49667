"""The tables of prose: every line that must be found is, every line that must not is not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.problems import Place, Severity
from sdaid.standards.passages import Passage
from sdaid.standards.prose import prose_problems
from sdaid.standards.words import tables
from sdaid.standards.words.numerals import SIZES, Numerals, value_of
from sdaid.standards.words.tables import table_for

TABLES_OF_LINES = Path(__file__).parent / "tables"
LINE = re.compile(r"(stop|warn|none)  (?:\[([^\]]+)\] )?(\S.*)")
SHEETS = {"Answer": "Questions", "Caveat": "Outcomes", "Population": "Outcomes",
          "Compared with": "Outcomes", "Message": "Rules", "Meaning": "Scales",
          "Definition": "Rows", "Label": "Rows", "Those who do": "Rows"}
[ENGLISH] = [each for each in [table_for("en")] if each]
READ = tomllib.loads((tables.HERE / "en.toml").read_text(encoding="utf-8"))
OF_CHANCES = {"number-in-prose", "relative-risk", "chance-word", "no-harm-claimed"}


class Line(NamedTuple):
    """A line of a table: what must come of the text when it stands under the heading."""

    expected: str
    heading: str
    text: str
    language: str = "en"

    @property
    def found(self) -> dict[str, Severity]:
        sheet = SHEETS.get(self.heading, "Options")
        passage = Passage(sheet, self.heading, "belt", self.text,
                          Place("w.xlsx", sheet, "E5", self.heading), self.language)
        return {each.code: each.severity for each in prose_problems([passage])}


def lines_of(name: str, language: str = "en") -> list[Line]:
    """The lines of a table; a line of another form fails here."""
    made = []
    for text in (TABLES_OF_LINES / name).read_text(encoding="utf-8").splitlines():
        if text and not text.startswith("#"):
            match = LINE.fullmatch(text)
            assert match, text
            made.append(Line(match[1], match[2] or "What it is", match[3], language))
    return made


@pytest.mark.parametrize(("name", "least"), [
    ("chances.txt", 200), ("held-out.txt", 60), ("leaflets.txt", 60)])
def test_no_line_of_a_table_of_chances_is_missed(name: str, least: int) -> None:
    """Figures stop, bare words warn, and minutes, doses, dates, phones and levels are left alone:
    by word of praise too."""
    lines = lines_of(name)
    wrong = []
    for line in lines:
        found = line.found
        own = {code: found[code] for code in OF_CHANCES & found.keys()}
        came = "none" if not own else (
            "stop" if Severity.UNFIT in own.values() else "warn")
        if came != line.expected or (line.expected == "none" and found):
            wrong.append((line, sorted(found)))
    assert wrong == []
    assert sum(line.expected != "none" for line in lines) >= least
    assert sum(line.expected == "none" for line in lines) >= least


@pytest.mark.parametrize(("name", "least"), [("praise.txt", 80), ("held-out-praise.txt", 30)])
def test_no_line_of_a_table_of_praise_is_missed(name: str, least: int) -> None:
    """Praise, playing down, fear and advice are found; “only” and “best” in their plain sense, a
    cure that there is not, and instructions are not."""
    lines = lines_of(name)
    wrong = [(line, sorted(line.found)) for line in lines
             if bool(line.found) != (line.expected == "warn")]
    assert wrong == []
    assert sum(line.expected == "warn" for line in lines) >= least
    assert sum(line.expected == "none" for line in lines) >= least


def test_a_line_gives_three_problems_at_most() -> None:
    """One sentence is not told ten times over."""
    texts = [line for path in sorted(TABLES_OF_LINES.glob("*.txt")) for line in lines_of(path.name)]
    assert [line for line in texts if len(line.found) > 3] == []


def test_no_line_of_the_table_of_spanish_is_missed() -> None:
    """Figures and denials of harm stop, bare words of chance, praise and advice warn, the rest is
    left alone."""
    lines = lines_of("es.txt", "es")
    came = [(line.text, "none" if not line.found else (
        "stop" if Severity.UNFIT in line.found.values() else "warn")) for line in lines]
    assert came == [(line.text, line.expected) for line in lines]
    assert {line.expected for line in lines} == {"stop", "warn", "none"}


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us"])
def test_english_has_a_table_by_any_code(language: str) -> None:
    """The region makes no difference."""
    assert table_for(language) is ENGLISH


@pytest.mark.parametrize("language", ["is", "ar", "x", "", "../en", "e n"])
def test_other_languages_have_none_yet(language: str) -> None:
    """They are not checked by English words."""
    assert table_for(language) is None


SPANISH = """
[numerals]
units = ["cero", "uno", "dos", "tres", "cuatro", "cinco"]
tens = ["veinte"]
multiples = {cien = 100}
one = []
[classes]
SUELE = "suele, casi siempre"
PERCENT = "%, ٪, por ciento"
[figures]
share = '''
NUMBER de cada NUMBER @less
NUMBER PERCENT
'''
plain = "NUMBER de cada NUMBER días"
[words]
no-harm = "sin riesgo"
word = "SUELE ~2 ayudar|mejorar"
plain = ""
[leaning]
praise = "el mejor"
advice = "le recomendamos"
plain = ""
"""


def test_a_file_beside_the_english_one_is_another_language(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in Spanish finds a figure, a bare word, praise and advice, and leaves plain uses."""
    (tmp_path / "es.toml").write_text(SPANISH, encoding="utf-8")
    monkeypatch.setattr(tables, "HERE", tmp_path)

    def codes(text: str) -> list[str]:
        place = Place("w.xlsx", "Options", "E5", "What it is::es")
        return [each.code for each in prose_problems(
            [Passage("Options", "What it is", "belt", text, place, "es")])]

    assert codes("Ayuda a uno de cada cinco, al 30 por ciento.") == ["number-in-prose"] * 2
    assert codes("Casi siempre suele ayudar.") == ["chance-word"]
    assert codes("Es el mejor; se lo recomendamos. Le recomendamos éste. Sin riesgo.") == [
        "no-harm-claimed", "persuasive", "advice"]
    assert codes("Uno de cada dos días.") == []
    assert table_for("pt") is None


def test_a_table_declares_the_classes_that_it_uses_and_uses_those_that_it_declares() -> None:
    """A class that is spelt wrong would find nothing, and nobody would know."""
    patterns = " ".join(lines for part in ("figures", "words", "leaning")
                        for lines in READ[part].values())
    used = set(re.findall(r"\b[A-Z]{3,}\b", patterns)) - {"NICE"}
    assert used - {"NUMBER", *(name for name, *_ in SIZES)} == set(READ["classes"])


@pytest.mark.parametrize(("words", "value"), [
    ("ninety five", 95), ("a hundred", 100), ("two thousand", 2000), ("twelve", 12),
    ("a dozen", 12), ("one million", 1_000_000), ("thirty", 30), ("zero", 0)])
def test_numbers_are_read_in_words(words: str, value: float) -> None:
    """As one token, of its value."""
    parts = words.split()
    assert Numerals.of(READ["numerals"]).read(parts) == (len(parts), value)
    [token] = ENGLISH.lexicon.tokens(words)
    assert token.value == value


@pytest.mark.parametrize(("figures", "value"), [
    ("1,000", 1000), ("0.5", 0.5), ("0,5", 0.5), ("0·5", 0.5), ("12", 12), ("10,000,000", 1e7),
    ("1.2.3", -1)])
def test_numbers_are_read_in_figures(figures: str, value: float) -> None:
    """A comma before three figures parts thousands, another one is a decimal sign."""
    assert value_of(figures) == value


@given(st.lists(st.sampled_from(
    [*"ab 0159.,:;/%-–'’()½٪\n", "half ", " in ", " of ", "people ", "usually ", "the best ",
     "1:5", "a third", "ninety-five ", "you should "]), max_size=40).map("".join))
def test_any_text_is_cut_into_tokens_in_their_places(text: str) -> None:
    """Tokens follow one another, and what is found is a part of the text."""
    tokens = ENGLISH.lexicon.tokens(text)
    ends = [0, *(each.end for each in tokens)]
    assert all(each.start >= end for each, end in zip(tokens, ends, strict=False))
    for grammar in ENGLISH.grammars:
        assert all(each.words and each.words in text for each in grammar.find(text, tokens))
