"""The languages of a workbook: which it has, what each lacks, and the content as its patients read
it. A translated cell stands in a column headed with its language, as in Name::es."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar

from sdaid.problems import Place, Problem, problem, shorten
from sdaid.sheets.columns import Record
from sdaid.sheets.values import Cell, phrases
from sdaid.workbook.acceptance import address, named
from sdaid.workbook.columns import Fact, Question, Word
from sdaid.workbook.content import Content
from sdaid.workbook.memory import made_from
from sdaid.workbook.rules import Rule
from sdaid.workbook.signing import PRINT

Row = TypeVar("Row", bound=Record)

QUOTED = 60
"""Letters of a text that a problem quotes."""


@dataclass(frozen=True)
class Translation:
    """A printed text and what stands for it in a language. `field` is like Options.name, with an
    option's id for its answer to a question; `place` is the text's cell and `target` that of the
    translation, `place` again where there is no column for it. `told` is blank where nothing is
    translated."""

    field: str
    heading: str
    text: str
    told: str
    place: Place
    target: Place
    limit: int | None = None


def languages_of(content: Content) -> tuple[str, ...]:
    """Every language in which the workbook says something, its own first."""
    own = content.decision.language
    found = {language for record in _records(content) for language in record.wording}
    found |= {language for rule in content.rules for language in rule.wording}
    return (own, *sorted(found - {own}))


def translations(content: Content, language: str) -> Iterator[Translation]:
    """Every printed text of the workbook beside its translation, in the order of the sheets."""
    for each in fields(content):
        value = getattr(content, each.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Rule):
                yield Translation("Rules.message", "Message", one.message,
                                  one.wording.get(language, ""), one.place,
                                  _target(one.place, one.places.get(language)))
            elif isinstance(one, Record):
                yield from _of_record(one, language)


def lacking(content: Content, language: str) -> list[Problem]:
    """What keeps the workbook's texts from being whole in `language`, by cell: a text that is not
    translated, or was changed since it was."""
    if language == content.decision.language:
        return []
    found = []
    known = {(made.language, made.field, made.told) for made in content.made}
    for each in translations(content, language):
        if not each.told:
            found.append(problem("translation-missing", each.target, language=language,
                                 found=shorten(each.text, QUOTED)))
        elif each.field == "Patient facts.choices" and _count(each.told) != _count(each.text):
            found.append(problem("translation-choices", each.target, found=_count(each.told),
                                 allowed=_count(each.text)))
        now = made_from(language, each.field, each.told, each.text)
        if each.told and now not in content.made and now[:3] in known:
            found.append(problem("translation-old", each.target, found=shorten(each.text, QUOTED)))
    return found


def fingerprint(content: Content, language: str, catalogue: str) -> str:
    """Stands for all that is signed with a translation: the texts, what they say in `language`, and
    the fixed words, of which `catalogue` is the version. Where cells lie does not count."""
    told = [(each.field, each.text, each.told) for each in translations(content, language)]
    whole = json.dumps([language, catalogue, told], ensure_ascii=False)
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:PRINT]


@lru_cache(32)
def in_language(content: Content, language: str) -> Content:
    """The content as patients who read `language` get it, and in no other language: its texts are
    the translated cells, its places theirs, and `decision.language` is that language. What is not
    translated is blank, so only a content that lacks nothing may be printed. A content that has no
    other language is this already, and remains the one for which things are kept."""
    own = content.decision.language
    if language == own and not content.made and not _told_otherwise(content):
        return content
    told: dict[str, Any] = {
        each.name: _localised(getattr(content, each.name), "" if language == own else language)
        for each in fields(content) if each.name not in ("path", "made")}
    told["decision"] = told["decision"].model_copy(update={"language": language})
    others = _cells_of_others(content, language)
    told["accepted"] = tuple(row for row in told["accepted"] if address(row.cell) not in others)
    return replace(content, **told, made=frozenset())


def _told_otherwise(content: Content) -> bool:
    """Whether the workbook says anything in another language."""
    return any(each.wording for each in _records(content)) or any(
        each.wording for each in content.rules)


def _cells_of_others(content: Content, language: str) -> set[str]:
    """The cells that patients who read `language` do not see, and others do."""
    if not content.accepted:
        return set()
    own = content.decision.language
    cells: dict[str, set[str]] = {}
    for each in languages_of(content)[1:]:
        for told in translations(content, each):
            if told.target != told.place:
                cells.setdefault(each, set()).add(address(named(told.target)))
                if language == each:
                    cells.setdefault(own, set()).add(address(named(told.place)))
    return set().union(*(found for each, found in cells.items() if each != language))


def _localised(value: object, language: str) -> object:
    """`value` in `language`; "" is the workbook's own."""
    if isinstance(value, tuple):
        return tuple(_localised(each, language) for each in value)
    if isinstance(value, Rule):
        return replace(
            value, message=value.wording.get(language, "") if language else value.message,
            place=value.places.get(language, value.place), wording={}, places={})
    return _record(value, language) if isinstance(value, Record) else value


def _record(record: Row, language: str) -> Row:
    """The record with its translated cells in the place of its own."""
    if not language:
        return record.model_copy(update={"wording": {}})
    wording = record.wording.get(language, {})
    own: dict[str, Any] = {**dict.fromkeys(_texts(record), ""), **wording}
    extra = {name: own.pop(name) for name in record.extra if name in own}
    if isinstance(record, Fact) and "choices" in own:
        own["printed_choices"] = phrases(Cell(0, 0, own.pop("choices"), "text"))
    mark = f"::{language}"
    cells = {field.removesuffix(mark) for field, _, _ in record.origin.cells
             if field.endswith(mark)}
    origin = replace(record.origin, cells=tuple(
        (field.removesuffix(mark), cell, heading) for field, cell, heading in record.origin.cells
        if field not in cells))
    return record.model_copy(update={
        **own, "extra": {**record.extra, **extra}, "origin": origin, "wording": {}})


def _of_record(record: Record, language: str) -> Iterator[Translation]:
    columns = {field: column for field, column, _, _ in type(record).columns()}
    wording = record.wording.get(language, {})
    for field in _texts(record):
        column = columns.get(field)
        text = getattr(record, field) if column else record.extra[field]
        place = record.at(field)
        cell = record.at(f"{field}::{language}")
        yield Translation(
            f"{record.origin.sheet}.{field}", column.heading if column else field,
            ", ".join(text) if isinstance(text, tuple) else text, wording.get(field, ""), place,
            _target(place, None if cell.cell.startswith("row ") else cell),
            column.limit if column else None)


def _target(place: Place, translated: Place | None) -> Place:
    """The cell of a translation; that of its text where there is no column for it."""
    return translated if translated and translated.position != (0, 0) else place


def _texts(record: Record) -> Iterator[str]:
    """The fields of a record that are printed in the patient's language and say something; an
    option's answer to a question is named by the option."""
    for field, column, _, _ in type(record).columns():
        if column.translatable and column.printed and getattr(record, field) and not (
                isinstance(record, Word) and not record.plain):  # it is allowed, and not printed
            yield field
    if isinstance(record, Question):
        yield from (name for name, text in record.extra.items() if text)


def _count(text: str) -> int:
    return len(phrases(Cell(0, 0, text, "text")))


def _records(content: Content) -> Iterator[Record]:
    for each in fields(content):
        value = getattr(content, each.name)
        for record in value if isinstance(value, tuple) else (value,):
            if isinstance(record, Record):
                yield record
