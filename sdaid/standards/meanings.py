"""What every figure means, by the rule that the aid prints, and from which cells that follows."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.aid.sayings import joined
from sdaid.aid.verdict import printed_rule, verdict
from sdaid.aid.wording import SOURCE_LANGUAGE, Wording, wording
from sdaid.problems import Place
from sdaid.resources import templates
from sdaid.staff import translate
from sdaid.standards.phrases import figure_words
from sdaid.workbook.columns import ComparisonRow, Outcome
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Meaning:
    """The verdict on one figure: `row` and `option` by name, what the figure is, `kind` the line
    of the rule that spoke, `says` its words, and the cells that decided."""

    row: str
    option: str
    figure: str
    number: str
    kind: str
    says: str
    cells: tuple[Place, ...]


def rule_sentences(language: str) -> tuple[str, ...]:
    """The rule as the evidence book in `language` prints it."""
    return printed_rule(_words(language))


def _words(language: str) -> Wording:
    """The fixed words of an aid's language; English where there is no catalogue."""
    catalogues = templates() / "locale"
    try:
        return wording(language, catalogues)
    except LookupError:
        return wording(SOURCE_LANGUAGE, catalogues)


def meanings(content: Content) -> tuple[Meaning, ...]:
    """The verdict on every outcome, by row and then by option."""
    order = {option.id: number for number, option in enumerate(content.options)}
    names = {option.id: option.name for option in content.options}
    words = _words(content.decision.language)
    found = []
    for row in content.rows:
        own = [each for each in content.outcomes if each.row == row.id]
        for outcome in sorted(own, key=lambda each: order.get(each.option, len(order))):
            means = verdict(outcome, row, row.denominator, words)
            says = joined(words, means.sentence, means.further) or translate(
                "Told by its number.")
            found.append(Meaning(
                row.label, names.get(outcome.option, outcome.option), outcome.id,
                figure_words(outcome, row), means.kind, says,
                tuple(_place(field, outcome, row) for field in means.decided_by)))
    return tuple(found)


def _place(field: str, outcome: Outcome, row: ComparisonRow) -> Place:
    """The cell of a field that decided; those of the row begin with “row.”."""
    of_row = field.removeprefix("row.")
    return row.at(of_row) if of_row != field else outcome.at(field)
