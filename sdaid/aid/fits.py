"""Whether the composed cells of the side-by-side page stay within what it holds."""

from __future__ import annotations

from sdaid.aid.aid import Figure
from sdaid.aid.figures import Teller
from sdaid.aid.tables import cell_figures
from sdaid.aid.wording import Wording
from sdaid.page.limits import COUNT_CELL, DIFFERENCE_CELL
from sdaid.problems import Problem, problem
from sdaid.workbook.columns import RowKind
from sdaid.workbook.content import Content


def cell_problems(content: Content, wording: Wording) -> list[Problem]:
    """Cells of headline rows whose words, all told, are more than the page holds."""
    teller = Teller(content, wording)
    problems = []
    for row in content.headlines:
        allowed = DIFFERENCE_CELL if row.kind is RowKind.DIFFERENCE else COUNT_CELL
        for option in content.options:
            found = sum(map(length, cell_figures(option, row, teller)))
            if found > allowed:
                first = content.cells[option.id, row.id][0]
                problems.append(problem("figure-cell-long", first.at("caveat"), found=found,
                                        option=option.id, allowed=allowed))
    return problems


def length(figure: Figure) -> int:
    """Characters of everything that a narrow cell prints of `figure`."""
    return sum(map(len, (figure.lead, *figure.short, *figure.marks)))
