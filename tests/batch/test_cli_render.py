"""`sdaid render` from outside: what it makes, what it says, how it exits."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from sdaid.cli import cli
from sdaid.problems import CannotGoOnError
from tests.batch.cli import DAY, alone, everything, pdfs, quick, sdaid, stopped
from tests.batch.lists import line, write_csv
from tests.build import SMALL, list_from


def test_a_list_becomes_one_aid_for_each_appointment(
        tmp_path: Path, small_workbook: Path, small_list: Path) -> None:
    """Exit 0: everything that was asked for is made, in a folder of its own with its manifest; the
    ledger lies beside it."""
    said = alone("render", small_workbook, small_list, "--output", tmp_path / "out",
                 "--today", DAY)

    assert said.code == 0, said.err
    assert everything(tmp_path / "out") == {"ledger.sqlite"} | {
        f"appointments-hiccups/{name}"
        for name in ("A-0001.pdf", "A-0002.pdf", "A-0003.pdf", "manifest.json",
                     "evidence-book.pdf", "evidence-book-letter.pdf",
                     "evidence-book-large-print.pdf")}
    assert "3 made" in said.out
    assert "3 in all" in said.out


def test_every_way_of_ending_has_its_counts(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 3: a held one is named with its reason, counts add up, nobody is named."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), line(2, reason=""), line(3, status="cancelled")])

    said = quick("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY)

    assert said.code == 3
    assert "1 made" in said.out
    assert "1 held, 1 skipped, 0 failed, 3 in all" in said.out
    assert "fast way" not in said.out  # a list this short has none
    assert "held A-0002: list.csv, cell G3 (Reason)" in said.out
    assert "Testa" not in said.out + said.err
    assert pdfs(tmp_path / "out") == {"A-0001.pdf"}


def test_a_dry_run_writes_nothing(tmp_path: Path, small_workbook: Path) -> None:
    """What was understood of the list comes first, then the counts; not even the folder is made."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason="")])

    said = quick("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY,
                 "--dry-run")

    assert said.code == 3
    assert said.out.startswith("list.csv (text in UTF-8 with commas) was understood so:\n")
    assert "\n1 to make, 1 held, 0 skipped, 2 in all\n" in said.out
    assert "make  A-0001 (standard, a4)" in said.out
    assert everything(tmp_path) == {"list.csv"}


def test_the_plan_is_written_where_it_is_asked_for(tmp_path: Path, small_workbook: Path) -> None:
    """The office gets a workbook, what needs a person first, and no name in it."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason="")])
    words = ("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY,
             "--dry-run", "--plan", tmp_path / "plan.xlsx")

    said = quick(*words)
    assert said.code == 3
    assert f"Wrote {tmp_path / 'plan.xlsx'}.\n" in said.err
    assert everything(tmp_path) == {"list.csv", "plan.xlsx"}
    rows = list(load_workbook(tmp_path / "plan.xlsx")["Plan"].values)
    assert [row[:3] for row in rows] == [
        ("Appointment id", "Where", "Plan"), ("A-0002", "A3", "held"), ("A-0001", "A2", "to make")]
    assert not any("Testa" in str(cell) for row in rows for cell in row)
    assert quick(*words).code == 5  # it is never overwritten
    silent = quick(*words[:-1], tmp_path / "again.xlsx", "-q")
    assert (silent.code, silent.err) == (3, "")


def test_json_tells_machines_the_same(tmp_path: Path, small_workbook: Path) -> None:
    """Plan and result as records by appointment id, on standard output alone."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason="")])
    words = ("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY, "--json")

    plan = json.loads(quick(*words, "--dry-run").out)
    result = json.loads(quick(*words).out)

    assert [(each["id"], each["outcome"]) for each in plan["appointments"]] == [
        ("A-0001", "make"), ("A-0002", "hold")]
    assert plan["appointments"][1]["problems"][0]["code"] == "held-blank-reason"
    assert result["counts"] == {"made": 1, "held": 1, "skipped": 0, "failed": 0, "there": 0,
                                "all": 2}
    assert [(each["id"], each["status"], each["file"]) for each in result["appointments"]] == [
        ("A-0001", "made", "A-0001.pdf"), ("A-0002", "held", "")]


def test_only_picks_appointments(tmp_path: Path, small_workbook: Path, small_list: Path) -> None:
    """The others are neither made nor counted; an unknown id is a wrong call."""
    out = tmp_path / "out"
    words = ("render", small_workbook, small_list, "--output", out, "--today", DAY, "--only")

    said = quick(*words, "A-0003")
    wrong = quick(*words, "A-0009")

    assert (said.code, pdfs(out)) == (0, {"A-0003.pdf"})
    assert "1 in all" in said.out
    assert wrong.code == 2
    assert "did you mean “A-000" in wrong.err


def test_blank_is_for_nobody(tmp_path: Path, small_workbook: Path) -> None:
    """One aid with no patient, straight into the folder."""
    said = sdaid("render", small_workbook, "--blank", "--output", tmp_path / "out",
                 "--today", DAY)

    assert said.code == 0
    assert everything(tmp_path / "out") == {"blank.pdf", "ledger.sqlite"}


@pytest.mark.parametrize(("more", "name"), [
    (("--blank", "--format", "large-print"), "blank-large-print.pdf"),
    (("--blank", "--paper", "letter"), "blank-letter.pdf"),
    (("--blank", "--paper", "a4", "--format", "large-print", "--draft"),
     "blank-large-print-draft.pdf"),
    (("--desk", "--format", "large-print", "--paper", "letter"), "A-0050-large-print-letter.pdf"),
])
def test_aids_of_another_format_or_paper_lie_beside_the_usual_one(
        tmp_path: Path, small_workbook: Path, more: tuple[str, ...], name: str) -> None:
    """Their names tell; the workbook's own paper is the usual one."""
    answers = "\n".join(["A-0050", "P-0050", "Ana", "Example", "1950-01-01", "2026-12-01", "", "",
                         "no", "outdoors", ""])
    said = quick("render", small_workbook, *more, "--dry-run", "--output", tmp_path / "out",
                 "--today", DAY, answers=answers)

    assert (said.code, said.out) == (0, f"Would make {tmp_path / 'out' / name}.\n")


def test_the_desk_asks_for_one_patient(tmp_path: Path, small_workbook: Path) -> None:
    """Names are asked and never given as options; a wrong answer is asked again."""
    answers = "\n".join(["A-0050", "P-0050", "Ana", "Example", "1950-13-01", "1950-01-01",
                         "2026-12-01", "", "", "outdoors", ""])

    said = alone("render", small_workbook, "--desk", "--set", "trouble-swallowing=no",
                 "--output", tmp_path / "out", "--today", DAY, answers=answers)

    assert said.code == 0, said.err
    assert everything(tmp_path / "out") == {"A-0050.pdf", "ledger.sqlite"}
    assert "1950-13-01" in said.err


RIGHT = {"id": "A-0050", "patient id": "P-0050", "given name": "Ana", "family name": "Example",
         "born": "1950-01-01", "visit date": "2026-12-01", "time": "", "tried": "sips",
         "trouble": "no", "work": "outdoors", "since": ""}
"""Answers at the desk, in the order in which they are asked."""


@pytest.mark.parametrize(("question", "wrong", "says"), [
    ("id", "../x", "cannot be a file name"), ("id", "evidence-book", "another document"),
    ("given name", "NA", "“NA”: there is a placeholder"), ("given name", "unknown", "“unknown”"),
    ("given name", "\U00013080", "no font"), ("given name", "&#39;", "“&#39;”"),
    ("family name", "ZZZTEST", "“ZZZTEST”"), ("family name", "E" * 200, "shorten the name"),
    ("born", "1850-01-01", "over"), ("born", "2026-12-01", "after the visit"),
    ("visit date", "1949-12-01", "after the visit"), ("visit date", "1950-01-01", "day of the"),
    ("time", "09:30Z", "UTC"), ("time", "half past", "“half past”"),
    ("tried", "leeches", "“leeches”"),
    ("tried", "wait, sipz", "did you mean “sips”"), ("work", "astronaut", "“astronaut”"),
])
def test_the_desk_asks_again_at_once_where_a_list_would_be_held(
        tmp_path: Path, small_workbook: Path, question: str, wrong: str, says: str) -> None:
    """What was typed and why it does not do is said; no other answer is lost."""
    answers = [answer for name, right in RIGHT.items()
               for answer in ([wrong, right] if name == question else [right])]

    said = quick("render", small_workbook, "--desk", "--dry-run", "--output", tmp_path / "out",
                 "--today", DAY, answers="\n".join([*answers, ""]))

    assert (said.code, said.out) == (0, f"Would make {tmp_path / 'out' / 'A-0050.pdf'}.\n")
    assert says in said.err


def test_the_desk_names_the_options_that_may_have_been_tried(
        tmp_path: Path, small_workbook: Path) -> None:
    """In its question. Exit 2 and no file where the answers end before the questions."""
    said = quick("render", small_workbook, "--desk", "--output", tmp_path / "out", "--today", DAY,
                 answers="\n".join([*RIGHT.values()][:7]) + "\n")

    assert said.code == 2
    assert "allowed are wait, sips, bell)" in said.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [
    (), ("--desk", "--blank"), ("LIST", "--blank"), ("LIST", "--desk"), ("LIST", "--set", "a=b"),
    ("--blank", "--only", "A-1"), ("--desk", "--summary", "s.pdf"), ("--desk", "--set", "odd"),
    ("LIST", "--to", "2026-12-01", "--lead-days", "3"), ("LIST", "--from", "tomorrow"),
    ("LIST", "--from", "2026-12-05", "--to", "2026-12-01"), ("LIST", "--time-zone", "Nowhere"),
    ("LIST", "--workers", "0"), ("--blank", "--dry-runn"),
])
def test_a_wrong_call_exits_with_2(
        tmp_path: Path, small_workbook: Path, small_list: Path, words: tuple[str, ...]) -> None:
    """Nothing is written."""
    given = [str(small_list) if word == "LIST" else word for word in words]
    called = ["render", str(small_workbook), *given, "--output", str(tmp_path / "out"),
              "--today", DAY]

    try:
        code = CliRunner().invoke(cli, called, catch_exceptions=False).exit_code
    except CannotGoOnError as error:
        code = error.code

    assert code == 2
    assert not (tmp_path / "out").exists()


def test_a_list_that_cannot_be_used_exits_with_1(tmp_path: Path, small_workbook: Path) -> None:
    """So does a workbook, and a list with headings alone; nothing is written."""
    empty = write_csv(tmp_path / "empty.csv", [])
    out = ("--output", tmp_path / "out", "--today", DAY)

    codes = [quick("render", small_workbook, tmp_path / "none.csv", *out).code,
             quick("render", small_workbook, empty, *out).code,
             quick("render", tmp_path / "none.xlsx", "--blank", *out).code]

    assert codes == [1, 1, 1]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_exits_with_5(
        tmp_path: Path, small_workbook: Path, small_list: Path) -> None:
    """A file that stands where the folder should be."""
    (tmp_path / "out").write_text("a file")

    said = quick("render", small_workbook, small_list, "--output", tmp_path / "out",
                 "--today", DAY)

    assert said.code == 5
    assert (tmp_path / "out").read_text() == "a file"


def test_the_window_counts_from_today(tmp_path: Path, small_workbook: Path, small_list: Path
                                      ) -> None:
    """`--lead-days` reaches so many days ahead; what is past is skipped in any case."""
    words = ("render", small_workbook, small_list, "--dry-run", "--json")

    def made(*more: str) -> list[str]:
        read = json.loads(quick(*words, *more).out)
        return [each["id"] for each in read["appointments"] if each["outcome"] == "make"]

    assert made("--today", DAY, "--lead-days", "10") == ["A-0001", "A-0002"]
    assert made("--today", "2026-12-02") == ["A-0002", "A-0003"]
    assert made("--today", DAY, "--from", "2026-12-02", "--to", "2026-12-02") == ["A-0002"]
    assert made("--today", "2026-12-03", "--from", "2026-12-01") == ["A-0003"]


def test_quiet_says_what_was_held_and_verbose_every_file(
        tmp_path: Path, small_workbook: Path) -> None:
    """With nothing held, quiet says nothing at all; a dry run is as quiet as the run."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason="knee")])
    held = write_csv(tmp_path / "held.csv", [line(1, reason=""), line(2), line(3, reason="knee")])
    held.write_bytes(held.read_text("utf-8").replace("Testa2", "Zoë").encode("cp1252"))
    out = ("--output", tmp_path / "out", "--today", DAY)

    for words in ((*out, "-q", "--dry-run"), (*out, "-q")):
        nothing = quick("render", small_workbook, path, *words)
        said = quick("render", small_workbook, held, *words)

        assert (nothing.code, nothing.out, nothing.err) == (0, "", "")
        assert (said.code, said.err) == (3, "")
        assert said.out.startswith("  h")
        assert said.out.count("\n") == 1
        assert "A-0001" in said.out
    assert "A-0001.pdf" in quick("render", small_workbook, path, *out, "-v").err


def test_ctrl_c_finishes_what_is_in_hand(tmp_path: Path, small_workbook: Path) -> None:
    """Exit 130, whole files, and the next call makes the rest."""
    path = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 13)])
    folder = tmp_path / "out" / "list-hiccups"
    ended = stopped("render", small_workbook, path, "--today", DAY, out=tmp_path / "out",
                    stop=lambda run: run.send_signal(signal.SIGINT))

    assert ended.code == 130
    assert "run it again to go on" in ended.err
    first = pdfs(tmp_path / "out")
    assert 2 < len(first) < 12
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in folder.glob("*.pdf"))
    assert not (folder / "manifest.json").exists()

    said = quick("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY)

    assert said.code == 0
    assert f"{len(first)} of them were there already" in said.out
    assert len(pdfs(tmp_path / "out")) == 12


def test_ctrl_c_reaches_a_run_of_many_workers(tmp_path: Path, small_workbook: Path) -> None:
    """The whole group gets the signal, as from a terminal: workers finish, nobody is left."""
    path = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 41)])

    ended = stopped("render", small_workbook, path, "--today", DAY, out=tmp_path / "out",
                    workers=2, stop=lambda run: os.killpg(run.pid, signal.SIGINT))

    assert ended.code == 130
    assert 2 < len(pdfs(tmp_path / "out")) < 40
    assert not list((tmp_path / "out").rglob("*.part"))


def test_check_answers_1_for_a_problem_in_one_row(tmp_path: Path, small_workbook: Path) -> None:
    """A visit that would be held is a problem with its cell; a skipped one is not."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason=""), line(3, reason="knee")])

    said = sdaid("check", small_workbook, path, "--today", DAY)

    assert said.code == 1
    assert "G3" in said.err
    assert "G4" not in said.err
    good = list_from(SMALL, tmp_path / "good.xlsx")
    assert sdaid("check", small_workbook, good, "--today", DAY).code == 0
