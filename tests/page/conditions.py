"""Invented conditions of every size, as texts of a workbook: for tests that no page depends on what
the shipped example happens to say."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sdaid import steps
from sdaid.problems import Problem
from sdaid.workbook.columns import SHEETS, Activity, Decision, OptionKind
from sdaid.workbook.content import Content
from sdaid.workbook.starter import write_workbook
from tests.build import Rows

WORDS = ("sample", "made-up", "plain", "soft", "long", "walk", "rest", "knee", "breath", "night",
         "week", "water", "small", "warm", "slow", "a", "an", "of", "to", "and", "it", "is",
         "invented", "everyday", "appointment", "physiologically")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FULL = ("place-full", "page-full", "aid-long")
"""What the check finds where texts are too long for their pages."""
STATUSES = ("not studied", "studied, size not reported", "none reported", "does not apply",
            "not comparable")


class Condition:
    """A condition made from a seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.options = self.chance.randint(2, 7)
        self.rows = self._all_rows()

    # -- words ---------------------------------------------------------------------------------

    def text(self, most: int) -> str:
        """A text of one letter to `most`."""
        size = self.chance.choice((1, most, self.chance.randint(1, most)))
        made = ""
        while len(made) < size:
            made += self.chance.choice(WORDS) + " "
        made = made[:size].strip() or "x"
        return made[:1].upper() + made[1:]

    def name(self, most: int, taken: set[str]) -> str:
        """A name of one letter to `most`, with blanks or in one word, that nobody has yet."""
        while True:
            size = self.chance.choice((1, most, self.chance.randint(1, most)))
            one_word = self.chance.random() < 0.3
            made = ("".join(self.chance.choice(LETTERS) for _ in range(size)) if one_word
                    else self.text(size)[:size].strip()) or "x"
            made = made[:1].upper() + made[1:]
            if made.casefold() not in taken:
                taken.add(made.casefold())
                return made

    # -- sheets --------------------------------------------------------------------------------

    def _all_rows(self) -> Rows:
        ids = [f"o{number}" for number in range(1, self.options + 1)]
        rows, facts = self._comparison_rows(), self._facts()
        return {
            "Decision": [self._decision()],
            "Options": self._options(ids),
            "Effort": [],
            "Recovery": [self._recovery(option, activity) for option in ids
                         for activity in Activity],
            "Scales": [{"scale": scale, "step": step, "meaning": self.text(50),
                        "rated_by": "The makers"}
                       for scale in ("effort", "invasiveness") for step in range(6)],
            "Rows": rows,
            "Outcomes": [figure for row in rows for option in ids
                         for figure in self._figures(option, row)],
            "Questions": [{"question": self.text(70), "for_all": self.text(90)}
                          for _ in range(self.chance.randint(0, 6))],
            "Patient facts": facts,
            "Rules": self._rules(ids, len(facts)),
            "Values": [{"statement": self.text(80), "row": row["id"]} for row in rows]
            + [{"statement": "I want to avoid needles", "row": "invasiveness"}],
            "Sources": [{"id": f"s{number}", "citation": self.text(120), "design": "leaflet",
                         "paid_by": "Nobody", "maker_paid": number % 3 == 0,
                         "checked": "2026-11-22", "short": self.text(34)}
                        for number in range(1, 9)],
            "People": [{"name": "Example Author", "role": "author", "credentials": "none",
                        "interests": "None", "signed_on": "2026-11-22"}],
            "Words": [], "Accepted": [],
        }

    def _decision(self) -> dict[str, Any]:
        return {
            "format_version": 2, "condition": self.text(40), "about": self.text(330),
            "question": f"{self.text(60)}?", "audience": self.text(180),
            "order_reason": self.text(150), "evidence_method": self.text(300),
            "not_known": self.text(300), "funding": "None", "interests": "None",
            "content_version": "1", "content_date": "2026-11-22", "review_months": 12,
            "help_now_number": "111 000", "help_now_signs": self.text(160),
            "help_same_day_number": "the clinic, 555-0100", "help_same_day_signs": self.text(160),
            "help_out_of_hours_number": "222 000", "help_out_of_hours_signs": self.text(60),
            "book_from": self.chance.choice(("Ask for it.", "https://clinic.example/book")),
            "visit_reasons": "sample", "clinic_name": self.text(40),
            "return_address": "1 Sample Street\nExampleton", "phone": "555-0100",
            "paper": "a4", "language": "en", "notice": self.text(60),
        }

    def _options(self, ids: list[str]) -> list[dict[str, Any]]:
        names, shorts = set[str](), set[str]()
        kinds = ["no treatment", *(self.chance.choice(list(OptionKind)).value for _ in ids[1:])]
        return [{
            "id": option, "name": self.name(40, names), "short_name": self.name(22, shorts),
            "kind": kind, "summary": self.text(110), "involves": self.text(60),
            "effort": self.chance.randint(0, 5), "effort_words": self.text(40),
            "invasiveness": self.chance.randint(0, 5), "invasiveness_words": self.text(40),
            "recovery_words": self.text(40), "starts": self.text(40), "lasts": self.text(40),
            "living_with": self.text(120), "suits": self.text(60), "suits_not": self.text(60),
            "cost": self.text(60), "care_sources": "s1", "timing_sources": "s2",
            "cost_sources": "s3"} for option, kind in zip(ids, kinds, strict=True)]

    def _recovery(self, option: str, activity: Activity) -> dict[str, Any]:
        status = self.chance.choice(("known", "none needed", "not studied", "does not apply"))
        made: dict[str, Any] = {"option": option, "activity": activity.value, "status": status,
                                "words": self.text(80), "sources": "s4, s5"}
        if status == "known":
            low = self.chance.randint(0, 30)
            made |= {"start": low, "end": low + self.chance.randint(1, 40),
                     "unit": self.chance.choice(("days", "weeks", "months"))}
        return made

    def _comparison_rows(self) -> list[dict[str, Any]]:
        count = self.chance.randint(2, 4)
        sides = ["benefit", "harm",
                 *(self.chance.choice(("benefit", "harm")) for _ in range(count - 2))]
        rows = [self._comparison_row(f"r{number}", side, "headline")
                for number, side in enumerate(sides)]
        return [*rows, self._comparison_row("d1", "benefit", "detail")]

    def _comparison_row(self, name: str, side: str, prominence: str) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": name, "label": f"{name} {self.text(16)}", "definition": self.text(100),
            "side": side, "prominence": prominence, "comparable": self.chance.random() < 0.7,
            "horizon": self.chance.choice(("6 months", "2 to 3 weeks", "any time", "1 year"))}
        if self.chance.random() < 0.5:
            return made | {"kind": "count", "denominator": self.chance.choice((100, 1000)),
                           "event": self.text(30), "no_event": "did not"}
        return made | {"kind": "difference", "scale_low": 0, "scale_high": 10, "better": "low",
                       "points": self.chance.choice(("pain", "worry")),
                       "better_words": "Less of it", "worse_words": "More of it"}

    def _figures(self, option: str, row: dict[str, Any]) -> list[dict[str, Any]]:
        key = f"{option}-{row['id']}"
        base = {"option": option, "row": row["id"], "sources": "s6, s7", "population": "Adults",
                "caveat": self.text(60)}
        if self.chance.random() < 0.4:
            status = self.chance.choice(STATUSES)
            return [base | {"id": key, "status": status}]
        if self.chance.random() < 0.25:
            return [base | self._measured(row) | {"id": f"{key}-{number}", "together": key,
                                                  "caveat": self.text(20)}
                    for number in (1, 2)]
        return [base | self._measured(row) | {"id": key}]

    def _measured(self, row: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {
            "status": "measured", "blinding": self.chance.choice(("blinded", "open")),
            "certainty": self.chance.choice(("high", "low", "very low", "not graded"))}
        people = self.chance.choice((12, 27, 80, 400, 15000))
        if row["kind"] == "count":
            made |= {"kind": "count", "people": people, "events": self.chance.randint(0, people)}
            if self.chance.random() < 0.5:
                made |= {"comparator": self.text(18), "comparator_people": people,
                         "comparator_events": self.chance.randint(0, people)}
            return made
        value = round(self.chance.uniform(-3, 3), 1)
        made |= {"kind": "difference between groups", "people": people, "value": value,
                 "comparator": self.text(18)}
        if self.chance.random() < 0.7:
            made |= {"low": round(value - self.chance.uniform(0, 2), 1),
                     "high": round(value + self.chance.uniform(0, 2), 1)}
        return made

    def _facts(self) -> list[dict[str, Any]]:
        return [{"name": f"fact{number}", "question": f"{self.text(50)}?", "type": "yes/no",
                 "told": self.text(40)} for number in range(self.chance.randint(1, 9))]

    def _rules(self, ids: list[str], facts: int) -> list[dict[str, Any]]:
        rules = [{"option": self.chance.choice(ids), "message": self.text(110), "sources": "s8",
                  "effect": self.chance.choice(("caution", "ask about", "may not suit", "note")),
                  "extra": {f"fact{self.chance.randrange(facts)}": "yes"}}
                 for _ in range(self.chance.randint(1, 9))]
        effects: dict[str, str] = {}
        for rule in rules:  # what contradicts itself would stop the check
            rule["effect"] = effects.setdefault(
                f"{rule['option']} {rule['extra']}", str(rule["effect"]))
        return rules


def fitting_condition(seed: int, folder: Path) -> Content:
    """The content of a condition whose texts fit their places: those that the check finds too long
    are shortened until it finds none. AssertionError where it finds another fault."""
    condition = Condition(seed)
    for attempt in range(40):
        path = folder / f"condition-{seed}-{attempt}.xlsx"
        write_workbook(path, condition.rows)
        content, problems = steps.read_workbook(path)
        stopping = [each for each in problems if each.code in FULL]
        if not stopping:
            assert content is not None, [each.sentence for each in problems]
            return content
        for each in stopping:
            if each.code in ("page-full", "aid-long"):
                _shorten_page(condition.rows, each)
            else:
                _shorten(condition.rows, each)
    raise AssertionError(f"seed {seed}: the texts cannot be made to fit")


def _shorten_page(rows: Rows, problem: Problem) -> None:
    """Shorten the texts that share a page, those with most lines first: by one line each, until as
    many lines have gone as the problem says."""
    words = dict(problem.words)
    named = sorted(((int(count), sheet, cell) for sheet, cell, count in re.findall(
        r"(\w+)!(\w+) \((\d+)\)", words["cells"])), reverse=True)
    for _count, sheet, cell in named[:int(words["over"])]:
        number = int(cell.lstrip(string.ascii_uppercase)) - 2
        if sheet == "Decision":
            _cut(rows[sheet][0], [name for name, *_ in Decision.columns()][number], 90)
        elif sheet == "Outcomes":
            _cut_outcome(rows, rows[sheet][number])
            return  # a row may have gone, and the others have other numbers
        else:
            model = next(each.model for each in SHEETS if each.name == sheet)
            field = [name for name, *_ in model.columns()][ord(cell[0]) - ord("A")]
            _cut(rows[sheet][number], field, 4 if field == "short_name" else 30)


def _cut(row: dict[str, Any], field: str, letters: int) -> None:
    text = str(row.get(field, ""))
    row[field] = text[:max(1, len(text) - letters)].strip() or "x"


def _shorten(rows: Rows, problem: Problem) -> None:
    """Shorten the text of the cell that a problem names."""
    sheet, heading = problem.place.sheet, problem.place.heading
    row, field = _cell(rows, sheet, problem.place.cell, heading)
    lines = int(dict(problem.words)["over"])
    if sheet == "Recovery":
        for each in rows[sheet]:
            if each["option"] == row["option"]:
                each["sources"] = "s4"
                each["status"] = "none needed"
                for name in ("start", "end", "unit"):
                    each.pop(name, None)
        return
    if sheet == "Outcomes":
        _cut_outcome(rows, row)
        return
    _cut(row, field, 12 * lines)


def _cut_outcome(rows: Rows, row: dict[str, Any]) -> None:
    """Shorten what an outcome says: its caveat, else with whom it was compared, else one of two
    figures of a cell goes."""
    for name in ("caveat", "comparator"):
        if len(str(row.get(name, ""))) > 3:
            row[name] = "Ok." if name == "caveat" else "x"
            return
    if not row.get("together"):
        return
    rows["Outcomes"].remove(row)
    for each in rows["Outcomes"]:
        if each.get("together") == row["together"]:
            each["together"] = ""


def _cell(rows: Rows, sheet: str, cell: str, heading: str) -> tuple[dict[str, Any], str]:
    """The row of texts, and its field, behind a cell of the workbook."""
    model = next(each.model for each in SHEETS if each.name == sheet)
    field = next(name for name, column, _, _ in model.columns() if column.heading == heading)
    if sheet == "Decision":
        return rows[sheet][0], field
    number = int("".join(letter for letter in cell if letter.isdigit()))
    return rows[sheet][number - 2], field


Patient = Callable[[Content], dict[str, bool | None]]
PATIENTS: dict[str, Patient] = {
    "everything": lambda content: {fact.name: True for fact in content.facts},
    "one thing": lambda content: {fact.name: place == 0
                                  for place, fact in enumerate(content.facts)},
    "nothing known": lambda content: {fact.name: None for fact in content.facts},
}
"""Facts of patients to whom all rules, one and none speak."""
