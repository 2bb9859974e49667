"""The window's geometry, and the measurement that proves it in the finished letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdaid.aid.edition import PaperName
from sdaid.aid.wording import wording
from sdaid.mail.letter import Clinic, Letter, letters_pdf
from sdaid.mail.measure import letter_faults, opened
from sdaid.mail.windows import WINDOWS, Blank, Box, Window, own_window
from sdaid.resources import templates

CLINIC = Clinic("Clinic of Invented Breath", ("1 Nowhere Lane", "Testville", "TE5 7ST"), "000 0000")
WORDS = wording("en", templates() / "locale")
PAPERS: dict[str, PaperName] = {"din-a": "a4", "din-b": "a4", "uk": "a4", "us": "letter"}
OWN = own_window("22,50,90,35")
FOUR = ("Testa Example", "1 Nowhere Lane", "Testville", "LS1 4AP")


def letter(lines: tuple[str, ...] = FOUR, *, large: bool = False) -> Letter:
    return Letter("A-0001", "P-0001", "Testa Example", "Testa Example", "3 February 1950",
                  "Tuesday, 1 December 2026 at 09:30", "Room 1", lines, large)


def why(drawn_for: Window, measured_for: Window, lines: tuple[str, ...] = FOUR,
        paper: PaperName = "a4", *, large: bool = False) -> list[str]:
    pdf = letters_pdf([letter(lines, large=large)], CLINIC, drawn_for, paper, WORDS)
    with opened(pdf) as pages:
        assert len(pages) == 1
        return [fault.why for fault in letter_faults(pages, 0, measured_for, lines, "A-0001")]


@pytest.mark.parametrize(("name", "left", "top", "width", "height"), [
    ("din-a", 20, 27, 85, 45), ("din-b", 20, 45, 85, 45),
    ("uk", 24.6, 39.5, 95.4, 26.8), ("us", 12.7, 51.9, 88.9, 22.2),
])
def test_windows_are_those_of_the_standards(
    name: str, left: float, top: float, width: float, height: float
) -> None:
    """Blocks in mm as DIN 5008, GOV.UK Notify and the US number 10 have them."""
    assert WINDOWS[name].block == Box(left, top, width, height)


@pytest.mark.parametrize("name", [*WINDOWS, "own"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lines", ["few", "most"])
def test_every_window_holds_its_addresses(name: str, large: bool, lines: str) -> None:
    """From three lines to the most that the window takes, in both formats, nothing is wrong."""
    window = WINDOWS.get(name) or OWN
    assert window is not None
    most = ("Ängström Sample", *(f"Line {number} gjpqy ÅÉ" for number in
                                 range(2, window.most_lines + 1)))
    found = why(window, window, FOUR[:3] if lines == "few" else most, PAPERS.get(name, "a4"),
                large=large)
    assert found == []


@pytest.mark.parametrize("name", list(WINDOWS))
@pytest.mark.parametrize(("across", "down"), [(3, 0), (-3, 0), (0, 3), (0, -3)])
def test_an_address_moved_by_3_mm_is_found(name: str, across: int, down: int) -> None:
    """In any direction, even where it would still be inside the window."""
    window = WINDOWS[name]
    moved = replace(window, block=replace(
        window.block, left=window.block.left + across, top=window.block.top + down))
    assert why(moved, window, paper=PAPERS[name])


@pytest.mark.parametrize("name", list(WINDOWS))
def test_a_body_line_in_the_window_is_found(name: str) -> None:
    """Text of the letter that begins too high shows in the window."""
    window = WINDOWS[name]
    high = replace(window, body_top=window.block.bottom + 3)
    assert any("window" in each for each in why(high, window, paper=PAPERS[name]))


@pytest.mark.parametrize("name", ["din-a", "din-b", "uk"])
def test_a_sender_that_could_slide_into_the_window_is_found(name: str) -> None:
    """What stands 5 mm beside the block shows when the sheet slides by 6."""
    window = WINDOWS[name]
    near = replace(window, sender=replace(window.sender, left=window.block.right + 5,
                                          top=window.block.top))
    assert any("window" in each for each in why(near, window))


def test_a_line_wider_than_the_window_is_found_and_not_clipped() -> None:
    """All of it is on the page, and the measurement says that it stands out."""
    wide = ("Testa Example", "A very long house name " * 4, "Testville")
    assert any("block" in each for each in why(WINDOWS["uk"], WINDOWS["uk"], wide))


def test_another_address_than_the_rows_own_is_found() -> None:
    """The window shows the letter's own address, letter by letter."""
    pdf = letters_pdf([letter()], CLINIC, WINDOWS["uk"], "a4", WORDS)
    with opened(pdf) as pages:
        other = ("Testa Example", "2 Nowhere Lane", "Testville", "LS1 4AP")
        assert letter_faults(pages, 0, WINDOWS["uk"], other, "A-0001")


def test_ink_in_a_border_is_found() -> None:
    """A border that must stay blank and is not."""
    window = WINDOWS["din-b"]
    strict = replace(window, blank=Blank(5, 40, 5, 5))
    assert why(window, window) == []
    assert why(window, strict) == ["the page's border is not blank"]


def test_a_letter_that_runs_off_its_page_is_found() -> None:
    """Text that a page does not hold is never dropped without a word."""
    many = replace(letter(), place="A place with a very long description. " * 90)
    pdf = letters_pdf([many], CLINIC, WINDOWS["din-b"], "a4", WORDS)
    with opened(pdf) as pages:
        found = letter_faults(pages, 0, WINDOWS["din-b"], FOUR, "A-0001")
        assert [fault.of for fault in found] == ["text"]


def test_an_address_in_arabic_is_measured_like_any_other() -> None:
    """Letters that run to the left are the same letters."""
    assert why(WINDOWS["uk"], WINDOWS["uk"], ("محمد عبد", "1 Lane", "Leeds", "LS1 4AP")) == []


@pytest.mark.parametrize("numbers", [
    "", "20,45,85", "a,b,c,d", "20,45,85,45,1", "-1,45,85,45", "20,45,20,45", "20,45,85,8",
    "20,250,85,45", "0,45,85,45", "5,6,190,40",
])
def test_four_numbers_that_are_no_window_are_refused(numbers: str) -> None:
    """A window must hold three lines, and leave room for the sender."""
    assert own_window(numbers) is None


def test_a_clinics_own_window_is_measured_like_the_others() -> None:
    """Four numbers make a window with its own sender and body."""
    window = own_window("20, 45, 85, 45")
    assert window is not None
    assert window.block == WINDOWS["din-b"].block
    assert not window.forbidden.holds(window.sender)
    assert window.body_top >= window.forbidden.bottom
