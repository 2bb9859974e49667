"""Whatever an address, a name or a sender holds: the head of an e-mail says what was meant and no
more, and one bad address never ends the mailing of the others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sdaid.mail.headers import is_mailbox, line_fault
from sdaid.mail.message import Sender, Words, email_problem, message
from sdaid.problems import CannotGoOnError
from tests.mail.batches import Made, finished_batch, noon
from tests.mail.odd_servers import odd_server
from tests.mail.servers import running
from tests.mail.test_a_servers_words_tell_nobody import row
from tests.mail.test_email import Office, command, reader
from tests.mail.test_email import message as read_message

ODD = ("jane.@home.example", ".jane@home.example", "ja..ne@home.example", "jane@home..example",
       "=?utf-8?q?jane?=@home.example", "=?utf-8?q?a=0D=0ABcc:_x@y.example?=@home.example",
       "jane@", "@home.example", "jane", "jane@-home.example", "jane@home-.example",
       "jane@home.example.", "jane@[10.0.0.1]", '"ja ne"@home.example', "jane(x)@home.example",
       "jane@home.example>", "jane@home.example;joe@home.example", "jane@home.123",
       "jäne@home.example",
       "jane@hüme.example", "a" * 65 + "@home.example",
       "jane@" + "a" * 64 + ".example", "jane@" + ".".join(["a" * 60] * 5) + ".example",
       "mailto:jane@home.example", "<jane@home.example>", "jane @home.example", "jane@home,example")
ENCODED = ("=?utf-8?q?Clinic?=", "=?utf-8?q?x=0D=0AReply-To:_thief@bad.example?=",
           "Clinic =?utf-8?b?DQpSZXBseS1UbzogeEB5?=")
NAMES = ("Clinic", "Klinik für Größe", "Clinic, Inc.", 'The "Good" Clinic',
         "A <b@c.example> Clinic",
         "O'Sample; Sons: (Clinic)", "诊所", "Clinic \\ Two", "العيادة", "Ward @ Home")


def test_addresses_that_no_head_can_hold_are_held_one_by_one(tmp_path: Path) -> None:
    """At their cells, in a dry run too; the others go, and no address is shown."""
    rows = [{**reader(number), "email": address} for number, address in enumerate(ODD, start=1)]
    good = reader(len(rows) + 1)
    made = finished_batch(tmp_path / "clinic", [*rows, good])

    shown = json.loads(command(made, "--dry-run", "--json").stdout)

    assert shown["to"] == [good["id"]]
    assert {each["id"]: each["problem"]["code"] for each in shown["held"]} == {
        each["id"]: "email-bad" for each in rows}
    assert {each["problem"]["heading"] for each in shown["held"]} == {"E-mail"}
    assert "jane" not in json.dumps(shown, ensure_ascii=False)
    with running(tmp_path) as server:
        sent = Office(made, server, tmp_path / "l.sqlite").send()
        assert [name for name, ended in sent.items() if ended == "sent"] == [good["id"]]


@pytest.mark.parametrize(("address", "code"), [
    ("noemail@clinic.example", "email-nobodys"), ("no-email@clinic.example", "email-nobodys"),
    ("NONE@none.example", "email-nobodys"), ("na@na.example", "email-nobodys"),
    ("test@test.example", "email-nobodys"), ("x@x.example", "email-nobodys"),
    ("na@home.example", None), ("x@home.example", None), ("test.sample@home.example", None),
    ("nonesuch@home.example", None),
])
def test_an_address_that_a_form_wanted_is_nobodys(address: str, code: str | None) -> None:
    """It may be a stranger's; a name that only looks like one is not held."""
    found = email_problem(row(email=address))
    assert (found.code if found else None) == code


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.emails(), st.from_regex(r"[!-~]{1,12}@[!-~]{1,20}")))
@example("jane.@home.example")
@example("=?utf-8?q?jane?=@home.example")
def test_an_address_that_is_taken_is_written_as_it_is(address: str) -> None:
    """Or it is not taken at all."""
    if is_mailbox(address):
        made = message(row(email=address), Sender("Clinic", "c@clinic.example", ""),
                       Words("Hello", "Hello\n", "<p>Hello</p>"), (), key="k", moment=noon())
        read = read_message((address, made))
        assert [each.addr_spec for each in read["To"].addresses] == [address]
        assert set(read.keys()) == {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
                                    "MIME-Version", "Content-Type"}


@given(st.text(max_size=60))
@example(ENCODED[1])
def test_a_sender_that_is_taken_is_read_as_it_is(name: str) -> None:
    """Or it is not taken at all; no header is made of it."""
    if not line_fault(name, "c@clinic.example"):
        made = message(row(), Sender(name, "c@clinic.example", ""),
                       Words("Hello", "Hello\n", "<p>Hello</p>"), (), key="k", moment=noon())
        read = read_message(("", made))
        [found] = read["From"].addresses
        assert (found.display_name, found.addr_spec) == (name, "c@clinic.example")
        assert read["Reply-To"] is None


@pytest.mark.parametrize("name", NAMES)
def test_names_of_clinics_are_taken(name: str) -> None:
    """In any letters, with the signs that names have."""
    assert not line_fault(name, "c@clinic.example")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A run with one reader of e-mail, from which nothing is sent."""
    return finished_batch(tmp_path_factory.mktemp("clinic"), [reader(1)])


@pytest.mark.parametrize("name", [*ENCODED, "Clinic\r\nBcc: x@y.example", "Clin\x00ic",
                                  "Clinic\u202egnorw", "C" * 121])
def test_a_senders_name_with_an_encoded_word_is_refused(clinic: Made, tmp_path: Path, name: str
                                                        ) -> None:
    """In a dry run too, before any server is called."""
    with pytest.raises(CannotGoOnError) as refused:
        command(clinic, "--dry-run", "--sender-name", name)
    assert [each.code for each in refused.value.problems] == ["mail-head"]
    with pytest.raises(CannotGoOnError) as refused:
        command(clinic, "--server", "nowhere.invalid", "--sender-name", name, "--ledger",
                str(tmp_path / "ledger.sqlite"))
    assert [each.code for each in refused.value.problems] == ["mail-head"]


def test_a_workbooks_clinic_with_an_encoded_word_is_refused_at_its_cell(tmp_path: Path) -> None:
    """The name that stands there is nobody's to send."""
    def change(texts: Any) -> None:
        texts["Decision"][0]["clinic_name"] = ENCODED[1]

    made = finished_batch(tmp_path, [reader(1)], change=change)
    with pytest.raises(CannotGoOnError) as refused:
        command(made, "--dry-run")
    [found] = refused.value.problems
    assert (found.code, found.place.sheet) == ("mail-head", "Decision")
    assert found.place.cell


@pytest.mark.parametrize(("mechanism", "told"), [
    (b"PLAIN", "\0Bürø\0schlüssel-ключ"), (b"PLAIN LOGIN CRAM-MD5", "Bürø ")])
def test_a_login_may_have_any_letters(tmp_path: Path, mechanism: bytes, told: str) -> None:
    """User and password go in UTF-8."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with odd_server(tmp_path) as odd:
        odd.odd.features = (b"AUTH " + mechanism,)
        office = Office(made, None, tmp_path / "l.sqlite")  # type: ignore[arg-type]
        server = replace(odd.server, user="Bürø", password="schlüssel-ключ")
        assert office.send(server=server) == {"A-0001": "sent"}
    [login] = odd.odd.logins
    assert login.startswith(told)


@pytest.mark.parametrize("login", ["clin\0ic", "clinic\udcff", "clinic\n"])
def test_a_login_that_cannot_be_given_is_said(tmp_path: Path, login: str) -> None:
    """One sentence, and nobody is called."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    office = Office(made, None, tmp_path / "l.sqlite")  # type: ignore[arg-type]
    with odd_server(tmp_path) as odd, pytest.raises(CannotGoOnError) as refused:
        office.send(server=replace(odd.server, user=login, password="x"))
    assert [each.code for each in refused.value.problems] == ["mail-server"]
    assert "SDAID_SMTP_USER" in refused.value.problems[0].sentence
