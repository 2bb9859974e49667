"""What `sdaid` never writes over, follows or clears away, and how it ends where it cannot write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.cli import DAY, QUICK, alone, command, everything, pdfs, quick, sdaid, stopped
from tests.batch.lists import line, write_csv
from tests.build import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, signals and devices of POSIX")


def rendered(workbook: Path, folder: Path) -> Path:
    """The folder of a finished run of one aid."""
    path = write_csv(folder / "list.csv", [line(1)])
    said = quick("render", workbook, path, "--output", folder / "out", "--today", DAY)
    assert said.code == 0, said.err
    return folder / "out" / "list-hiccups"


def test_the_report_takes_the_place_of_no_file(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 5, and the workbook that --report names is as it was."""
    workbook = tmp_path / "hiccups.xlsx"
    workbook.write_bytes(small_workbook.read_bytes())

    said = quick("check", workbook, "--report", workbook)

    assert said.code == 5
    assert "never overwritten" in said.err
    assert workbook.read_bytes() == small_workbook.read_bytes()


def test_a_blank_aid_takes_the_place_of_no_file(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 5 at the second call, which says what to do, and the first aid stays."""
    words = ("render", small_workbook, "--blank", "--output", tmp_path / "out", "--today", DAY)
    assert sdaid(*words).code == 0
    (tmp_path / "out" / "blank.pdf").write_bytes(b"mine")

    said = quick(*words)

    assert said.code == 5
    assert "another place with --output" in said.err
    assert "unreadable" not in said.err
    assert (tmp_path / "out" / "blank.pdf").read_bytes() == b"mine"


def test_the_desk_writes_into_no_folder_of_a_run(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 5: what lies there beside the manifest's own aids would be nobody's."""
    folder = rendered(small_workbook, tmp_path)
    before = everything(folder)

    said = quick("render", small_workbook, "--blank", "--output", folder, "--today", DAY)

    assert said.code == 5
    assert "run" in said.err
    assert everything(folder) == before


@pytest.mark.parametrize("second", ["plan.xlsx", "../{here}/plan.xlsx"])
def test_plan_and_summary_are_two_files(tmp_path: Path, small_workbook: Path, second: str) -> None:
    """Exit 2, however the same file is written."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    said = quick("render", small_workbook, path, "--plan", tmp_path / "plan.xlsx", "--summary",
                 tmp_path / second.format(here=tmp_path.name))

    assert said.code == 2
    assert "same file" in said.err
    assert everything(tmp_path) == {"list.csv"}


def test_the_plan_is_none_of_the_inputs(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 2: the list is read, and not written."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    assert quick("render", small_workbook, path, "--plan", path).code == 2


@posix
@pytest.mark.parametrize("name", ["", "manifest.json", ".holder.part"])
def test_a_run_follows_no_link(tmp_path: Path, small_workbook: Path, name: str) -> None:
    """Exit 5 where the run's folder, or what marks it, is a link; the other place is as it was."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("mine")
    folder = tmp_path / "out" / "list-hiccups"
    (folder if name else folder.parent).mkdir(parents=True)
    (folder / name).symlink_to(elsewhere / "file" if name else elsewhere)
    path = write_csv(tmp_path / "list.csv", [line(1)])

    said = quick("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY)

    assert said.code == 5
    assert "link" in said.err
    assert everything(elsewhere) == {"file"}
    assert (elsewhere / "file").read_text() == "mine"


def test_a_run_clears_away_its_own_halves_alone(tmp_path: Path, small_workbook: Path) -> None:
    """What a killed run left goes; the half of another program's download stays."""
    folder = rendered(small_workbook, tmp_path)
    (folder / ".A-0009.pdf.part").write_bytes(b"half")
    (folder / ".film.mkv.part").write_bytes(b"mine")

    rendered(small_workbook, tmp_path)

    assert everything(folder) == {"A-0001.pdf", "evidence-book.pdf", "manifest.json",
                                  ".film.mkv.part"}


def test_a_folder_that_is_no_run_keeps_its_halves(tmp_path: Path, small_workbook: Path) -> None:
    """A blank aid in a folder of downloads leaves them."""
    (tmp_path / ".paper.pdf.part").write_bytes(b"mine")

    said = sdaid("render", small_workbook, "--blank", "--output", tmp_path, "--today", DAY)

    assert said.code == 0, said.err
    assert everything(tmp_path) == {"blank.pdf", ".paper.pdf.part", "ledger.sqlite"}


def test_days_after_the_calendar_are_a_wrong_call(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 2: the last day of all has no day after it."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    said = quick("render", small_workbook, path, "--today", "9999-12-31", "--lead-days", "3650")
    assert said.code == 2
    assert "9999-12-31" in said.err


@posix
def test_a_name_that_is_not_text_is_refused_before_the_work(
        tmp_path: Path, small_workbook: Path) -> None:
    """Exit 2: a manifest could not name the list."""
    path = tmp_path / os.fsdecode(b"list\xff.csv")
    path.write_bytes(b"")

    said = alone("render", small_workbook, path, "--output", tmp_path / "out", program=QUICK)

    assert said.code == 2
    assert "UTF-8" in said.err
    assert not (tmp_path / "out").exists()


@posix
def test_questions_to_nobody_are_a_wrong_call(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 2 where standard input is closed, as where it ends."""
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command(
            "render", small_workbook, "--desk", "--output", tmp_path, "--today", DAY,
            program=QUICK)], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr.endswith("The questions ended before their answers.\n")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk_under_the_output_is_said(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 5, with one sentence."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command("new", tmp_path / "list.xlsx", "--for", small_workbook), cwd=ROOT,
            stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert ended.returncode == 5
    assert "standard output" in ended.stderr
    assert "Traceback" not in ended.stderr


@posix
def test_a_reader_that_is_gone_ends_it_quietly(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 5, with nothing said, as under “| head”."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ended = subprocess.run(
            command("new", tmp_path / "list.xlsx", "--for", small_workbook), cwd=ROOT,
            stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writes)

    assert (ended.returncode, ended.stderr) == (5, "")


@posix
def test_the_systems_word_to_end_is_heard_as_ctrl_c_is(
        tmp_path: Path, small_workbook: Path) -> None:
    """Exit 130: what is in hand is finished, no half of a file is left, and it can go on."""
    path = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 31)])

    ended = stopped("render", small_workbook, path, "--today", DAY, out=tmp_path / "out",
                    stop=lambda run: run.send_signal(signal.SIGTERM))

    assert ended.code == 130, ended.err
    assert "run it again to go on" in ended.err
    assert not list((tmp_path / "out").rglob(".*.part"))
    assert 2 < len(pdfs(tmp_path / "out")) < 30


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may write all")
def test_a_report_that_cannot_be_written_speaks_of_no_output_folder(
        tmp_path: Path, small_workbook: Path) -> None:
    """The sentence fits every option that names a place."""
    tmp_path.chmod(0o500)
    said = quick("new", tmp_path / "list.xlsx", "--for", small_workbook)
    assert said.code == 5
    assert "--output" not in said.err
