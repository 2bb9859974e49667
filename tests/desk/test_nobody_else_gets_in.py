"""Only the browser that knew the word gets an answer, and only from the desk's own pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.desks import HOST, ORIGIN, Desk

SECRETS = ("hiccups", "appointments")


def stranger(desk: Desk) -> TestClient:
    """A browser without the cookie."""
    return TestClient(desk.app, ORIGIN, follow_redirects=False)


def test_without_the_cookie_nothing_is_shown(desk: Desk) -> None:
    """A second user of the machine, who can reach the port, sees nothing at any address."""
    for path in ("/", "/static/desk.css", "/end", "/nothing", "/job/events"):
        answer = stranger(desk).get(desk.at(path))
        assert answer.status_code == 401
        assert not any(word in answer.text for word in (*SECRETS, desk.door.place))


def test_the_place_is_not_told(desk: Desk) -> None:
    """Whoever does not know the secret beginning of the paths finds nothing, with a cookie too."""
    answer = desk.browser.get("/")
    assert answer.status_code == 404
    assert desk.door.place not in answer.text


def test_the_word_works_once(outside: Desk) -> None:
    """Whoever uses the word again, or another one, is not let in."""
    word = outside.door.word
    outside.enter()
    for wrong in (word, "", "x" * 43):
        answer = stranger(outside).get(outside.at("/enter"), params={"word": wrong})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(("body", "kind"), [
    (b"word=%ED%A0%80", "application/x-www-form-urlencoded"), (b"word=%FF", "text/plain"),
    (b"--x\r\nnonsense", "multipart/form-data; boundary=x"), (b"x", "multipart/form-data"),
    (b"--x\r\nContent-Disposition: form-data; name=\"word\"; filename=\"a\"\r\n\r\nx\r\n--x--\r\n",
     "multipart/form-data; boundary=x")])
def test_nonsense_at_the_door_learns_nothing(outside: Desk, body: bytes, kind: str) -> None:
    """Whatever is sent to the door is refused, and the answer tells nothing of the folder."""
    answer = outside.browser.post(outside.at("/enter"), content=body,
                                  headers={"Origin": "null", "Content-Type": kind})
    assert answer.status_code in (400, 403)
    assert not any(word in answer.text for word in (*SECRETS, "clinic", outside.door.place))
    assert outside.door.word


def test_the_file_that_opens_the_browser_gets_in(outside: Desk) -> None:
    """It posts the word without an origin, as a page of a file does; its address holds no word."""
    answer = outside.browser.post(outside.at("/enter"), data={"word": outside.door.word},
                                  headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert f"Path={outside.door.place}/" in cookie


@pytest.mark.parametrize("host", [
    "clinic.example", f"clinic.example:{HOST.partition(':')[2]}", "127.0.0.1", "127.0.0.1:1",
    f"127.0.0.1.clinic.example:{HOST.partition(':')[2]}", ""])
def test_another_name_for_this_machine_is_refused(desk: Desk, host: str) -> None:
    """A name of somebody else's that leads to this machine (DNS rebinding) gets no answer."""
    answer = desk.browser.get(desk.at("/"), headers={"Host": host})
    assert answer.status_code == 421
    assert not any(word in answer.text for word in SECRETS)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_the_names_of_this_machine_are_known(desk: Desk, name: str) -> None:
    """Whichever of its own names the browser uses, the desk answers."""
    host = f"{name}:{HOST.rpartition(':')[2]}"
    cookie = desk.door.cookie.partition(";")[0]
    assert stranger(desk).get(desk.at("/"), headers={"Host": host, "Cookie": cookie}
                              ).status_code == 200


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "null"}, {"Origin": "http://clinic.example"}, {"Origin": "http://127.0.0.1:1"},
    {"Origin": f"https://{HOST}"}, {"Origin": f"http://{HOST}.clinic.example"},
    {"Sec-Fetch-Site": "same-origin"}])
def test_a_form_of_another_page_does_nothing(desk: Desk, headers: dict[str, str]) -> None:
    """A form is taken from the desk's own pages alone, whatever cookie comes with it."""
    ended: list[bool] = []
    desk.work.ends = lambda: ended.append(True)
    assert desk.browser.post(desk.at("/end"), headers=headers).status_code == 403
    assert desk.browser.post(desk.at("/end"), headers={"Origin": ORIGIN}).status_code == 200
    assert ended == [True]


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://127.0.0.1:1"}])
def test_no_other_page_can_look(desk: Desk, headers: dict[str, str]) -> None:
    """A page of another site, or of another port of this machine, can load nothing from here."""
    assert desk.browser.get(desk.at("/"), headers=headers).status_code == 403


def test_every_answer_is_kept_by_nobody(desk: Desk) -> None:
    """Pages, files and refusals alike carry the headers that keep them from caches and frames."""
    answers = [desk.browser.get(desk.at(path)) for path in ("/", "/static/desk.css", "/no")]
    answers += [stranger(desk).get("/"), desk.browser.put(desk.at("/"))]
    assert [each.status_code for each in answers] == [200, 200, 404, 404, 405]
    for each in answers:
        assert each.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in each.headers["content-security-policy"]
        assert "unsafe" not in each.headers["content-security-policy"]
        assert each.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", [
    "../base.html", "..%2fbase.html", "%2e%2e/%2e%2e/pyproject.toml", "....//base.html",
    "/etc/passwd", "desk.css%00.html", "..\\base.html", "."])
def test_paths_lead_nowhere(desk: Desk, name: str) -> None:
    """No address leads to a file but to the few that pages are made of."""
    assert desk.browser.get(f"{desk.at('/static/')}{name}").status_code == 404


def test_what_nobody_looks_at_is_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes after the last touch the server itself holds nothing of a patient, whatever the
    browser did; before, it does."""
    from sdaid.desk import work as module

    clock = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    desk.work.touch()
    at = f"{desk.file('hiccups.xlsx')}/{desk.file('appointments.xlsx')}"
    desk.shows(f"/plan/{at}")

    def keeps() -> bool:
        return any(isinstance(key, tuple) and key[0] == module.PATIENTS
                   for key in desk.work.looking.asked_for())

    clock[0] += 600
    assert not desk.work.clear_if_left()
    assert keeps()
    clock[0] += 30
    assert desk.work.clear_if_left()
    assert not keeps()
