"""Where the figures of an aid send their reader, and that the pages say the right number."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sdaid.aid.edition import Edition
from sdaid.aid.figure import Figure, Verdict
from sdaid.page.pointers import with_pages
from sdaid.page.render import render
from sdaid.page.sent import SENT_TO, measured, signed
from sdaid.page.strips import band_rows
from tests.page import made
from tests.page.looking import pages

UNKNOWN = Figure("unknown", "unknown", Verdict("no-study", "No number: we found no study",
                                               "No number: we found no study."),
                 brief="No number: we found no study. Nerves are at risk.",
                 brief_lead="No number: we found no study.")
MEASURED = Figure("measured", "count", Verdict("count", ""), number="1 of 100.")


def edition_with(*cells: Figure, caveat: str = "") -> Edition:
    """The small condition, whose first option has `cells` on its first row and on a second row of
    the same side; the row of “numbers” is that second one."""
    edition = made.press_for("hiccups").edition
    first = band_rows(edition)[0][0]
    second = next(row for row in band_rows(edition)[1] if row.side == first.side)
    put = dict(zip((first.id, second.id), cells, strict=True))
    return replace(edition, rows=tuple(
        replace(row, cells=((replace(put[row.id], caveat=caveat),), *row.cells[1:]))
        if row.id in put else row for row in edition.rows))


def told(edition: Edition, kind: str = "aid") -> list[Figure]:
    """The first option's figure on each of the two rows."""
    sent = with_pages(edition, made.press_for("hiccups").wording.translations, kind)  # type: ignore[arg-type]
    first = band_rows(sent)[0][0]
    second = next(row for row in band_rows(sent)[1] if row.side == first.side)
    return [first.cells[0][0], second.cells[0][0]]


def test_a_cell_without_a_number_sends_to_the_page_that_has_one() -> None:
    """On its own page, and on page 1 with what else must be said there; the other cell does not."""
    unknown, number = told(edition_with(UNKNOWN, MEASURED))
    assert measured(unknown.elsewhere) == "Another number: page 00."
    assert measured(unknown.brief) == "No number here: see page 00. Nerves are at risk."
    assert signed("numbers") in unknown.elsewhere
    assert number.elsewhere == ""


@pytest.mark.parametrize("cells", [(UNKNOWN, UNKNOWN), (MEASURED, MEASURED)])
def test_nobody_is_sent_for_nothing(cells: tuple[Figure, Figure]) -> None:
    """Where there is no other number, or the cell has its own."""
    assert [each.elsewhere for each in told(edition_with(*cells))] == ["", ""]


def test_a_sheet_sends_to_no_page_of_the_aid() -> None:
    """It has two pages, and is handed over alone."""
    edition = edition_with(UNKNOWN, MEASURED)
    label = band_rows(edition)[1][0].label
    edition = edition_with(UNKNOWN, MEASURED, caveat=f"See “{label}”.")
    unknown, _ = told(edition, "sheet")
    assert (unknown.elsewhere, unknown.caveat) == ("", f"See “{label}”.")


@pytest.mark.parametrize("format_", ["standard", "large-print"])
def test_the_pages_say_where_the_named_row_stands(format_: str) -> None:
    """In each format: the page whose columns have that row's label at its head."""
    label = band_rows(edition_with(UNKNOWN, MEASURED))[1][0].label
    edition = edition_with(UNKNOWN, MEASURED, caveat=f"See “{label}”.")
    document = replace(made.document("hiccups", "aid", format_), edition=edition)
    shown = [re.sub(r"\s+", " ", page) for page in pages(render(document))]
    named = {int(number) for page in shown
             for number in re.findall(rf"“{re.escape(label)}”, page (\d+)", page)}
    assert named
    for number in named:
        assert label in shown[number - 1]


def test_each_section_that_is_sent_to_has_its_own_sign() -> None:
    assert len({signed(section) for section in SENT_TO}) == len(SENT_TO)
