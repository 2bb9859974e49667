"""The letter that goes before an aid: address in the window, sender, what this is. Its back is
blank. Many letters are drawn as one document, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sdaid.aid.edition import PaperName
from sdaid.aid.telephones import together
from sdaid.aid.wording import Wording
from sdaid.appointments.columns import Appointment
from sdaid.mail.address import PostalAddress
from sdaid.mail.fill import fill
from sdaid.mail.windows import Window
from sdaid.page import fonts
from sdaid.page.bidi import isolated_parts
from sdaid.page.draw import draw
from sdaid.page.paper import PAPERS
from sdaid.page.styles import paper_css
from sdaid.workbook.content import Content

BODY_RIGHT = 22.0
"""mm between the letter's text and the page's right edge."""

AT_ONCE = 60
"""Letters that are drawn as one document."""


@dataclass(frozen=True)
class Clinic:
    """The sender, as the workbook has it."""

    name: str
    lines: tuple[str, ...]
    phone: str


@dataclass(frozen=True)
class Letter:
    """What one letter says. `large` is for patients who read large print; `addressee` is the
    patient or whom the list names in the patient's place; `with_book` tells that the evidence book
    lies behind the aid."""

    id: str
    patient_id: str
    patient: str
    addressee: str
    born: str
    visit: str
    place: str
    address: tuple[str, ...]
    large: bool
    with_book: bool = False

    @property
    def to_another(self) -> bool:
        return self.addressee != self.patient


def clinic_of(content: Content, name: str = "") -> Clinic:
    """The sender's block. The clinic's name is not printed twice: neither that of the content's
    language nor the `name` that it has in the workbook's own."""
    decision = content.decision
    lines = [line.strip() for line in decision.return_address.split("\n") if line.strip()]
    if lines and lines[0] in (decision.clinic_name, name):
        lines = lines[1:]
    return Clinic(decision.clinic_name, tuple(lines), together(decision.phone))


def addressee_of(row: Appointment) -> str:
    """Whose name stands in the window: the one that the list names, or the patient's."""
    return row.addressee or patient_of(row)


def patient_of(row: Appointment) -> str:
    return f"{row.given_name} {row.family_name}".strip()


def letter_of(row: Appointment, address: PostalAddress, wording: Wording, *, large: bool,
              with_book: bool = False) -> Letter:
    """What the letter of one row of the list says. Everything in it comes from that row."""
    visit = wording.weekday(row.visit_date)
    if row.visit_time is not None:
        visit = wording.translations.gettext("{day} at {time}").format(
            day=visit, time=wording.clock(row.visit_time))
    return Letter(row.id, row.patient_id, patient_of(row), addressee_of(row),
                  wording.day(row.born), visit, row.place, address.lines, large,
                  with_book)


def paper_size(paper: PaperName) -> tuple[float, float]:
    """The width and the height of a paper in mm."""
    return PAPERS[paper].width, PAPERS[paper].height


def letters_pdf(letters: Sequence[Letter], clinic: Clinic, window: Window, paper: PaperName,
                wording: Wording) -> bytes:
    """The fronts of `letters` as one PDF, a page each, in order. Raises `PageError` where they
    cannot be drawn."""
    html = fill("letter/letter.html", wording.translations, letters=letters, clinic=clinic,
                window=window, page=paper_size(paper), language=wording.language,
                direction=wording.direction, body_right=BODY_RIGHT,
                sizes=[_sizes(window, letter) for letter in letters])
    html = isolated_parts(html, wording.direction)
    return draw(html, styles=("../letter/letter.css",), css=paper_css(paper),
                families=fonts.needed_families(html))


def _sizes(window: Window, letter: Letter) -> dict[str, float]:
    """Type and place of the address: points and mm."""
    size, pitch = window.type_size(letter.address)
    return {"size": size, "pitch": pitch, "top": window.address_top(letter.address)}
