"""What a mail server says is kept and shown short, in one line, and without the patient's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.appointments.columns import Appointment
from sdaid.ledger.answers import history
from sdaid.mail.discreet import LONGEST, discreet_about, one_line
from sdaid.sheets.values import Cell
from tests.mail.batches import finished_batch
from tests.mail.odd_servers import odd_server
from tests.mail.servers import Behaviour, Running
from tests.mail.test_email import Office, reader

BIRTHS = ("1984-03-12", "12.03.1984", "12/3/84", "3/12/1984", "19840312", "120384", "12 03 1984",
          "12 March 1984", "12th March 1984", "March 12, 1984", "12-MAR-84", "12. März 1984",
          "12 mars 1984", "12 de marzo de 1984", "12Mar1984", "1984 March 12", "12/Mar/1984")


def row(**cells: str) -> Appointment:
    texts = {"id": "A-1", "patient_id": "P-77123", "given_name": "Zoë Ann",
             "family_name": "O'Sample-Müller", "born": "1984-03-12", "visit_date": "2026-12-01",
             "address": "5 Nowhere Straße\nTestville", "postcode": "LS1 4AP",
             "email": "zoe.sample84@home.example", "email_password": "copper kettle", **cells}
    return Appointment.model_validate(
        {name: Cell(1, 1, text, "text") for name, text in texts.items()})


@pytest.mark.parametrize("birth", BIRTHS)
def test_a_date_of_birth_is_hidden_in_every_usual_form(birth: str) -> None:
    """After words and after numbers; what stands around it stays."""
    for before in ("no user born", "5.1.1", "no user 7,"):
        said = discreet_about(row())(f"550 {before} {birth}, sorry")
        assert said == f"550 {before} …, sorry"


@pytest.mark.parametrize("word", [
    "Zoë", "ZOE", "zoe ann", "O'Sample-Müller", "Muller", "Müller", "o'sample", "Nowhere",
    "STRASSE", "LS1 4AP", "ls14ap", "P-77123", "zoe.sample84", "zoe.sample84@home.example",
    "copper kettle"])
def test_a_patients_words_are_hidden(word: str) -> None:
    """However they are spelt; no other of the words is left either."""
    said = discreet_about(row())(f"550 mailbox of ({word}) is full")
    assert said.startswith("550 mailbox of (")
    assert not any(part.casefold() in said.casefold() for part in word.split() if len(part) > 1)


@pytest.mark.parametrize("text", ["Te\x07sample84", "Sam\u200bple", "1984\x00-03-12"])
def test_what_is_not_seen_parts_no_word(text: str) -> None:
    """A word with a control character in it is the word."""
    assert discreet_about(row(email="tesample84@home.example"))(f"550 {text}") == "550 …"


def test_other_words_and_numbers_stay() -> None:
    """What helps a person to mend it: codes, sizes, days, hosts."""
    said = "552 5.3.4 message of 10485760 bytes is too large for mx1 since 2026-11-22 12:00"
    assert discreet_about(row())(said) == said


@given(st.text(max_size=400))
def test_what_is_said_is_one_short_line(text: str) -> None:
    """No control characters, no line ends, no letters that turn the direction."""
    for said in (one_line(text), discreet_about(row())(text)):
        assert len(said) <= LONGEST
        assert said.isprintable()


@pytest.mark.parametrize("verb", ["RCPT", "DATA", "."])
@pytest.mark.parametrize("code", ["550", "451", "354" ])
def test_neither_ledger_nor_screen_holds_them(tmp_path: Path, verb: str, code: str) -> None:
    """Wherever in the conversation it is said, and whatever follows from it."""
    answer = (f"{code}-<p1@home.example> Testa SAMPLE0001 of 1 Nowhere Lane\r\n"
              f"{code} born 3.2.1950 \x1b[31m\x07 unknown\r\n").encode()
    with odd_server(tmp_path) as odd:
        odd.odd.answers[verb] = [[answer]]
        made = finished_batch(tmp_path / "clinic", [reader(1)])
        office = Office(made, Running(Behaviour(), odd.server, lambda: None),
                        tmp_path / "ledger.sqlite")
        if (verb, code) != ("DATA", "354"):
            assert office.send()["A-0001"] in ("mail-refused", "mail-temporary", "mail-unsure")
    with office.opened() as ledger:
        told = " ".join(line.reason for line in history(ledger)) + "".join(office.hands.said)
    for word in ("testa", "sample", "nowhere", "1950", "p1", "home.example", "\x1b", "\x07"):
        assert word not in told.casefold()
    assert (verb, code) in (("RCPT", "451"), ("RCPT", "354"), ("DATA", "451"), ("DATA", "354")) \
        or "unknown" in told


def test_another_day_is_no_birth() -> None:
    """Only the patient's own date is hidden."""
    said = discreet_about(row())("1984-03-13 or 13 March 1984, 1984-03-12 or 12 March 1985")
    assert said == "1984-03-13 or 13 March 1984, … or 12 March 1985"
