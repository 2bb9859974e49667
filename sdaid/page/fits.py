"""Whether the side-by-side tables of a workbook will fit their pages, whoever the patient is."""

from __future__ import annotations

from typing import get_args

from sdaid.aid.aid import OptionHead, PaperName, Table
from sdaid.aid.figures import Teller
from sdaid.aid.personal import TRIED, possible_marks
from sdaid.aid.tables import effects_table, likeness_table, scale_keys
from sdaid.aid.wording import Wording
from sdaid.page.limits import LANDSCAPE_FOOT, foot_width
from sdaid.page.room import room
from sdaid.problems import Place, Problem, problem
from sdaid.workbook.columns import Option
from sdaid.workbook.content import Content


def table_problems(content: Content, wording: Wording) -> list[Problem]:
    """The tables that would not fit on one page of either paper with every mark that any patient
    can have, each at the cell that makes its tallest row so tall."""
    teller = Teller(content, wording)
    heads = tuple(_fullest_head(number, option, teller)
                  for number, option in enumerate(content.options, 1))
    decision = content.decision
    foot = foot_width(decision.notice, decision.clinic_name + decision.phone)
    problems = []
    for table in (likeness_table(teller, scale_keys(teller)), effects_table(teller)):
        tight = max((room(table, heads, paper, short_foot=foot < LANDSCAPE_FOOT[paper])
                     for paper in get_args(PaperName)),
                    key=lambda found: found.needed - found.held)
        if not tight.fits:
            problems.append(problem(
                "table-tall", _place(table, content), found=f"{tight.needed:.0f}",
                allowed=f"{tight.held:.0f}", table=table.title,
                cells="; ".join(f"{row.label}: {content.options[place].short_name}"
                                for row, place in zip(table.rows, tight.tallest, strict=True))))
    return problems


def _fullest_head(number: int, option: Option, teller: Teller) -> OptionHead:
    """The head of the option's column with every mark that its rules can give at once."""
    can = {TRIED} | {rule.effect.value for rule in teller.content.rules
                     if rule.option == option.id}
    marks = [each for kind, each in possible_marks(teller.wording).items() if kind in can]
    return OptionHead(option.id, number, option.name, option.short_name, "", "", tuple(marks))


def _place(table: Table, content: Content) -> Place:
    """The sheet whose words fill the table."""
    sheet = "Outcomes" if table.id == "effects" else "Options"
    return Place(content.path.name, sheet)
