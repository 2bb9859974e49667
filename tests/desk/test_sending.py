"""Post and e-mail at the desk: seen before it goes, and what came back settled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.desks import Desk
from tests.desk.test_papers import links, told
from tests.mail.batches import finished_batch, patient
from tests.mail.rendered import done
from tests.mail.servers import HERE, PASSWORD, USER, running

ROWS = [patient(1), patient(2), patient(3, postcode="nowhere"),
        patient(4, channel="e-mail", email="testa4@example.org", email_password="rose garden four"),
        patient(5, channel="e-mail", email="no address", email_password="rose garden five"),
        patient(6, channel="desk")]


@pytest.fixture
def run(desk: Desk, folder: Path) -> str:
    """The address of a finished run, of small aids."""
    for each in folder.iterdir():
        each.unlink()
    made = finished_batch(folder, ROWS)
    (folder / "outputs").mkdir()
    made.folder.rename(folder / "outputs" / "batch-1")
    return f"/run/{desk.work.run('batch-1')}"


def ended(desk: Desk, path: str) -> str:
    """The page of a sending, once it has ended."""
    return desk.shows(path, without="are being sent")


def test_the_runs_say_by_which_way_they_go(desk: Desk, run: str) -> None:
    page = desk.shows("/sending")
    assert "By post 3, by e-mail 2, at the desk 1." in page
    assert set(links(desk, page, "/run/")) == {f"{run}/post", f"{run}/email"}


def test_a_test_sheet_is_nobodys(desk: Desk, run: str, folder: Path) -> None:
    """It is drawn for each window, and leaves nothing behind."""
    for form in ({"window": "uk"}, {"window": "own", "own": "20,45,85,45", "country": "GB"}):
        answer = desk.browser.post(desk.at(f"{run}/post/proof"), data=form,
                                   headers={"Origin": f"http://127.0.0.1:{desk.door.port}"})
        assert answer.headers["content-type"] == "application/pdf", answer.text
        assert "Sample" not in " ".join(told(answer.content))
    assert desk.sends(f"{run}/post/proof", window="own", own="over there")[0] == 409
    assert not list((folder / "outputs" / "batch-1").glob("post*"))


def test_post_is_seen_then_made_once(desk: Desk, run: str, folder: Path) -> None:
    """Envelopes with names, what is held and why; nothing is written before a person says so; the
    same plan makes one print run, which the ledger knows, as it does with `sdaid post`."""
    _, led = desk.sends(f"{run}/post/plan", window="uk", sort="appointment")
    page = desk.shows(led)
    assert "2 envelopes, 6 sheets of paper" in page
    assert "Testa Sample0001" in page
    assert "is not a postcode" in page
    assert "data-patients" in page
    assert "Sample" not in led
    batch = folder / "outputs" / "batch-1"
    assert not (folder / "outputs" / "ledger.sqlite").exists()
    assert not list(batch.glob("post*"))

    status, after = desk.sends(led)
    assert status == 303
    made = desk.shows(after)
    assert "The print run is made" in made
    around = next(each for each in links(desk, made, ".pdf") if "a4.pdf" in each)
    [letters] = links(desk, desk.shows(around), ".pdf")
    assert desk.browser.get(desk.at(letters)).content == (batch / "post-1" / "a4.pdf").read_bytes()
    assert desk.browser.get(desk.at(letters.replace("a4.pdf", "manifest.csv"))).status_code == 404
    assert desk.sends(led)[0] == 410
    assert [each.name for each in batch.glob("post*")] == ["post-1"]
    assert "posted (post)" in done("history", "A-0001", "--ledger",
                                   folder / "outputs" / "ledger.sqlite")
    _, again = desk.sends(f"{run}/post/plan", window="uk")
    assert "There is nothing to print" in desk.shows(again)
    _, again = desk.sends(f"{run}/post/plan", window="uk", again="a new address")
    assert "2 envelopes" in desk.shows(again)


def test_e_mail_is_seen_then_sent_once(desk: Desk, run: str, folder: Path, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """The message and who gets it; then it goes, with the login that was typed for it; a second
    look finds that it went."""
    with running(tmp_path, login=True) as server:
        monkeypatch.setenv("SDAID_SMTP_AUTHORITIES", str(server.server.authorities))
        _, led = desk.sends(f"{run}/email/plan", sender="clinic@example.org")
        page = desk.shows(led)
        assert "1 e-mail, one message each" in page
        assert "Information for your visit" in page
        assert "Testa Sample0004" in page
        assert desk.sends(led, server="no port:at all")[0] == 409
        _, after = desk.sends(led, server=f"{HERE}:{server.server.port}", user=USER,
                              password=PASSWORD)
        said = ended(desk, after)
        assert "1 e-mail went" in said, said
        assert PASSWORD not in said
        assert server.behaviour.to == ["testa4@example.org"]
        assert desk.sends(led, server="localhost:25")[0] == 410
        _, led = desk.sends(f"{run}/email/plan", sender="clinic@example.org")
        assert "There is nothing to send" in desk.shows(led)


def test_a_server_that_is_not_there_is_said(desk: Desk, run: str) -> None:
    _, led = desk.sends(f"{run}/email/plan", sender="clinic@example.org")
    desk.shows(led)
    _, after = desk.sends(led, server="127.0.0.1:9")
    said = ended(desk, after)
    assert "the mail server cannot be used" in said
    assert "0 e-mails went" in said


def test_an_e_mail_of_which_nobody_knows_waits_for_a_person(
        desk: Desk, run: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server took the message and said nothing: the first page leads to where it is settled."""
    with running(tmp_path) as server:
        server.behaviour.drop["testa4@example.org"] = ["after"]
        monkeypatch.setenv("SDAID_SMTP_AUTHORITIES", str(server.server.authorities))
        _, led = desk.sends(f"{run}/email/plan", sender="clinic@example.org")
        desk.shows(led)
        ended(desk, desk.sends(led, server=f"{HERE}:{server.server.port}")[1])
    assert "Of 1 e-mail nobody knows whether it went: A-0004." in desk.shows("/")
    assert "Nobody knows whether the e-mail to A-0004 went" in desk.shows("/sending")
    assert desk.sends("/sending/settle", appointment="A-0004", state="sent")[0] == 200
    assert "nobody knows" not in desk.shows("/")


def test_what_came_back_is_settled(desk: Desk, run: str, folder: Path) -> None:
    """A letter that came back is noted, is told on the page, and holds the next one."""
    _, led = desk.sends(f"{run}/post/plan", window="uk")
    desk.shows(led)
    desk.shows(desk.sends(led)[1])

    status, page = desk.sends("/sending/settle", appointment="a-0001", state="returned",
                              reason="moved")

    assert status == 200
    assert "is now “returned”" in page
    assert "What was sent to A-0001 came back" in page
    first = desk.shows("/")
    assert "A-0001" in re.sub("<[^>]*>", "", first)
    assert "Say what became of them" in first
    _, led = desk.sends(f"{run}/post/plan", window="uk")
    assert "came back" in desk.shows(led)
    status, page = desk.sends("/sending/settle", appointment="A-0006", state="sent")
    assert (status, "A-0006" in page) == (422, True)
    assert "returned" in done("history", "A-0001", "--ledger",
                              folder / "outputs" / "ledger.sqlite")


def test_a_run_in_use_is_said(desk: Desk, run: str, folder: Path) -> None:
    """Where another program writes into the folder, nothing is begun."""
    from sdaid.batch.folder import claimed

    _, led = desk.sends(f"{run}/post/plan", window="uk")
    desk.shows(led)
    with claimed(folder / "outputs" / "batch-1"):
        _, after = desk.sends(led)
        page = desk.shows(after, 409)
    assert "another run is writing into this folder" in page


def test_plans_are_gone_when_nobody_is_there(desk: Desk, run: str) -> None:
    ways = [desk.sends(f"{run}/post/plan", window="uk")[1],
            desk.sends(f"{run}/email/plan", sender="clinic@example.org")[1]]
    for each in ways:
        desk.shows(each)
    desk.work.clear()
    for each in ways:
        assert desk.browser.get(desk.at(each)).status_code == 410
        assert desk.sends(each, server="localhost:25")[0] == 410
