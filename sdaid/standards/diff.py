"""What a patient would read differently, between two editions of one workbook.

Rows are matched by what names them (an option's id, a question's text), so that moving a row is
no change. Numbers come first, wording apart; what no patient sees is told only when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as of_each
from datetime import date
from itertools import groupby
from typing import Any, Literal

from sdaid.sheets.columns import Record
from sdaid.sheets.values import Duration
from sdaid.staff import mark, translate, translate_n
from sdaid.standards.matching import MATCHINGS, Matching
from sdaid.standards.meanings import meanings
from sdaid.standards.passages import cell_name
from sdaid.standards.phrases import conditions_words, shown
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language, languages_of, translations
from sdaid.workbook.rules import Rule

EVERYTHING = mark("For all options")


@dataclass(frozen=True)
class Change:
    """One difference. `about` is an option's name or `EVERYTHING`; `where` says what it is of in
    the sheets' own words; `before` and `after` are blank for what is new or gone; `cell` is in the
    new workbook, or in the old one for what is gone."""

    kind: Literal["number", "wording"]
    about: str
    where: str
    before: str
    after: str
    cell: str
    printed: bool


@dataclass(frozen=True)
class Changes:
    """All differences by option, in the workbook's order. `unseen` are cells that no patient
    sees. `translations` has, by language, what is different for patients who read another language
    than the workbook's own, beside what is so for all; of a language that one of the workbooks
    lacks, one line tells how many texts it has."""

    numbers: tuple[Change, ...]
    wording: tuple[Change, ...]
    unseen: tuple[Change, ...]
    translations: Mapping[str, tuple[Change, ...]] = of_each(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def compare(old: Content, new: Content) -> Changes:
    """What is different in `new`: in the workbooks' own language, then in each other one."""
    found = _compared(_own(old), _own(new))
    found = _in_order([*found, *_meanings(old, new)], old, new)
    told = {(each.cell, each.before, each.after) for each in found}
    others = dict.fromkeys((*languages_of(new)[1:], *languages_of(old)[1:]))
    translations = {language: tuple(
        each for each in _translated(language, old, new)
        if each.printed and (each.cell, each.before, each.after) not in told)
        for language in others}
    return Changes(
        tuple(each for each in found if each.printed and each.kind == "number"),
        tuple(each for each in found if each.printed and each.kind == "wording"),
        tuple(each for each in found if not each.printed),
        {language: changes for language, changes in translations.items() if changes})


def _own(content: Content) -> Content:
    return in_language(content, content.decision.language)


def _compared(old: Content, new: Content) -> list[Change]:
    """The differences between two contents of one language."""
    found = _order(old, new)
    for matching in MATCHINGS:
        found += _rows(matching, old, new)
    return found + _answers(old, new) + _rules(old, new)


def _in_order(changes: list[Change], old: Content, new: Content) -> list[Change]:
    """The changes by option, what is for all options first."""
    names = {option.name: place for place, option in enumerate((*old.options, *new.options))}
    return sorted(changes, key=lambda each: names.get(each.about, -1))


def _translated(language: str, old: Content, new: Content) -> list[Change]:
    """What is different for patients who read `language`."""
    counts = [sum(bool(each.told) for each in translations(content, language))
              if language in languages_of(content) else 0 for content in (old, new)]
    if not all(counts):
        before, after = (translate_n("{n} text", "{n} texts", count).format(n=count)
                         if count else "" for count in counts)
        return [Change("wording", EVERYTHING, translate("The language {language}").format(
            language=language), before, after, "", True)]
    was, now = (in_language(content, language) for content in (old, new))
    return _in_order(_compared(was, now), was, now)


def as_lines(changes: Changes, *, everything: bool = False) -> list[str]:
    """The changes as lines for a terminal; with `everything`, also what no patient sees."""
    parts = [(translate("Numbers"), changes.numbers), (translate("Wording"), changes.wording)]
    parts += [(translate("Wording in {language}").format(language=language), found)
              for language, found in changes.translations.items()]
    if everything:
        parts.append((translate("Not printed"), changes.unseen))
    lines: list[str] = []
    was, now = translate("was: {told}"), translate("now: {told}")
    nothing = translate("(nothing)")
    for title, part in parts:
        if not part:
            continue
        lines.append(f"{title}: {len(part)}")
        for about, group in groupby(part, key=lambda each: each.about):
            lines.append(f"  {translate(about) if about == EVERYTHING else about}")
            for each in group:
                lines += [f"    {each.where} ({each.cell})" if each.cell else f"    {each.where}",
                          f"      {was.format(told=each.before or nothing)}",
                          f"      {now.format(told=each.after or nothing)}"]
    return lines or [translate("A patient would read nothing differently.")]


def _rows(matching: Matching, old: Content, new: Content) -> list[Change]:
    found: list[Change] = []
    for was, now in matching.pairs(old, new):
        if was is not None and now is not None:
            found += _fields(matching, was, now, old, new)
        elif _is_part_of_news(was if now is None else now, old, new):
            continue
        elif now is not None:
            found.append(_alone(matching, now, new, "", _words_of(matching, now, new)))
        else:
            found.append(_alone(matching, was, old, _words_of(matching, was, old), ""))
    return found


def _is_part_of_news(row: Any, old: Content, new: Content) -> bool:
    """Whether a row speaks of an option that is itself new or gone: it is told with that."""
    both = {each.id for each in old.options} & {each.id for each in new.options}
    return hasattr(row, "option") and row.option not in both


def _words_of(matching: Matching, row: Any, content: Content) -> str:
    """A row in one phrase: its number, else its text."""
    return matching.says(row, content) or matching.whole(row)


def _alone(matching: Matching, row: Any, content: Content, before: str, after: str) -> Change:
    """A row that is new or gone."""
    kind: Literal["number", "wording"] = "number" if matching.figure else "wording"
    about = _about(row, content)
    topic = matching.topic(row, content)
    if not topic and about != EVERYTHING:
        topic = translate("The option as a whole")
    printed = any(column.printed for _, column, _, _ in type(row).columns())
    return Change(kind, about, topic, before, after, cell_name(row.at()), printed)


def _fields(matching: Matching, was: Record, now: Record, old: Content, new: Content
            ) -> list[Change]:
    """The cells of a row that differ; those of its figure as one."""
    about, topic = _about(now, new), matching.topic(now, new)
    found: list[Change] = []
    told = False
    for name, column, _, _ in type(now).columns():
        before, after = getattr(was, name), getattr(now, name)
        if before == after:
            continue
        if name in matching.figure:
            if not told and matching.says(was, old) != matching.says(now, new):
                found.append(Change("number", about, topic, matching.says(was, old),
                                    matching.says(now, new), cell_name(now.at(name)), True))
            told = True
            continue
        where = ": ".join(each for each in (topic, column.heading) if each)
        number = isinstance(after if after not in (None, "") else before,
                            int | float | date | Duration)
        found.append(Change("number" if number else "wording", about, where, shown(before),
                            shown(after), cell_name(now.at(name)), column.printed))
    return found


def _about(row: Any, content: Content) -> str:
    names = {option.id: option.name for option in content.options}
    if row in content.options:
        return str(row.name)
    return names.get(getattr(row, "option", ""), EVERYTHING)


def _order(old: Content, new: Content) -> list[Change]:
    """The options in another order, if those in both stand so."""
    both = {each.id for each in old.options} & {each.id for each in new.options}
    was, now = ([each for each in content.options if each.id in both] for content in (old, new))
    if [each.id for each in was] == [each.id for each in now]:
        return []
    return [Change("wording", EVERYTHING, translate("The order of the options"),
                   ", ".join(each.name for each in was), ", ".join(each.name for each in now),
                   "Options", True)]


def _meanings(old: Content, new: Content) -> list[Change]:
    """Verdicts on figures of both editions that differ, whatever changed them."""
    before = {each.figure: each for each in meanings(old)}
    return [Change("number", each.option, translate("{row}: what it means").format(
                       row=each.row),
                   before[each.figure].says, each.says, cell_name(each.cells[0]), True)
            for each in meanings(new) if each.figure in before
            and before[each.figure].says != each.says]


def _answers(old: Content, new: Content) -> list[Change]:
    """Questions that are new or gone, and answers that differ."""
    before = {each.question: each for each in old.questions}
    after = {each.question: each for each in new.questions}
    found = [Change("wording", EVERYTHING, translate("A question"), "", name,
                    cell_name(after[name].at("question")), True)
             for name in after if name not in before]
    found += [Change("wording", EVERYTHING, translate("A question"), name, "",
                     cell_name(before[name].at("question")), True)
              for name in before if name not in after]
    names = {"for_all": EVERYTHING} | {option.id: option.name for option in new.options}
    for name in (name for name in after if name in before):
        was, now = before[name], after[name]
        answers = {"for_all": (was.for_all, now.for_all)} | {
            option.id: (was.extra.get(option.id, ""), now.extra.get(option.id, ""))
            for option in new.options}
        found += [Change("wording", names[key], f"“{name}”", *texts, cell_name(now.at(key)), True)
                  for key, texts in answers.items() if texts[0] != texts[1]]
    return found


def _rules(old: Content, new: Content) -> list[Change]:
    """Messages that are new or gone, and messages that other patients would read."""
    before = {(rule.option, rule.message): rule for rule in old.rules}
    after = {(rule.option, rule.message): rule for rule in new.rules}
    names = {option.id: option.name for option in (*old.options, *new.options)}
    found: list[Change] = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        rule = now or was
        if rule is None or _same_rule(was, now):
            continue
        texts = [f"{each.effect.value}, {conditions_words(each)}: {each.message}" if each else ""
                 for each in (was, now)]
        found.append(Change("wording", names.get(key[0], EVERYTHING),
                            translate("What some patients are told"), texts[0], texts[1],
                            cell_name(rule.place), True))
    return found


def _same_rule(was: Rule | None, now: Rule | None) -> bool:
    return was is not None and now is not None and (
        (was.effect, was.conditions, was.sources) == (now.effect, now.conditions, now.sources))
