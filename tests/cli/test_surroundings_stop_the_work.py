"""What must not happen: a closed stream, a terminal of other letters, a hang-up, a full disk or
little memory ends in a traceback, or in work that is half done."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.cli import DAY, QUICK, alone, command, pdfs, quick, sdaid, stopped
from tests.batch.lists import line, write_csv
from tests.build import ROOT, SMALL, Rows, workbook_from

MADE = {"A-0001.pdf", "A-0002.pdf"}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Two visits to make and one to hold."""
    return write_csv(tmp_path / "list.csv", [line(1), line(2), line(3, reason="")])


def shell(text: str, *words: object, program: str = QUICK, **environment: str
          ) -> subprocess.CompletedProcess[bytes]:
    """`text` run by a shell, in which "$@" stands for the call."""
    ended = subprocess.run(
        ["/bin/sh", "-c", text, "sh", *command(*words, program=program)], capture_output=True,
        cwd=ROOT, env={**os.environ, "NO_COLOR": "1", **environment}, check=False)
    assert b"Traceback" not in ended.stderr, ended.stderr.decode()
    return ended


def call(workbook: Path, listed: Path) -> tuple[object, ...]:
    return ("render", workbook, listed, "--output", listed.parent / "out", "--today", DAY)


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_closed_streams(small_workbook: Path, listed: Path, closed: str) -> None:
    """The aids are made, and no file takes the place of a stream."""
    ended = shell(f'"$@" {closed}', *call(small_workbook, listed))

    assert ended.returncode == 3
    assert pdfs(listed.parent / "out") == MADE
    made = json.loads(next(listed.parent.rglob("manifest.json")).read_text())
    assert len(made["appointments"]) == 3


@pytest.mark.parametrize("letters", [
    "latin-1", pytest.param("cp437", marks=pytest.mark.long)])
def test_a_terminal_of_other_letters(small_workbook: Path, listed: Path, letters: str) -> None:
    """Quotation marks are plain ones, other letters have their number; JSON stays JSON."""
    words = call(small_workbook, listed)
    plain = shell('"$@"', *words, PYTHONIOENCODING=letters)
    other = shell('"$@"', *words, "--only", "Ж-1", PYTHONIOENCODING=letters)
    told = shell('"$@"', *words, "--json", PYTHONIOENCODING=letters)

    assert (plain.returncode, other.returncode, told.returncode) == (3, 2, 3)
    assert b'("sdaid check" lists them)' in plain.stderr
    assert b'no appointment "\\u0416-1" in the list' in other.stderr
    assert json.loads(told.stdout)["counts"]["made"] == 2


def test_a_full_output_is_told_from_a_full_disk(small_workbook: Path, listed: Path) -> None:
    """Exit 5, and the aids are made."""
    ended = shell('"$@" >/dev/full', *call(small_workbook, listed))

    assert ended.returncode == 5
    assert b"standard output" in ended.stderr
    assert pdfs(listed.parent / "out") == MADE


@pytest.mark.parametrize("words", [
    ("render", b"\xff.xlsx", "list.csv"), ("settle", "A-1", "--as", "sent", "--reason", b"\xe4"),
    (b"\xff",)])
def test_arguments_that_are_no_text(words: tuple[str | bytes, ...]) -> None:
    """One sentence and exit 2."""
    ended = subprocess.run([sys.executable, "-m", "sdaid", *words], capture_output=True, cwd=ROOT,
                           check=False)

    assert ended.returncode == 2
    assert b"is not UTF-8: rename the file, or type it anew" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_program_without_assertions_makes_the_same(small_workbook: Path, listed: Path) -> None:
    """PYTHONOPTIMIZE=2 takes them out, and what describes the functions too."""
    shell('"$@"', *call(small_workbook, listed))
    before = {path.name: path.read_bytes() for path in listed.parent.rglob("*.pdf")}
    other = ("render", small_workbook, listed, "--output", listed.parent / "other", "--today", DAY)

    assert shell('"$@"', *other, PYTHONOPTIMIZE="2").returncode == 3
    assert {path.name: path.read_bytes()
            for path in (listed.parent / "other").rglob("*.pdf")} == before
    assert shell('"$@"', "render", "--help", PYTHONOPTIMIZE="2").returncode == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_a_closed_terminal_is_an_interruption(tmp_path: Path, small_workbook: Path, workers: int
                                              ) -> None:
    """SIGHUP goes to all processes of the run at once: what is in hand is finished, exit 130, and
    the next run makes the rest. Nobody is left to read a message."""
    listed = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 41)])
    words = ("render", small_workbook, listed, "--today", DAY)
    reader, writer = os.pipe()

    def close(run: subprocess.Popen[str]) -> None:
        os.close(writer)
        os.close(reader)
        os.killpg(run.pid, signal.SIGHUP)

    ended = stopped(*words, out=tmp_path / "out", workers=workers, stop=close, stdout=writer)

    assert ended.code == 130, ended.err
    assert "Finishing what is in hand" in ended.err
    assert 2 < len(pdfs(tmp_path / "out")) < 40
    assert quick(*words, "--output", tmp_path / "out").code == 0
    assert len(pdfs(tmp_path / "out")) == 40


def test_a_hang_up_that_is_ignored_stays_ignored(small_workbook: Path, listed: Path) -> None:
    """As under nohup."""
    write_csv(listed, [line(number) for number in range(1, 6)])
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # which programs that are started keep
    try:
        ended = stopped("render", small_workbook, listed, "--today", DAY,
                        out=listed.parent / "out", stop=lambda run: run.send_signal(signal.SIGHUP))
    finally:
        signal.signal(signal.SIGHUP, before)

    assert ended.code == 0, ended.err
    assert len(pdfs(listed.parent / "out")) == 5


@pytest.mark.parametrize("kilobytes", [60_000, 150_000, 500_000])
def test_too_little_memory_is_said(small_workbook: Path, listed: Path, kilobytes: int) -> None:
    """Exit 4, and no folder of a run is begun."""
    ended = shell(f'ulimit -v {kilobytes}; "$@"', *call(small_workbook, listed), program="sdaid")

    assert ended.returncode == 4
    assert b"too little memory" in ended.stderr
    assert not (listed.parent / "out").exists()


def test_no_room_for_temporary_files(tmp_path: Path, small_workbook: Path, listed: Path) -> None:
    """A run needs none; what does, says so, with exit 5."""
    (tmp_path / "full" / "sitecustomize.py").parent.mkdir()
    (tmp_path / "full" / "sitecustomize.py").write_text(
        "import errno, os, tempfile\n"
        "def full(*_, **__):\n"
        "    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "tempfile._mkstemp_inner = tempfile.mkdtemp = full\n"
        "allowed = os.access\n"
        "os.access = lambda path, mode, **more: (\n"
        "    allowed(path, mode, **more) and not (\n"
        "        mode & os.W_OK and str(path).endswith('ledger.sqlite')))\n")
    path = os.pathsep.join([str(tmp_path / "full"), str(ROOT)])
    words = call(small_workbook, listed)
    planned = shell('"$@"', *words, "--plan", tmp_path / "plan.xlsx", PYTHONPATH=path)
    ended = shell('"$@"', *words, PYTHONPATH=path)
    asked = shell('"$@"', "history", "A-0001", "--ledger", tmp_path / "out" / "ledger.sqlite",
                  PYTHONPATH=path)

    assert ended.returncode == 3, ended.stderr.decode()
    assert pdfs(tmp_path / "out") == MADE
    for each in (planned, asked):
        assert each.returncode == 5
        assert b"No space left on device" in each.stderr
    assert not (tmp_path / "plan.xlsx").exists()


def test_all_that_a_run_writes_is_its_owners_alone(tmp_path: Path, small_workbook: Path,
                                                   listed: Path) -> None:
    """Aids, manifest, plan, summary, ledger; folders too. Whatever the umask."""
    words = (*call(small_workbook, listed), "--plan", tmp_path / "out" / "a" / "plan.xlsx",
             "--summary", tmp_path / "out" / "a" / "summary.pdf")
    (tmp_path / "out" / "a").mkdir(parents=True, mode=0o700)
    (tmp_path / "out").chmod(0o700)
    before = os.umask(0)
    try:
        assert alone(*words).code == 3
        assert quick("render", small_workbook, "--blank", "--output", tmp_path / "b" / "c"
                     ).code == 0
    finally:
        os.umask(before)

    modes = {str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode)
             for folder in ("out", "b") for path in (tmp_path / folder).rglob("*")}
    assert {"out/a/plan.xlsx", "out/a/summary.pdf", "out/ledger.sqlite",
            "b/c/blank.pdf"} < set(modes)
    assert set(modes.values()) == {0o600, 0o700}


@pytest.mark.parametrize("words", [
    ("--scheduler", "foo"), ("--scheduler", "tcp://"), ("--scheduler", "tcp://host:99999"),
    ("--scheduler", "http://[::1"), ("--scheduler", "x://host:1")])
def test_a_scheduler_that_can_be_nowhere(small_workbook: Path, listed: Path,
                                         words: tuple[str, str]) -> None:
    """Exit 2 before anything is begun."""
    ended = shell('"$@"', *call(small_workbook, listed), *words)

    assert ended.returncode == 2
    assert b"is not the address of a scheduler" in ended.stderr
    assert not (listed.parent / "out").exists()


def test_a_scheduler_over_tls_without_certificates(small_workbook: Path, listed: Path) -> None:
    """Exit 4, and no word of Dask's own."""
    ended = shell('"$@"', *call(small_workbook, listed), "--scheduler", "tls://127.0.0.1:8786")

    assert ended.returncode == 4
    assert b"names no certificates" in ended.stderr


@pytest.mark.parametrize("words", [
    ("--server", "mail.example:99999"),
    ("--server", "mail.example", "--authorities", "list.csv"),
    *(pytest.param(words, marks=pytest.mark.long) for words in (
        ("--server", "mail.example:0"), ("--server", "mail.example:٣"),
        ("--server", f"mail.example:{'9' * 5000}"),
        ("--server", "mail.example", "--authorities", "none.pem"),
        ("--server", "mail.example", "--authorities", ".")))])
def test_a_mail_server_that_can_be_nowhere(tmp_path: Path, small_workbook: Path, listed: Path,
                                           words: tuple[str, ...]) -> None:
    """Exit 2 before anything is sent."""
    shell('"$@"', *call(small_workbook, listed))
    given = [str(tmp_path / each) if each in ("list.csv", "none.pem", ".") else each
             for each in words]
    ended = shell('"$@"', "email", next((tmp_path / "out").glob("list-*")), *given, "--from",
                  "a@b.example", "--sender-name", "Office", "--today", DAY)

    assert ended.returncode == 2, ended.stderr.decode()


def test_a_logo_in_deep_grey_and_one_with_a_percent_sign(tmp_path: Path) -> None:
    """The first is refused with what to do, the second is drawn."""
    from PIL import Image

    Image.new("I;16", (60, 30), 40_000).save(tmp_path / "grey.png")
    Image.new("L", (60, 30), 100).save(tmp_path / "50%20off.png")

    def named(logo: str) -> Path:
        def change(texts: Rows) -> None:
            texts["Decision"][0]["logo"] = logo
        return workbook_from(SMALL, tmp_path / f"{logo[:2]}.xlsx", change)

    grey = sdaid("check", named("grey.png"), "--today", DAY)
    drawn = sdaid("render", named("50%20off.png"), "--blank", "--output", tmp_path / "out",
                  "--today", DAY)

    assert (grey.code, drawn.code) == (1, 0), drawn.err
    assert "save it with 8 bits" in grey.err
