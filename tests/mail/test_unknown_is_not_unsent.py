"""After the last dot of an e-mail nothing unknown is taken for “not sent”: the message never goes a
second time by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdaid.mail.conversation import (
    Conversation,
    LaterError,
    RefusedError,
    Server,
    UnsureError,
)
from sdaid.problems import CannotGoOnError
from tests.mail.batches import finished_batch
from tests.mail.odd_servers import OddServer, odd_server
from tests.mail.servers import Behaviour, Running
from tests.mail.test_email import Office, reader

SENT = (b"250 OK\r\n", b"250\r\n", b"200 fine\r\n", b"299 so be it\r\n", b"250-a\r\n250 b\r\n")
NOT_SENT = (b"451 later\r\n", b"452\r\n", b"421 closing\r\n", b"552-too\r\n552 large\r\n",
            b"550 no\r\n")
UNKNOWN = (b"354 go on\r\n", b"300 what\r\n", b"199 hm\r\n", b"600 no\r\n", b"OK\r\n", b"\r\n",
           b"2500 OK\r\n", b"25 OK\r\n", b"\xff\xfe\x00\r\n", b"250OK\r\n", b"HTTP/1.1 200 OK\r\n",
           b"250-one\r\n550 other\r\n", b"550-no\r\n250 yes\r\n", b"250 half of a line", b"5", b"",
           b"250-and never an end\r\n" * 2000, b"5" * 100_000)


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[OddServer]:
    with odd_server(tmp_path) as started:
        yield started


def office(home: Path, odd: OddServer) -> Office:
    made = finished_batch(home / "clinic", [reader(1)])
    return Office(made, Running(Behaviour(), odd.server, lambda: None), home / "ledger.sqlite")


def impatient(odd: OddServer) -> Server:
    """The server of a client that soon gives up where a message gets no whole answer."""
    return replace(odd.server, last_timeout=0.5)


def answered(odd: OddServer, *answers: bytes, server: Server | None = None) -> str:
    """What becomes of a message whose last dot gets these answers."""
    odd.odd.answers["."] = [[each] for each in answers]
    talk = Conversation(server or odd.server)
    try:
        talk.hand_over(b"From: a\r\n\r\nbody\r\n", "a@a.example", "b@b.example", lambda: None)
    except (LaterError, RefusedError):
        return "not sent"
    except UnsureError:
        return "unsure"
    finally:
        talk.close()
    return "sent"


@pytest.mark.parametrize("answer", SENT)
def test_every_answer_of_the_two_hundreds_is_sent(odd: OddServer, answer: bytes) -> None:
    """In one line or in several, with or without words."""
    assert answered(odd, answer) == "sent"


@pytest.mark.parametrize("answer", NOT_SENT)
def test_a_clear_refusal_is_not_sent(odd: OddServer, answer: bytes) -> None:
    """For now or for good."""
    assert answered(odd, answer) == "not sent"


@pytest.mark.parametrize("answer", UNKNOWN, ids=lambda answer: repr(answer[:20]))
def test_what_cannot_be_understood_may_have_been_sent(tmp_path: Path, odd: OddServer,
                                                      answer: bytes) -> None:
    """It goes once: not in the same call, and not in the next."""
    odd.odd.answers["."] = [[answer]]
    clinic = office(tmp_path, odd)

    assert clinic.send(server=impatient(odd)) == {"A-0001": "mail-unsure"}
    odd.odd.answers.clear()
    assert clinic.send() == {"A-0001": "mail-unsure"}

    assert len(odd.odd.taken) == 1
    assert clinic.states() == {"A-0001": ["unsure"]}


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=12), st.integers(0, 9999).map(lambda n: b"%d x" % n)))
def test_only_a_clear_answer_is_believed(odd: OddServer, answer: bytes) -> None:
    """Whatever the server says in one line: its first three digits and what parts them decide."""
    line = answer.replace(b"\r", b"").replace(b"\n", b"") + b"\r\n"
    code = line[:3] if line[:3].isdigit() and line[3:4] in (b" ", b"\r") else b""
    expected = {b"2": "sent", b"4": "not sent", b"5": "not sent"}.get(code[:1], "unsure")

    server = impatient(odd) if expected == "unsure" else odd.server
    assert answered(odd, line, server=server) == expected


def test_an_answer_before_its_question_is_none(odd: OddServer) -> None:
    """A server that is one answer ahead would have the last dot answered by an earlier one."""
    odd.odd.answers["DATA"] = [[b"354 go\r\n250 taken already\r\n"]]
    assert answered(odd, b"550 no\r\n") == "not sent"
    assert odd.odd.taken == []


def test_a_login_that_is_wanted_after_the_dot_is_no_doubt(tmp_path: Path, odd: OddServer) -> None:
    """The server said that it did not take it: with a login it goes, once."""
    odd.odd.answers["."] = [[b"530 log in first\r\n"], [b"250 OK\r\n"]]
    clinic = office(tmp_path, odd)

    with pytest.raises(Exception, match="log in first"):
        clinic.send()

    assert clinic.send() == {"A-0001": "sent"}
    assert clinic.states() == {"A-0001": ["not sent", "sent"]}


def test_a_reply_that_drips_ends_in_time(tmp_path: Path) -> None:
    """Whatever comes, a byte at a time: an answer has as long as the server has."""
    with odd_server(tmp_path) as odd:
        odd.odd.drip = 0.05
        odd.odd.answers["."] = [[b"2"] * 400]
        talk = Conversation(impatient(odd))
        with pytest.raises(UnsureError):
            talk.hand_over(b"From: a\r\n\r\nbody\r\n", "a@a.example", "b@b.example", lambda: None)
        assert odd.odd.pieces < 100


def test_a_server_that_is_never_clear_is_given_no_more(tmp_path: Path, odd: OddServer) -> None:
    """After three messages of which nobody knows whether they went, the others stay as they are."""
    odd.odd.answers["."] = [[b"what?\r\n"]]
    made = finished_batch(tmp_path / "clinic", [reader(number) for number in range(1, 6)])
    clinic = Office(made, Running(Behaviour(), odd.server, lambda: None), tmp_path / "l.sqlite")

    with pytest.raises(CannotGoOnError) as stopped:
        clinic.send()

    assert [each.code for each in stopped.value.problems] == ["mail-server"]
    assert len(odd.odd.taken) == 3
    assert sorted(clinic.states().values()) == [["made"], ["made"], *[["unsure"]] * 3]


def test_a_server_may_look_through_a_message_for_long(tmp_path: Path) -> None:
    """Longer than for any other answer: it reads what is attached."""
    with odd_server(tmp_path) as odd:
        odd.odd.drip, odd.odd.answers["."] = 3.0, [[b"250", b" taken\r\n"]]
        talk = Conversation(replace(odd.server, timeout=2.0))
        assert talk.hand_over(b"From: a\r\n\r\nbody\r\n", "a@a.example", "b@b.example",
                              lambda: None) == "250 taken"
        talk.close()
