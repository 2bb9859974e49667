"""The desk as a process: where it answers, how it is opened, how it ends."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid.cli import cli
from sdaid.desk import server
from sdaid.desk.door import Door
from sdaid.problems import CannotGoOnError
from tests.desk.served import Served, served
from tests.waiting import until

posix = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")


@posix
def test_the_desk_opens_and_ends(folder: Path) -> None:
    """It prints an address that works once, answers with the cookie alone, and Ctrl-C ends it
    well."""
    with served(folder) as desk:
        assert desk.address.startswith("http://127.0.0.1:")
        cookie = desk.enters()
        assert desk.asks(f"{desk.place}/", Cookie=cookie)[0] == 200
        assert desk.asks(f"{desk.place}/")[0] == 401
        assert desk.asks(f"{desk.place}/", Cookie=cookie, Host="clinic.example")[0] == 421
        _no_other_address_answers(desk)
        _a_silent_connection_stops_nobody(desk, cookie)
        assert desk.ends() == 0


def _no_other_address_answers(desk: Served) -> None:
    """Another address of this machine is not listened at."""
    for host in ("127.0.0.2", socket.gethostbyname(socket.gethostname())):
        if host != "127.0.0.1":
            with socket.socket() as other:
                other.settimeout(2)
                assert other.connect_ex((host, desk.port)) != 0


def _a_silent_connection_stops_nobody(desk: Served, cookie: str) -> None:
    """Connections that say nothing are left aside."""
    silent = [socket.create_connection(("127.0.0.1", desk.port)) for _ in range(50)]
    assert desk.asks(f"{desk.place}/static/desk.css", Cookie=cookie)[0] == 200
    for each in silent:
        each.close()


def test_a_port_that_is_taken_is_said(folder: Path) -> None:
    """Where somebody else has the port, the sentence says so."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = CliRunner().invoke(cli, ["desk", str(folder), "--no-open", "--port",
                                        str(other.getsockname()[1])])
    assert isinstance(done.exception, CannotGoOnError)
    assert [each.code for each in done.exception.problems] == ["port-taken"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The desk opens in a folder alone."""
    done = CliRunner().invoke(cli, ["desk", str(tmp_path / "nothing")])
    assert isinstance(done.exception, CannotGoOnError)
    assert [each.code for each in done.exception.problems] == ["no-folder"]


@posix
def test_the_file_that_opens_the_browser_is_for_its_owner_alone() -> None:
    """It lies in a folder of its own that nobody else can enter, holds the word in no address, and
    is gone afterwards."""
    door = Door(1234)
    with server._opener(door) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        text = path.read_text("utf-8")
        assert f'value="{door.word}"' in text
        assert f"{door.entry}?" not in text
        assert door.word not in str(path)
    assert not path.parent.exists()


def test_the_desk_loads_no_server_for_other_commands() -> None:
    """The commands that serve nothing import none of it."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, sdaid.cli; print([each for each in sys.modules"
         " if each.startswith(('starlette', 'uvicorn', 'sdaid.desk'))])"],
        capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@posix
@pytest.mark.long
def test_a_run_that_is_killed_with_the_server_goes_on(folder: Path) -> None:
    """When the desk is killed while it makes aids, the command goes on with what is there."""
    with served(folder) as desk:
        cookie, origin = desk.enters(), f"http://127.0.0.1:{desk.port}"
        def posts(path: str) -> str:
            connection = HTTPConnection("127.0.0.1", desk.port, timeout=30)
            connection.request("POST", path, b"", {
                "Cookie": cookie, "Origin": origin,
                "Content-Type": "application/x-www-form-urlencoded"})
            return connection.getresponse().headers.get("Location", "")

        def find(pattern: str, path: str) -> str:
            found = until(lambda: re.search(pattern, desk.asks(path, Cookie=cookie)[1]))
            assert found
            return found.group(1)

        at = find(r'href="([^"]*/list/\w+)"', f"{desk.place}/")
        columns = find(r'href="([^"]*/list/\w+/\w+)"', at)
        plan = columns.replace("/list/", "/plan/")
        find(r"(to make)", plan)
        assert posts(f"{plan}/make").endswith("/job")
        run = folder / "outputs" / "appointments-hiccups"
        until(lambda: list(run.glob("*.pdf")))
        desk.process.kill()
        desk.process.wait()
    done = CliRunner().invoke(cli, [
        "render", str(folder / "hiccups.xlsx"), str(folder / "appointments.xlsx"), "--output",
        str(folder / "outputs"), "--today", "2026-11-22"])
    assert done.exit_code in (0, 3), done.output
    assert (run / "manifest.json").exists()
    assert not list(run.glob("*.part"))
