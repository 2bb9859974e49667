"""The two side-by-side tables: what each option is like, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sdaid.aid.aid import Cell, Figure, ScaleKey, Table, TableRow
from sdaid.aid.figures import OTHER_MEASURE, OTHER_TIME, Teller
from sdaid.aid.recovery import days, time_axis
from sdaid.workbook.columns import (
    Activity,
    ComparisonRow,
    Option,
    RecoveryStatus,
    RowKind,
    ScaleName,
)

RATINGS = "ratings"
"""What a person attests in the sheet People to sign the ratings of effort and invasiveness."""


def scale_keys(teller: Teller) -> tuple[ScaleKey, ...]:
    """What the steps of effort and of invasiveness mean, and who rated."""
    _ = teller.wording.translations.gettext
    labels = {ScaleName.EFFORT: _("Effort"), ScaleName.INVASIVENESS: _("How invasive")}
    signed = any(RATINGS in person.attests for person in teller.content.people)
    keys = []
    for scale in ScaleName:
        steps = sorted((each for each in teller.content.scales if each.scale is scale),
                       key=lambda each: each.step)
        keys.append(ScaleKey(
            labels[scale], tuple(each.meaning for each in steps),
            "; ".join(dict.fromkeys(each.rated_by for each in steps)), editorial=not signed))
    return tuple(keys)


def likeness_table(teller: Teller, keys: tuple[ScaleKey, ...]) -> Table:
    """“What it is like”: what you do, effort, invasiveness, recovery, when, how long, who not."""
    _ = teller.wording.translations.gettext
    effort, invasive = keys

    def words(label: str, help_: str, text: Callable[[Option], str]) -> TableRow:
        return TableRow(label, help_, tuple(Cell("words", text(option))
                                            for option in teller.content.options))

    rows = (
        words(_("What you do"), "", lambda option: option.involves),
        TableRow(effort.label, _("from 0 to 5"), tuple(
            Cell("scale", option.effort_words, option.effort, effort.steps[option.effort])
            for option in teller.content.options)),
        TableRow(invasive.label, _("from 0 to 5"), tuple(
            Cell("scale", option.invasiveness_words, option.invasiveness,
                 invasive.steps[option.invasiveness])
            for option in teller.content.options)),
        TableRow(_("The way back"), _("to a normal day"), tuple(
            _way_back(option, teller) for option in teller.content.options)),
        words(_("When it may help"), "", lambda option: option.starts),
        words(_("How long it lasts"), "", lambda option: option.lasts),
        words(_("Who may not have it"), "", lambda option: option.suits_not),
    )
    return Table("likeness", _("What it is like"), rows, axis=time_axis(teller))


def effects_table(teller: Teller) -> Table:
    """“What it does”: the headline rows, benefits and harms."""
    _ = teller.wording.translations.gettext
    rows = [_comparison(row, teller) for row in teller.content.headlines]
    said = " ".join(line for row in rows for cell in row.cells for figure in cell.figures
                    for line in figure.short)
    notes = []
    if OTHER_TIME in said:
        notes.append(_("* Measured at another time than the rest of its row."))
    if OTHER_MEASURE in said:
        notes.append(_("† Counted in another way than the rest of its row."))
    return Table("effects", _("What it does"), tuple(rows), notes=tuple(notes))


def not_comparable_note(row: ComparisonRow, teller: Teller) -> str:
    """What is said where the figures of a row must not be compared; empty where they may be."""
    _ = teller.wording.translations.gettext
    if row.comparable:
        return ""
    return _("Studies counted this in different ways: do not compare these numbers.")


def cell_figures(option: Option, row: ComparisonRow, teller: Teller) -> tuple[Figure, ...]:
    """The figures of one cell; without a picture of people where the row cannot be compared."""
    figures = teller.figures(option.id, row)
    return figures if row.comparable else tuple(replace(each, array=None) for each in figures)


def _comparison(row: ComparisonRow, teller: Teller) -> TableRow:
    _ = teller.wording.translations.gettext
    cells = tuple(Cell("figures", figures=cell_figures(option, row, teller))
                  for option in teller.content.options)
    when = teller.wording.duration(row.horizon) if row.horizon.unit else ""
    scale = teller.scale(row) if row.kind is RowKind.DIFFERENCE else ""
    warning = "" if row.comparable else _("counted in different ways: do not compare")
    return TableRow(row.label, ", ".join(filter(None, [scale, when, warning])), cells)


def _way_back(option: Option, teller: Teller) -> Cell:
    recovery = next(each for each in teller.content.recovery
                    if each.option == option.id and each.activity is Activity.NORMAL_DAY)
    low, high = days(recovery) if recovery.status is RecoveryStatus.KNOWN else (None, None)
    return Cell("span", option.recovery_words, low=low, high=high)
