"""A placeholder, an odd name or an odd address holds its own row, at the right cell, and never the
print run of the others; what only looks odd is printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdaid.aid.wording import wording
from sdaid.mail import envelopes, measure
from sdaid.mail.addressing import Addressing, address_problem
from sdaid.mail.letter import Clinic, letter_of, letters_pdf
from sdaid.mail.windows import WINDOWS
from sdaid.page.draw import draw
from sdaid.page.errors import PageError
from sdaid.page.fonts import needed_families
from sdaid.page.styles import paper_css
from sdaid.problems import CannotGoOnError, problem
from sdaid.resources import templates
from tests.mail.batches import finished_batch, patient, small_aid
from tests.mail.reading import manifest_rows, pages_of
from tests.mail.test_a_servers_words_tell_nobody import row
from tests.mail.test_post import held, post

WORDS = wording("en", templates() / "locale")

ODD: list[tuple[dict[str, Any], str, str]] = [
    ({"addressee": "yes"}, "addressee-none", "Addressee"),
    ({"addressee": "unknown"}, "addressee-none", "Addressee"),
    ({"addressee": "Parent"}, "addressee-none", "Addressee"),
    ({"addressee": "x"}, "addressee-none", "Addressee"),
    ({"addressee": "O&#39;Sample"}, "held-codes", "Addressee"),
    ({"address": "1 Nowhere Lane &amp; Yard\nTestville"}, "held-codes", "Address"),
    ({"country": "NA"}, "country-doubtful", "Country"),
    ({"country": "no"}, "country-doubtful", "Country"),
    ({"country": "yes"}, "country-unknown", "Country"),
    ({"address": "1 Nowhere Lane\nNULL\nTestville"}, "address-line", "Address"),
    ({"address": "#N/A\n#N/A"}, "address-empty", "Address"),
    ({"address": "1 Nowhere Lane\nTestville LS2 9XX"}, "postcode-two", "Postcode"),
    ({"address": "1 Nowhere Lane\nLS2 9XX\nTestville"}, "postcode-two", "Postcode"),
    ({"country": "Germany", "postcode": "10115", "address": "Weg 5\n10117 Berlin"},
     "postcode-two", "Postcode"),
    ({"country": "Germany", "postcode": "10115", "address": "Weg 5\nD-10117 Berlin"},
     "postcode-two", "Postcode"),
    ({"country": "USA", "postcode": "02138", "address": "1 Main St\nTestville, MA 02139"},
     "postcode-two", "Postcode"),
]
FINE: list[dict[str, Any]] = [
    {"addressee": "-"}, {"addressee": "N/A"}, {"addressee": "same"}, {"addressee": "NULL"},
    {"country": "N/A"}, {"country": "-"}, {"country": "#N/A"}, {"place": "NA"},
    {"given_name": "Testa", "family_name": "NGUYỄN"}, {"family_name": "Na"},
    {"addressee": "MẪU NGUYỄN"},
    {"address": "1 Nowhere Lane\nTestville LS1 4AP"}, {"address": "1 Nowhere Lane\nLS1 4ap"},
    {"country": "USA", "postcode": "02138", "address": "12345 Main St\nTestville, MA 02138-1234"},
    {"country": "Germany", "postcode": "10115", "address": "Weg 10117\nBerlin"},
    {"country": "Netherlands", "postcode": "1234AB", "address": "Weg 5\n1234 AB Stad"},
    {"country": "Sweden", "postcode": "11129", "address": "Gatan 1\nSE-111 29 Stad"},
    {"country": "Norway", "postcode": "0150", "address": "Vei 5\nOslo"},
    {"country": "Ireland", "postcode": "", "address": "1 High St\nOld Town"},
]


def aid_of(row: dict[str, Any]) -> bytes:
    """A small aid, drawn as real ones are where the name needs it."""
    if row["family_name"].isascii():
        return small_aid(row)
    said = f"{row['given_name']} {row['family_name']} {row['born']} {row['patient_id']}"
    return draw(f'<html lang="en"><title>Aid</title><p>{said}</p>', styles=(), css=paper_css("a4"),
                families=needed_families(said))


def test_each_odd_row_is_held_alone_at_its_cell(tmp_path: Path) -> None:
    """And printed is what only looks odd, without a placeholder."""
    odd = [patient(number, **cells) for number, (cells, _, _) in enumerate(ODD, start=1)]
    fine = [patient(100 + number, **cells) for number, cells in enumerate(FINE)]
    made = finished_batch(tmp_path, [*odd, *fine], aid=aid_of)

    said = json.loads(post(made, "--json", "--country", "GB").stdout)

    assert {each["id"]: (each["problem"]["code"], each["problem"]["heading"])
            for each in said["held"]} == {
        each["id"]: (code, heading) for each, (_, code, heading) in zip(odd, ODD, strict=True)}
    folder = made.folder / "post-1"
    assert {line["Appointment id"] for line in manifest_rows(folder)} == {
        each["id"] for each in fine}
    letters = [page.text for page in pages_of(folder / "a4.pdf") if "Dear " in page.text]
    assert len(letters) == len(fine)
    for text in letters:
        assert not {"NA", "N/A", "NULL", "#N/A", "same"} & set(text.split())
        assert "Dear -" not in text


def test_a_name_in_stacked_accents_stands_in_every_window() -> None:
    """NGUYỄN in capitals, at the fewest and the most lines that the window holds."""
    for window in WINDOWS.values():
        for lines in (3, window.most_lines):
            address = ("Testa NGUYỄN", *[f"Line {each}" for each in range(lines - 2)], "LS1 4AP")
            found = letters_pdf([_letter(address)], Clinic("Clinic", ("1 Lane",), "000"), window,
                                "a4", WORDS)
            with measure.opened(found) as pages:
                assert measure.letter_faults(pages, 0, window, address, "A-1") == []


def _letter(address: tuple[str, ...]) -> Any:
    from sdaid.mail.letter import Letter

    return Letter("A-1", "P-1", address[0], address[0], "3 February 1950", "Tuesday", "", address,
                  large=False)


@pytest.mark.parametrize("fault", ["page", "drawn"])
def test_a_letter_that_cannot_be_proved_is_held_alone(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """Whatever is wrong with one letter, the others go."""
    made = finished_batch(tmp_path, [patient(1), patient(2, family_name="Odd"), patient(3)])
    measured, drawn = measure.letter_faults, envelopes.letters_pdf

    def faults(pages: Any, number: int, window: Any, address: Any, reference: str) -> Any:
        odd = reference == "A-0002"
        return [measure.Fault("odd", "page")] if odd else measured(pages, number, window, address,
                                                                   reference)

    def drawing(letters: Any, *words: Any) -> bytes:
        if any(letter.id == "A-0002" for letter in letters):
            raise PageError(problem("page-warning", found="odd"))
        return drawn(letters, *words)

    if fault == "page":
        monkeypatch.setattr(measure, "letter_faults", faults)
    else:
        monkeypatch.setattr(envelopes, "letters_pdf", drawing)
    code = {"page": "letter-odd", "drawn": "page-warning"}[fault]
    assert held(post(made, "--json", "--dry-run")) == {"A-0002": code}


def test_a_fault_of_every_letter_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                               ) -> None:
    """It is the page's own: nothing goes."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    monkeypatch.setattr(measure, "letter_faults", lambda *_: [measure.Fault("stained", "page")])
    with pytest.raises(CannotGoOnError) as refused:
        post(made)
    assert [each.code for each in refused.value.problems] == ["run-measured"]


WORDS_OF_LISTS = st.sampled_from([
    "NA", "-", "NULL", "1 High Street", "LS1 4AP", "Leeds", "\n", ", ", "NGUYỄN", "…", "_",
    "ل", "李", "o", "x", "&amp;", "=1+1", "12345", "Berlin", "same", "a" * 60, "ẦẦẦ",
    "\u0301", "·"])


@settings(max_examples=25, deadline=None, suppress_health_check=[
    HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS_OF_LISTS, min_size=1, max_size=6), st.lists(WORDS_OF_LISTS, max_size=3))
def test_any_address_is_held_or_stands_in_the_window(address: list[str], name: list[str]) -> None:
    """Never an error, and never a letter that is not proved."""
    window = WINDOWS["uk"]
    addressing = Addressing("uk", window, "GB", "en")
    visit = row(address=" ".join(address) or "-", addressee=" ".join(name) or "-",
                postcode="LS1 4AP", country="GB")
    if address_problem(visit, addressing):
        return
    from sdaid.mail.addressing import address_of

    found = address_of(visit, addressing)
    assert found is not None
    letter = letter_of(visit, found, WORDS, large=False)
    made = letters_pdf([letter], Clinic("Clinic", ("1 Lane",), "000"), window, "a4", WORDS)
    with measure.opened(made) as pages:
        measure.letter_faults(pages, 0, window, letter.address, letter.id)
    assert visit.born == date(1984, 3, 12)
