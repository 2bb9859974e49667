"""What a browser sends is bounded in size, in time and in number, and leads nowhere else."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Scope

from sdaid.desk import guard
from tests.desk.desks import HOST, ORIGIN, TODAY, Desk


def scope_of(desk: Desk, path: str, method: str = "GET", **headers: str) -> Scope:
    """A request as the server hands it over."""
    told = {"host": HOST, "cookie": desk.door.cookie.partition(";")[0], **headers}
    return {"type": "http", "method": method, "path": desk.at(path), "raw_path": b"",
            "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
            "headers": [(name.replace("_", "-").encode(), value.encode())
                        for name, value in told.items()]}


class Call:
    """One request to the whole application; `bodies` come one after another, None never comes."""

    def __init__(self, *bodies: bytes | None) -> None:
        self.bodies: Iterator[bytes | None] = iter(bodies)
        self.status = 0
        self.taken = 0

    async def receive(self) -> Message:
        body = next(self.bodies, None)
        if body is None:
            await asyncio.sleep(3600)
        self.taken += len(body or b"")
        return {"type": "http.request", "body": body or b"", "more_body": True}

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)


FORM = {"origin": ORIGIN, "content_type": "multipart/form-data; boundary=x"}


def test_a_file_that_says_it_is_too_large_is_not_read(desk: Desk) -> None:
    """A file of 2 GB is refused by its own word, before a byte of it is taken."""
    call = Call(b"x" * 1000)
    asyncio.run(desk.app(scope_of(desk, "/list/x", "POST", content_length=str(2 << 30), **FORM),
                         call.receive, call.send))
    assert call.status == 413
    assert call.taken == 0


def test_a_file_that_never_ends_is_refused(desk: Desk, folder: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does not say how large it is stops at the bound, and nothing of it is kept."""
    monkeypatch.setattr(guard, "MOST_IN_FILE", 10_000)
    before = sorted(folder.iterdir())
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    call = Call(head, *[b"y" * 1000] * 1000)
    path = f"/list/{desk.file('hiccups.xlsx')}"
    asyncio.run(desk.app(scope_of(desk, path, "POST", **FORM), call.receive, call.send))
    assert call.status == 413
    assert call.taken <= 12_000
    assert sorted(folder.iterdir()) == before


def test_a_file_that_comes_too_slowly_is_left(desk: Desk, folder: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    """One that stops on its way is given up, and nothing of it is kept."""
    monkeypatch.setattr(guard, "SECONDS_OF_FILE", 0.2)
    before = sorted(folder.iterdir())
    call = Call(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid')
    path = f"/list/{desk.file('hiccups.xlsx')}"
    asyncio.run(desk.app(scope_of(desk, path, "POST", **FORM), call.receive, call.send))
    assert call.status == 408
    assert sorted(folder.iterdir()) == before


def test_many_requests_at_once_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand requests at once a few are worked at, some wait, and the others are told so;
    afterwards the desk answers as before."""
    most = [0]
    within: Any = desk.app
    inner = within.app

    async def slow(scope: Scope, receive: Any, send: Any) -> None:
        most[0] = max(most[0], within.counts.working)
        await asyncio.sleep(0.01)
        await inner(scope, receive, send)

    monkeypatch.setattr(within, "app", slow)
    calls = [Call() for _ in range(1000)]

    async def all_at_once() -> None:
        await asyncio.gather(*(within(scope_of(desk, "/static/mark.svg"), call.receive, call.send)
                               for call in calls))

    asyncio.run(all_at_once())
    found = [call.status for call in calls]
    assert set(found) == {200, 503}
    assert found.count(200) == guard.MOST_AT_ONCE + guard.MOST_WAITING
    assert most[0] <= guard.MOST_AT_ONCE
    assert within.counts == guard.Counts()


@pytest.mark.parametrize("name", [
    "../../outside.csv", "..\\outside.csv", "/tmp/outside.csv", "C:\\outside.csv", ".outside.csv",
    "a/b/../outside.csv"])
def test_a_file_is_kept_in_the_folder_alone(desk: Desk, folder: Path, name: str) -> None:
    """Whatever path its name tells, a file lands in the folder, under the last part of it."""
    status, led = desk.gives(f"/list/{desk.file('hiccups.xlsx')}", name, b"Patient id\n")
    assert status == 303
    assert led.startswith("/list/")
    assert {path.name for path in folder.iterdir()} == {
        "hiccups.xlsx", "appointments.xlsx", "outside.csv"}
    assert not list(folder.parent.glob("*.csv"))


def test_no_file_has_a_name_that_windows_keeps(desk: Desk, folder: Path) -> None:
    """A folder may lie on a disk that Windows reads, too."""
    desk.gives(f"/list/{desk.file('hiccups.xlsx')}", "con.csv", b"Patient id\n")
    assert (folder / "list-con.csv").exists()


def test_no_file_is_overwritten(desk: Desk, folder: Path) -> None:
    """A second file of one name gets a number; the first stays as it was."""
    for content in (b"first", b"second"):
        desk.gives(f"/list/{desk.file('hiccups.xlsx')}", "list.csv", content)
    assert (folder / "list.csv").read_bytes() == b"first"
    assert (folder / "list (2).csv").read_bytes() == b"second"


@pytest.mark.parametrize("name", ["a.exe", "list", "a.pdf", "evil.html.exe"])
def test_other_files_are_not_kept(desk: Desk, folder: Path, name: str) -> None:
    """What cannot be a list is refused, with what a list may be."""
    status, said = desk.gives(f"/list/{desk.file('hiccups.xlsx')}", name, b"x")
    assert status == 409
    assert ".csv" in said
    assert len(list(folder.iterdir())) == 2


def test_links_out_of_the_folder_are_no_files(desk: Desk, folder: Path, tmp_path: Path) -> None:
    """A link is neither shown nor read, and what was replaced by one is gone."""
    outside = tmp_path / "outside.xlsx"
    outside.write_bytes((folder / "hiccups.xlsx").read_bytes())
    (folder / "linked.xlsx").symlink_to(outside)
    assert "linked.xlsx" not in desk.shows("/")
    assert desk.work.folder.file("linked.xlsx") is None
    handle = desk.file("hiccups.xlsx")
    (folder / "hiccups.xlsx").unlink()
    (folder / "hiccups.xlsx").symlink_to(outside)
    desk.shows(f"/workbook/{handle}", 404)


def test_a_name_of_a_file_is_no_handle(desk: Desk) -> None:
    """Addresses hold handles of this session alone: no file is found by its name or path."""
    for name in ("hiccups.xlsx", "..%2Fhiccups.xlsx", "0" * 12):
        desk.shows(f"/workbook/{name}", 404)


def test_a_list_that_stops_within_a_row_is_said(desk: Desk) -> None:
    """A list that was cut off on its way is refused with a sentence, and no trace."""
    w = desk.file("hiccups.xlsx")
    _, led = desk.gives(f"/list/{w}", "cut.csv", b'Appointment id,Patient id\nA-1,"P-')
    assert "Was the list understood?" in desk.shows(led)
    said = desk.shows(led.replace("/list/", "/plan/"), 409)
    assert "Traceback" not in said
    assert TODAY.isoformat() in said


def test_what_a_killed_desk_left_of_a_file_goes(desk: Desk, folder: Path) -> None:
    """A half of an hour ago is removed with the next file; one that may be coming in stays."""
    old, new = folder / ".incoming-1.part", folder / ".incoming-2.part"
    for half in (old, new):
        half.write_bytes(b"half")
    os.utime(old, (0, 0))
    desk.gives(f"/list/{desk.file('hiccups.xlsx')}", "list.csv", b"whole")
    assert not old.exists()
    assert new.exists()
    assert (folder / "list.csv").read_bytes() == b"whole"
