"""Every text of the workbook that a patient reads, with its cell and the option it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sdaid.problems import Place
from sdaid.sheets.columns import Record
from sdaid.standards.words.placeholders import placeholder_in
from sdaid.workbook.columns import Fact
from sdaid.workbook.content import Content

NOT_PROSE = frozenset({
    "Term", "Choices", "Clinic name", "Who rated", "Help at once: number",
    "Help the same day: number", "Help out of hours: number", "How to get the evidence book"})
"""Headings whose cells name somebody, whom to call, or a word that is explained beside it."""

QUESTION_MARKS = "?؟？\u037e՞፧⁇‽"
"""What asks, in the scripts of Unicode that have a sign for it; the Greek one looks like a
semicolon and is another letter (U+037E)."""

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*")

ALONE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that leave no blank between words: Thai, Lao, Burmese, Khmer, kana, Han."""


@dataclass(frozen=True)
class Passage:
    """One cell of prose. `option` is an option's id, blank where the text is for all of them."""

    sheet: str
    heading: str
    option: str
    text: str
    place: Place
    language: str

    @property
    def words(self) -> int:
        """How many words it has; numbers in figures are not words."""
        return words_in(self.text)


def passages(content: Content) -> tuple[Passage, ...]:
    """All prose in sheet order. Sources and people are left out: they are cited, not told."""
    language = content.decision.language
    found = [*_cells("Decision", content.decision, "", language)]
    for sheet, records in (
        ("Options", content.options), ("Effort", content.effort), ("Recovery", content.recovery),
        ("Scales", content.scales), ("Rows", content.rows), ("Outcomes", content.outcomes),
        ("Questions", content.questions), ("Patient facts", content.facts),
    ):
        for each in records:
            option = str(getattr(each, "id" if sheet == "Options" else "option", ""))
            found += _cells(sheet, each, option, language)
    for question in content.questions:
        found += [Passage("Questions", "Answer", option, answer, question.at(option), language)
                  for option, answer in question.extra.items()]
    found += [Passage("Rules", "Message", rule.option, rule.message, rule.place, language)
              for rule in content.rules]
    for sheet, others in (("Values", content.values), ("Words", content.words)):
        for other in others:
            found += _cells(sheet, other, "", language)
    return tuple(found)


def _cells(sheet: str, record: Record, option: str, language: str) -> Iterator[Passage]:
    """The translatable cells that are printed: those are the prose."""
    for field, column, _, _ in type(record).columns():
        if not column.translatable or not column.printed or column.heading in NOT_PROSE:
            continue
        if text := getattr(record, field):
            yield Passage(sheet, column.heading, option, text, record.at(field), language)


def printed_texts(content: Content) -> Iterator[tuple[Place, str]]:
    """Every text that is printed, whatever its column: prose, names, citations, addresses,
    choices."""
    for records in (
        (content.decision,), content.options, content.effort, content.recovery, content.scales,
        content.rows, content.outcomes, content.questions, content.facts, content.values,
        content.words, content.sources, content.people,
    ):
        for record in records:
            yield from _printed(record)
    for question in content.questions:
        yield from ((question.at(option), answer) for option, answer in question.extra.items())
    yield from ((rule.place, rule.message) for rule in content.rules)


def _printed(record: Record) -> Iterator[tuple[Place, str]]:
    for field, column, _, _ in type(record).columns():
        if not column.printed or column.refers:
            continue
        value = record.as_asked if isinstance(record, Fact) and field == "choices" else getattr(
            record, field)
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        if isinstance(value, str) and value:
            yield record.at(field), value


def words_in(text: str) -> int:
    """How many words `text` has; numbers in figures are not words. In scripts without blanks two
    letters are counted as one."""
    alone = len(ALONE.findall(text))
    return len(WORD.findall(ALONE.sub(" ", text))) + (alone + 1) // 2


def is_question(text: str) -> bool:
    """Whether `text` asks something, by the question mark of its script."""
    return any(mark in text for mark in QUESTION_MARKS)


SAYS_NOTHING = re.compile(
    r"\W*(?:to be (?:confirmed|decided|done|added)|not (?:yet )?(?:known|stated|decided|given)|"
    r"unknown|por (?:confirmar|decidir|definir)|(?:todavía |aún )?no (?:se (?:sabe|conoce|indica)|"
    r"consta|decidido|conocido|indicado)|desconocid[oa])?\W*", re.IGNORECASE)
"""What is honest in some cells, and too little where an item asks for more."""


def is_filled(text: str) -> bool:
    """Whether a cell says something: neither blank, nor “not known”, nor only a stand-in such as
    “tbc”, “-”, “n/a”."""
    return not SAYS_NOTHING.fullmatch(text) and placeholder_in(text) != text.strip()


def cell_name(place: Place) -> str:
    """“Options!F3”; a sheet or a file alone where there is no cell."""
    if place.sheet and place.cell:
        return f"{place.sheet}!{place.cell}"
    return place.sheet or place.cell or place.file
