"""The languages of a workbook: which it has, what each lacks, and the content as its patients read
it. A translated cell stands in a column headed with its language, as in Name::es."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from sdaid.problems import Problem, problem
from sdaid.sheets.columns import Record
from sdaid.workbook.content import Content
from sdaid.workbook.rules import Rule

Row = TypeVar("Row", bound=Record)


def languages_of(content: Content) -> tuple[str, ...]:
    """Every language in which the workbook says something, its own first."""
    own = content.decision.language
    found = {language for record in _records(content) for language in record.wording}
    found |= {language for rule in content.rules for language in rule.wording}
    return (own, *sorted(found - {own}))


def lacking(content: Content, language: str) -> list[Problem]:
    """A problem for each printed text of the workbook that has no translation into `language`."""
    if language == content.decision.language:
        return []
    found = [problem("translation-missing", record.at(field), language=language)
             for record in _records(content) for field in _texts(record)
             if not record.wording.get(language, {}).get(field)]
    return found + [problem("translation-missing", rule.place, language=language)
                    for rule in content.rules if not rule.wording.get(language)]


def in_language(content: Content, language: str) -> Content:
    """The content as patients who read `language` get it: its texts are the translated cells, its
    places theirs, and `decision.language` is that language. What is not translated is blank, so
    only a content that lacks nothing may be printed."""
    if language == content.decision.language:
        return content
    told: dict[str, Any] = {each.name: _localised(getattr(content, each.name), language)
                            for each in fields(content) if each.name != "path"}
    told["decision"] = told["decision"].model_copy(update={"language": language})
    return replace(content, **told)


def _localised(value: object, language: str) -> object:
    if isinstance(value, tuple):
        return tuple(_localised(each, language) for each in value)
    if isinstance(value, Rule):
        return replace(value, message=value.wording.get(language, ""),
                       place=value.places.get(language, value.place))
    return _record(value, language) if isinstance(value, Record) else value


def _record(record: Row, language: str) -> Row:
    """The record with its translated cells in the place of its own."""
    wording = record.wording.get(language, {})
    own = {field: wording.get(field, "") for field in _texts(record)}
    extra = {name: own.pop(name) for name in record.extra if name in own}
    mark = f"::{language}"
    cells = {field.removesuffix(mark) for field, _, _ in record.origin.cells
             if field.endswith(mark)}
    origin = replace(record.origin, cells=tuple(
        (field.removesuffix(mark), cell, heading) for field, cell, heading in record.origin.cells
        if field not in cells))
    return record.model_copy(update={
        **own, "extra": {**record.extra, **extra}, "origin": origin})


def _texts(record: Record) -> Iterator[str]:
    """The fields of a record that are printed in the patient's language and say something; an
    option's answer to a question is named by the option."""
    for field, column, _, _ in type(record).columns():
        if column.translatable and column.printed and getattr(record, field):
            yield field
    if type(record).__name__ == "Question":
        yield from (name for name, text in record.extra.items() if text)


def _records(content: Content) -> Iterator[Record]:
    for each in fields(content):
        value = getattr(content, each.name)
        for record in value if isinstance(value, tuple) else (value,):
            if isinstance(record, Record):
                yield record
