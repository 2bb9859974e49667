"""`sdaid email`, against a real server that takes, refuses, stalls, drops and greylists."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from sdaid.cli import cli
from sdaid.ledger.answers import history
from sdaid.ledger.ledger import Ledger, open_ledger
from sdaid.mail.conversation import Server
from sdaid.mail.finished import open_batch
from sdaid.mail.mailing import EmailWishes, Mailing
from sdaid.mail.message import Sender
from sdaid.mail.sending import Ended, Pace, send
from sdaid.problems import CannotGoOnError
from tests.mail.batches import TODAY, Made, finished_batch, noon, patient
from tests.mail.servers import Running, running

SENDER = Sender("Clinic of Invented Breath", "clinic@clinic.example", "000 0000")


def reader(number: int, **cells: Any) -> dict[str, Any]:
    return patient(number, channel="e-mail", email=f"p{number}@home.example",
                   email_password=f"copper-kettle-{number}", **cells)


def to(number: int) -> str:
    return f"p{number}@home.example"


@dataclass
class Hands:
    """A clock that moves when it is slept on, and what is said before that. `then` is what happens
    at each sleep."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    then: list[Callable[[], None]] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        if self.then:
            self.then.pop(0)()


@dataclass
class Office:
    """A batch, a server and a ledger; `send` makes one call of the command."""

    made: Made
    running: Running
    ledger: Path
    hands: Hands = field(default_factory=Hands)

    def send(self, *, between: float = 2.0, server: Server | None = None, **wishes: Any
             ) -> dict[str, str]:
        """What became of each appointment: "sent", the problem's code, or its reason."""
        mailing = Mailing(open_batch(self.made.folder, TODAY),
                          EmailWishes(**{"sender": SENDER, "today": TODAY, **wishes}))
        pace = Pace(lambda: self.hands.now, self.hands.sleep, self.hands.said.append, between)
        with self.opened() as ledger:
            return {each.id: _outcome(each) for each in
                    send(mailing, ledger, server or self.running.server, pace)}

    def opened(self) -> Any:
        return open_ledger(self.ledger, noon)

    def states(self) -> dict[str, list[str]]:
        with self.opened() as ledger:
            return states(ledger)


def states(ledger: Ledger) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in history(ledger):
        found.setdefault(line.appointment, []).append(line.state)
    return found


def _outcome(ended: Ended) -> str:
    if ended.staying is None:
        return "sent"
    return ended.staying.problem.code if ended.staying.problem else ended.staying.reason


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = finished_batch(tmp_path / "clinic", [reader(1), reader(2), patient(3)])
    with running(tmp_path) as server:
        yield Office(made, server, tmp_path / "ledger.sqlite")


def message(taken: tuple[str, bytes]) -> EmailMessage:
    read = email.message_from_bytes(taken[1], policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def test_each_patient_gets_their_own_aid_and_nobody_elses(office: Office) -> None:
    """One message each; the attachment opens with the row's own password and is the row's own."""
    assert office.send() == {"A-0001": "sent", "A-0002": "sent", "A-0003": "its channel is post"}
    assert office.running.behaviour.to == [to(1), to(2)]
    for number, taken in enumerate(office.running.behaviour.taken, start=1):
        read = message(taken)
        assert read["To"] == to(number)
        assert read["Cc"] is None
        [attached] = list(read.iter_attachments())
        content = attached.get_content()
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(content))
        with pikepdf.open(BytesIO(content), password=f"copper-kettle-{number}") as opened:
            assert opened.encryption.R == 6
            assert opened.encryption.bits == 256
            assert opened.encryption.stream_method.name == "aesv3"
            assert f"P-{number:04d}".encode() in opened.pages[0].Contents.read_bytes()
    assert office.states() == {"A-0001": ["sent"], "A-0002": ["sent"], "A-0003": ["made"]}


def test_nothing_tells_the_condition_or_the_patient(office: Office) -> None:
    """Subject, text, HTML, file name and headers are neutral; text and HTML say the same."""
    office.send()
    read = message(office.running.behaviour.taken[0])
    text = read.get_body(("plain",))
    html = read.get_body(("html",))
    assert text is not None
    assert html is not None
    [attached] = list(read.iter_attachments())
    assert attached.get_filename() == "information.pdf"
    said = " ".join([str(read["Subject"]), text.get_content(), html.get_content(),
                     *(str(value) for value in read.values())]).casefold()
    for word in ("hiccup", "testa", "sample", "p-0001", "1950", "copper"):
        assert word not in said
    for paragraph in text.get_content().strip().split("\r\n\r\n"):
        assert paragraph.replace("’", "'") in html.get_content().replace("&#39;", "'")
    assert "http" not in html.get_content()


def test_a_tagged_aid_stays_tagged_when_it_is_locked(tmp_path: Path) -> None:
    """Encryption takes nothing away from those who listen to the page."""
    from sdaid.mail.pdf import locked
    from sdaid.page.draw import draw
    from sdaid.page.fonts import needed_families
    from sdaid.page.styles import paper_css

    path = tmp_path / "aid.pdf"
    path.write_bytes(draw('<html lang="en"><title>Aid</title><h1>One</h1><p>Two</p>',
                          styles=(), css=paper_css("a4"), families=needed_families("One Two")))
    with pikepdf.open(BytesIO(locked(path, "copper-kettle")), password="copper-kettle") as opened:
        assert "/StructTreeRoot" in opened.Root
        assert bool(opened.Root.MarkInfo.Marked)
        assert opened.allow.accessibility


def test_a_notice_has_no_attachment_and_needs_no_password(tmp_path: Path) -> None:
    """Neutral words alone."""
    made = finished_batch(tmp_path / "clinic", [reader(1) | {"email_password": ""}])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        assert office.send() == {"A-0001": "email-password-blank"}
        assert office.send(notice=True) == {"A-0001": "sent"}
        read = message(server.behaviour.taken[0])
    assert not list(read.iter_attachments())
    assert not read.is_multipart() or read.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("password", [
    "03021950", "1950-02-03", "3.2.1950", "02/03/1950", "3 Feb 1950", "3 February 1950", "030250",
    "19500203", "Testa-1950-02-03", "born3feb1950",
])
def test_the_date_of_birth_is_no_password(tmp_path: Path, password: str) -> None:
    """In no spelling, unless it is asked for by name."""
    made = finished_batch(tmp_path / "clinic", [reader(1) | {"email_password": password}])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        assert office.send() == {"A-0001": "email-password-birth"}
        assert office.send(by_birth=True) == {"A-0001": "sent"}
        [attached] = list(message(server.behaviour.taken[0]).iter_attachments())
    with pikepdf.open(BytesIO(attached.get_content()), password="19500203"):
        pass


@pytest.mark.parametrize(("cells", "code"), [
    ({"email": ""}, "email-blank"), ({"email": "p1@home"}, "email-bad"),
    ({"email": "p1@home.example, p2@home.example"}, "email-bad"),
    ({"email": "p1@home.example\nBcc: all@home.example"}, "email-bad"),
    ({"email": "Testa <p1@home.example>"}, "email-bad"),
    ({"email_password": "short"}, "email-password-weak"),
    ({"email_password": "Sample0001"}, "email-password-weak"),
    ({"email_password": "aaaaaaaaaa"}, "email-password-weak"),
    ({"email_password": "x1" * 80}, "email-password-weak"),
    ({"deceased": True}, "mail-not-wanted"), ({"opted_out": True}, "mail-not-wanted"),
    ({"visit_date": date(2026, 11, 1)}, "mail-visit-over"),
])
def test_what_cannot_go_is_held_and_the_server_never_hears_of_it(
    tmp_path: Path, cells: dict[str, Any], code: str
) -> None:
    """Wrong addresses, weak passwords, people who must get nothing."""
    made = finished_batch(tmp_path / "clinic", [{**reader(1), **cells}, reader(2)])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        assert office.send() == {"A-0001": code, "A-0002": "sent"}
        assert server.behaviour.to == [to(2)]


def test_a_second_call_sends_nothing(office: Office) -> None:
    """Already sent, whatever the way."""
    office.send()
    assert office.send()["A-0001"] == "mail-already"
    assert len(office.running.behaviour.taken) == 2


def test_again_sends_once_more_for_a_reason(office: Office) -> None:
    """And once alone for each."""
    office.send()
    asked = {"again": "lost it", "only": ("A-0002",)}
    assert office.send(**asked) == {"A-0002": "sent"}
    assert office.send(**asked) == {"A-0002": "mail-already"}
    assert office.running.behaviour.to == [to(1), to(2), to(2)]


def test_greylisting_is_waited_out(office: Office) -> None:
    """A temporary refusal is tried again with growing pauses, after the others."""
    office.running.behaviour.later[to(1)] = ["451 come back later", "450 greylisted"]
    assert office.send()["A-0001"] == "sent"
    assert office.running.behaviour.to == [to(2), to(1)]
    assert office.hands.now == pytest.approx(360, abs=10)
    assert office.hands.said == [
        "1 e-mail could not be handed over yet: trying again in 1 minute.",
        "1 e-mail could not be handed over yet: trying again in 5 minutes."]


def test_a_refusal_that_stays_temporary_is_held_and_free_next_time(office: Office) -> None:
    """It was surely not sent, so the next call may."""
    office.running.behaviour.later[to(1)] = ["451 busy"] * 4
    assert office.send() == {"A-0001": "mail-temporary", "A-0002": "sent",
                             "A-0003": "its channel is post"}
    assert office.send()["A-0001"] == "sent"
    assert office.running.behaviour.to == [to(2), to(1)]


@pytest.mark.parametrize("when", ["rcpt", "data"])
def test_a_permanent_refusal_is_held_with_its_reason(office: Office, when: str) -> None:
    """At the recipient or after the message; not tried again, and the reason names no address."""
    answer = f"550 5.1.1 <{to(1)}> no such user"
    if when == "rcpt":
        office.running.behaviour.refuse[to(1)] = answer
    else:
        office.running.behaviour.answer[to(1)] = [answer]
    assert office.send()["A-0001"] == "mail-refused"
    office.running.behaviour.refuse.clear()
    assert office.send()["A-0001"] == "mail-refused"
    assert office.running.behaviour.to == [to(2)]
    with office.opened() as ledger:
        [line] = history(ledger, appointment="A-0001")
    assert line.state == "refused"
    assert "no such user" in line.reason
    assert "@" not in line.reason


def test_a_temporary_answer_to_the_whole_message_is_no_doubt(office: Office) -> None:
    """The server said that it did not take it: it is sent once in the end."""
    office.running.behaviour.answer[to(1)] = ["452 disk full"]
    assert office.send()["A-0001"] == "sent"
    assert sorted(office.running.behaviour.to) == [to(1), to(2)]
    assert office.states()["A-0001"] == ["not sent", "sent"]


def test_a_connection_that_drops_early_is_tried_again(office: Office) -> None:
    """Before the message was given nothing can have been sent."""
    office.running.behaviour.drop[to(1)] = ["rcpt"]
    assert office.send()["A-0001"] == "sent"
    assert sorted(office.running.behaviour.to) == [to(1), to(2)]


@pytest.mark.parametrize("fault", ["before", "after", "stall"])
def test_no_answer_to_a_given_message_is_for_a_person(office: Office, fault: str) -> None:
    """Whether the server took it cannot be known: held as may have been sent, and never sent twice;
    a person settles it."""
    server = office.running.server
    if fault == "stall":
        office.running.behaviour.stall[to(1)] = 3.0
        server = replace(server, last_timeout=1.0)
    else:
        office.running.behaviour.drop[to(1)] = [fault]
    assert office.send(server=server)["A-0001"] == "mail-unsure"
    took = office.running.behaviour.to.count(to(1))
    assert office.send()["A-0001"] == "mail-unsure"
    assert office.running.behaviour.to.count(to(1)) == took
    assert office.running.behaviour.to.count(to(2)) == 1
    with office.opened() as ledger:
        assert ledger.settle("A-0001", "not sent", "asked by telephone") is not None
    office.running.behaviour.stall.clear()
    assert office.send()["A-0001"] == "sent"


def test_the_rate_is_kept(office: Office) -> None:
    """Thirty a minute: two seconds from one message to the next."""
    office.send(between=2.0)
    assert office.hands.slept == [pytest.approx(2.0)]


def test_a_login_is_given_and_a_wrong_one_stops_everything(tmp_path: Path) -> None:
    """Nothing is sent without the server's consent, and no message is marked."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path, login=True) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        for wrong in (replace(server.server, password="wrong"), replace(server.server, user="")):
            with pytest.raises(CannotGoOnError) as refused:
                office.send(server=wrong)
            assert [each.code for each in refused.value.problems] == ["mail-server"]
        assert office.send() == {"A-0001": "sent"}


def test_tls_from_the_first_byte_works_too(tmp_path: Path) -> None:
    """Port 465's way."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path, tls="tls") as server:
        assert Office(made, server, tmp_path / "l.sqlite").send() == {"A-0001": "sent"}


def test_nothing_is_ever_sent_without_tls(tmp_path: Path) -> None:
    """A server without STARTTLS is refused before anything is said."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path, tls="none") as server:
        with pytest.raises(CannotGoOnError) as refused:
            Office(made, server, tmp_path / "l.sqlite").send()
        assert server.behaviour.taken == []
    assert "TLS" in refused.value.problems[0].sentence


def test_a_server_with_a_strange_certificate_is_refused(tmp_path: Path) -> None:
    """It may be another one that listens."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path) as server:
        strange = replace(server.server, authorities=None)
        with pytest.raises(CannotGoOnError) as refused:
            Office(made, server, tmp_path / "l.sqlite").send(server=strange)
        assert server.behaviour.taken == []
    assert [each.code for each in refused.value.problems] == ["mail-server"]


def test_a_refused_sender_stops_everything(office: Office) -> None:
    """No message could be sent, so none is marked as refused."""
    office.running.behaviour.sender = "553 not yours"
    with pytest.raises(CannotGoOnError):
        office.send()
    office.running.behaviour.sender = ""
    assert office.send()["A-0001"] == "sent"


def test_a_server_that_is_lost_is_called_some_times(office: Office) -> None:
    """Each wait is said. Then the run ends with what to do, and what was not sent is free for the
    next."""
    office.running.behaviour.drop[to(2)] = ["rcpt"]
    office.hands.then = [lambda: None, office.running.stop]
    with pytest.raises(CannotGoOnError) as refused:
        office.send()
    assert [each.code for each in refused.value.problems] == ["mail-server"]
    assert office.hands.slept[-3:] == [60, 300, 900]
    assert office.hands.said[-3:] == [
        f"The mail server does not answer (Connection refused): trying again in {wait}."
        for wait in ("1 minute", "5 minutes", "15 minutes")]
    assert office.states() == {"A-0001": ["sent"], "A-0002": ["made"], "A-0003": ["made"]}


@pytest.mark.parametrize("host", ["127.0.0.1", "nowhere.invalid"])
def test_a_server_that_was_never_there_is_said_at_once(tmp_path: Path, host: str) -> None:
    """It is more likely a wrong name than a server that comes back in a quarter of an hour."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
    with pytest.raises(CannotGoOnError) as refused:
        office.send(server=replace(server.server, host=host))
    [found] = refused.value.problems
    assert found.code == "mail-server"
    assert "--server" in found.sentence
    assert (office.hands.slept, office.hands.said) == ([], [])
    assert office.states() == {"A-0001": ["made"]}


def command(made: Made, *more: str, **environment: str) -> Any:
    return CliRunner().invoke(
        cli, ["email", str(made.folder), "--today", "2026-11-22", "--from",
              "clinic@clinic.example", *more], env=environment, catch_exceptions=False)


def test_a_dry_run_shows_exactly_what_would_go(tmp_path: Path) -> None:
    """To how many, the words, and what is held; nothing is written, nobody is called."""
    made = finished_batch(tmp_path, [reader(1), reader(2) | {"email": ""}, patient(3)])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = command(made, "--dry-run", "--json", "--server", "nowhere.invalid")
    assert result.exit_code == 3
    shown = json.loads(result.stdout)
    assert shown["to"] == ["A-0001"]
    assert shown["messages"][0]["subject"] == "Information for your visit"
    assert "password" in shown["messages"][0]["text"]
    assert [each["id"] for each in shown["held"]] == ["A-0002"]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert "Would send 1 e-mail, one message each:" in command(made, "--dry-run").stdout


def test_the_command_sends_with_a_login_from_the_environment(tmp_path: Path) -> None:
    """The whole way: server, authorities and login are named, the count is said, the code is 0."""
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path, login=True) as server:
        named = f"{server.server.host}:{server.server.port}"
        result = command(
            made, "--per-minute", "600", SDAID_SMTP_SERVER=named,
            SDAID_SMTP_AUTHORITIES=str(server.server.authorities), SDAID_SMTP_USER="clinic",
            SDAID_SMTP_PASSWORD="invented-secret")
        assert server.behaviour.to == [to(1)]
    assert result.exit_code == 0
    assert result.stdout == "1 e-mail sent.\n"


@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_the_command_says_what_it_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            quiet: tuple[str, ...]) -> None:
    """A line on standard error, also where nothing else is to be said."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    made = finished_batch(tmp_path / "clinic", [reader(1)])
    with running(tmp_path) as server:
        server.behaviour.later[to(1)] = ["451 come back later"]
        result = command(made, "--server", f"{server.server.host}:{server.server.port}", *quiet,
                         SDAID_SMTP_AUTHORITIES=str(server.server.authorities))
    assert result.exit_code == 0
    assert result.stderr == "1 e-mail could not be handed over yet: trying again in 1 minute.\n"


def test_a_login_is_no_option() -> None:
    """A password on the command line would land in the shell's history."""
    names = {name for parameter in cli.commands["email"].params for name in parameter.opts}
    assert not any("password" in name or "user" in name or "login" in name for name in names)


@pytest.mark.parametrize(("sender", "code"), [
    (("--sender-name", "Hiccups Clinic"), "mail-reveals"),
    (("--sender-name", "The made-up ward"), "mail-reveals"),
    (("--from", "made-up-hiccups@clinic.example"), "mail-reveals"),
    (("--from", "no address"), "sender-bad"),
])
def test_a_sender_that_tells_the_condition_is_refused(
    tmp_path: Path, sender: tuple[str, str], code: str
) -> None:
    """Also in the name or the address that the mailbox shows."""
    made = finished_batch(tmp_path, [reader(1)])
    with pytest.raises(CannotGoOnError) as refused:
        command(made, *sender, "--dry-run")
    assert [each.code for each in refused.value.problems] == [code]


def test_a_draft_is_never_mailed(tmp_path: Path) -> None:
    """Whatever is asked for."""
    made = finished_batch(tmp_path, [reader(1)], draft=True)
    for more in ((), ("--again", "please"), ("--notice",), ("--dry-run",)):
        with pytest.raises(CannotGoOnError) as refused:
            command(made, "--server", "nowhere.invalid", *more)
        assert [each.code for each in refused.value.problems] == ["mail-draft"]
