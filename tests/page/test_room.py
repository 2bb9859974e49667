"""What a table takes is reckoned without drawing, and never too little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdaid.aid.aid import PaperName
from sdaid.page.errors import PageError
from sdaid.page.render import render_aid
from sdaid.page.room import room
from tests.page import samples


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("words", [9, 21, 27, 40])
def test_what_is_reckoned_to_fit_fits(paper: PaperName, words: int) -> None:
    """A table that leaves room by reckoning is drawn on one page, whatever the length of a row;
    one that is far from fitting is refused by both."""
    aid = replace(samples.seven(), paper=paper)
    table = aid.tables[0]
    cells = tuple(replace(cell, text="sample " * words) for cell in table.rows[0].cells)
    table = replace(table, rows=(replace(table.rows[0], cells=cells), *table.rows[1:]))
    aid = replace(aid, tables=(table, aid.tables[1]))
    reckoned = room(table, aid.options, paper)
    if reckoned.fits:
        assert render_aid(aid)
    elif reckoned.needed > reckoned.held + 15:
        with pytest.raises(PageError, match="does not fit"):
            render_aid(aid)


def test_tallest_cell_is_found() -> None:
    """The option whose cell makes the row tall is named, for the sentence of the problem."""
    aid = samples.seven()
    row = aid.tables[0].rows[0]
    long = replace(row.cells[4], text="sample " * 20)
    row = replace(row, cells=(*row.cells[:4], long, *row.cells[5:]))
    found = room(replace(aid.tables[0], rows=(row,)), aid.options, "letter")
    assert found.tallest == (4,)
