"""What must not be typed into prose: chances, effects, "no data" as "no harm", praise, advice.

Numbers belong in the sheet Outcomes, where the program writes both frames and draws the picture
from one cell. Minutes, visits, doses, weeks and ages are not chances, and may stand in the text.
Which words are which is a table of each language (`words`); where there is none, it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sdaid.problems import Place, Problem, Severity, problem
from sdaid.standards.passages import Passage, printed_texts
from sdaid.standards.words.grammar import Found, Grammar
from sdaid.standards.words.placeholders import placeholder_in
from sdaid.standards.words.tables import Table, table_for
from sdaid.workbook.content import Content

CODES = {"share": "number-in-prose", "percent": "number-in-prose", "points": "number-in-prose",
         "change": "relative-risk", "ratio": "relative-risk", "word": "chance-word",
         "no-harm": "no-harm-claimed", "praise": "persuasive", "advice": "advice"}

SIGN = re.compile(r"\d[\d.,]*\s*[%٪]")
"""A chance in a language without a table."""

WHO_WAS_STUDIED = frozenset({"How the evidence was chosen", "Population"})
"""Headings that tell of studies and of the people in them: shares and sizes may stand there."""

WHAT_IS_COUNTED = frozenset({"Definition", "Label", "Those who do", "Those who do not"})
"""Headings that say what counts as the event, as in “at least half the pain gone”: the size of a
change may stand there, the share of people not."""

MAY_STAND = {
    **dict.fromkeys(WHO_WAS_STUDIED, frozenset({"share", "percent", "points", "change", "word"})),
    **dict.fromkeys(WHAT_IS_COUNTED, frozenset({"percent", "points", "change", "word"})),
}

OWN_VOICE = frozenset({"Rows", "Patient facts", "Values"})
"""Sheets that name what is counted, ask patients or speak for them: their bare words claim
nothing."""

URGENT = ("When to get help", "Help ")
"""How the headings begin under which patients are told whom to call, and when."""


def prose_problems(texts: Iterable[Passage]) -> list[Problem]:
    """Every chance, effect, denial of harm, bare chance word, word of praise or advice in `texts`.
    In a language without a table, per cent signs alone."""
    problems: list[Problem] = []
    for each in texts:
        table = table_for(each.language)
        problems += [problem(CODES[found.kind], each.place, found=found.words)
                     for found in (_found(each, table) if table else _signs(each))]
    return problems


def unchecked(texts: Sequence[Passage], place: Place) -> list[Problem]:
    """A problem at `place` for each language of `texts` for which there is no table."""
    languages = dict.fromkeys(each.language for each in texts if table_for(each.language) is None)
    return [problem("language-not-checked", place, found=language) for language in languages]


def unwritten(content: Content, failed: Iterable[Problem]) -> list[Problem]:
    """Every stand-in such as “TBC” in a cell that is printed. A cell that a problem of `failed`
    names as unfit is left out: that says so already, but for the one that counts words."""
    told = {each.place for each in failed
            if each.severity is Severity.UNFIT and each.code != "ipdas-c1"}
    return [problem("placeholder", place, found=found)
            for place, text in printed_texts(content)
            if (found := placeholder_in(text)) and place not in told]


def _signs(passage: Passage) -> list[Found]:
    if "percent" in MAY_STAND.get(passage.heading, ()):
        return []
    return [Found("percent", match[0], *match.span()) for match in SIGN.finditer(passage.text)]


def _found(passage: Passage, table: Table) -> list[Found]:
    """What the tables find in a passage and may not stand there; of words that two of them find,
    what the first does."""
    tokens = table.lexicon.tokens(passage.text)
    may_stand = MAY_STAND.get(passage.heading, frozenset())
    of_options = passage.option or passage.sheet == "Questions"
    found: list[Found] = []
    for grammar in _grammars(passage, table):
        found += [each for each in grammar.find(passage.text, tokens)
                  if each.kind not in may_stand and not each.overlaps(found)
                  and (each.kind != "no-harm" or of_options)]
    return found


def _grammars(passage: Passage, table: Table) -> tuple[Grammar, ...]:
    if passage.sheet in OWN_VOICE or passage.heading == "Question":
        return (table.figures,)
    if passage.heading.startswith(URGENT):
        return table.figures, table.words
    return table.figures, table.words, table.leaning
