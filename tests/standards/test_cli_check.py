"""`sdaid check` from outside: what it says of content and list, the pack, how it exits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page as validation
import pytest

from tests.batch.lists import line, write_csv
from tests.build import SMALL, Change, row_of, workbook_from
from tests.standards.commands import sdaid
from tests.standards.contents import TODAY, set_in

Texts = dict[str, list[dict[str, Any]]]

unpaid = set_in("Decision", "funding", "tbc", 0)
"""C6 fails: unfit."""

unreadable = set_in("Options", "kind", "tablet", id="sips")


def praising(texts: Texts) -> None:
    """Words of praise in six cells: warnings alone."""
    for option in texts["Options"]:
        option["involves"] = "The best and only way."
        option["summary"] = "The best way to stop hiccups, and the only one that helps."


def accepting(texts: Texts) -> None:
    """Praise in one cell, and the clinic accepts it."""
    set_in("Options", "summary", "The best of all bells, which a clinician rings on your chest.",
           id="bell")(texts)
    texts["Accepted"].append({"code": "persuasive", "cell": "Options!E4", "who": "Testa Author",
                              "said": row_of(texts, "Options", "bell")["summary"],
                              "reason": "It is the bell's name.", "accepted_on": TODAY})


def made(folder: Path, change: Change | None = None) -> Path:
    return workbook_from(SMALL, folder / "made.xlsx", change)


def test_the_example_passes_and_says_what_people_have_to_do(
        example_workbook: Path, example_list: Path) -> None:
    """Exit 0: all 25 rules pass, ten items wait for people, nothing is called certified."""
    said = sdaid("check", example_workbook, example_list)

    assert said.code == 0
    assert "passes the automatic checks (25 of 35); 10 need people" in said.out
    assert "K16" in said.out
    assert not {"certified", "compliant"} & set(said.out.casefold().split())


def test_unfit_content_exits_with_1(tmp_path: Path) -> None:
    """The rule, its cell and what to do are printed before all warnings."""
    said = sdaid("check", made(tmp_path, unpaid))

    assert said.code == 1
    assert "fails 1 of the 25 automatic checks" in said.out
    unfit, people = said.out.index("Unfit"), said.out.index("Needs people")
    assert unfit < said.out.index("cell B10 (Funding): C6 fails: it says “tbc”") < people
    assert "1 unfit" in said.err


def test_an_unreadable_workbook_is_not_judged(tmp_path: Path) -> None:
    """Exit 1 with the problem at its cell; as JSON there is no report."""
    path = made(tmp_path, unreadable)

    said, read = sdaid("check", path), sdaid("check", path, "--json")

    assert (said.code, read.code) == (1, 1)
    assert said.out == ""
    assert "D3 Kind" in said.err
    assert read.json["report"] is None
    assert [each["code"] for each in read.json["problems"]] [:1] == ["not-a-choice"]


def test_warnings_alone_stop_nothing(tmp_path: Path) -> None:
    """Exit 0 with every warning named; the first few of a kind, or all of them with -v."""
    path = made(tmp_path, praising)

    said, verbose = sdaid("check", path), sdaid("check", path, "-v")
    found = [each for each in sdaid("check", path, "--json").json["problems"]
             if each["code"] == "persuasive"]

    assert said.code == verbose.code == 0
    assert len(found) > 3
    assert f"and {len(found) - 3} more (-v lists them)" in said.out
    assert "-v lists them" not in verbose.out
    assert all(f"cell {each['cell']} " in verbose.out for each in found)


def test_the_last_line_counts_as_the_report_does(tmp_path: Path) -> None:
    """What waits for people is counted apart from the warnings."""
    praise = set_in("Options", "summary", "The best of all bells, which a clinician rings on you.",
                    id="bell")

    said = sdaid("check", made(tmp_path, praise))

    assert "Warnings: look at them, or accept them in the sheet Accepted (1)" in said.out
    assert "Needs people (10)" in said.out
    assert said.err == "1 warning, 10 items that need people\n"


def test_an_accepted_warning_is_shown_as_accepted(tmp_path: Path) -> None:
    """It is no open problem any more, and reason, name and day stand with it."""
    path = made(tmp_path, accepting)

    said, read = sdaid("check", path), sdaid("check", path, "--json").json

    assert "Accepted (1)" in said.out
    assert "It is the bell's name. (Testa Author, 2026-11-22)" in said.out
    assert "persuasive" not in {each["code"] for each in read["problems"]}
    [accepted] = read["report"]["accepted"]
    assert (accepted["code"], accepted["cell"], accepted["who"]) == (
        "persuasive", "E4", "Testa Author")


def test_json_holds_problems_and_report(tmp_path: Path) -> None:
    """Problems of workbook and list together, and the whole report, on standard output alone."""
    path = write_csv(tmp_path / "list.csv", [line(1, reason="")])

    said = sdaid("check", made(tmp_path, unpaid), path, "--json")

    assert said.code == 1
    assert said.err == ""
    codes = [each["code"] for each in said.json["problems"]]
    assert codes[0] == "ipdas-c6"
    assert codes[-1] == "held-blank-reason"
    assert list(said.json["fingerprints"]) == ["en"]
    assert {"code", "severity", "file", "sheet", "cell", "heading", "says", "do"} <= set(
        said.json["problems"][0])
    report = said.json["report"]
    assert len(report["verdicts"]) == 35
    assert {each["id"]: each["verdict"] for each in report["verdicts"]}["c6"] == "fail"
    assert {"others", "balance", "reading", "evidence", "sources", "accepted", "summary"} <= set(
        report)


def test_a_row_of_the_list_counts_beside_fit_content(small_workbook: Path, tmp_path: Path
                                                     ) -> None:
    """Exit 1 for a visit that would be held, though the content passes."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, reason="")])

    said = sdaid("check", small_workbook, path)

    assert said.code == 1
    assert "passes the automatic checks" in said.out
    assert "G3" in said.err


@pytest.mark.parametrize(("day", "code"), [("2027-11-22", 0), ("2027-11-23", 1)])
def test_the_day_decides_what_is_overdue(small_workbook: Path, day: str, code: int) -> None:
    """The review is due on 2027-11-22: fit that day, unfit the day after."""
    said = sdaid("check", small_workbook, day=day)

    assert said.code == code
    assert ("overdue" in said.out) == bool(code)


def test_content_is_judged_on_the_days_of_the_visits(small_workbook: Path, tmp_path: Path
                                                     ) -> None:
    """Content that is overdue at two visits is told once, with the cell of the last of them, whose
    date may be wrong; a cancelled visit does not count."""
    late = {"Visit_date": "2027-12-01"}
    listed = write_csv(tmp_path / "late.csv", [line(1), line(2, **late), line(3, **late)])
    cancelled = write_csv(tmp_path / "cancelled.csv", [
        line(1, status="booked"), line(2, status="cancelled", **late)])

    said = sdaid("check", small_workbook, listed, "--json")

    assert said.code == 1
    assert sorted((each["code"], each["cell"]) for each in said.json["problems"]
                  if each["severity"] != "warning") == [("held-visit-late", "F3"),
                                                        ("overdue", "B13")]
    assert sdaid("check", small_workbook, cancelled).code == 0


def test_quiet_says_what_stops_something(tmp_path: Path) -> None:
    """Nothing at all for warnings; the cell for what is unfit."""
    (tmp_path / "a").mkdir()
    praised, unfit = made(tmp_path / "a", praising), made(tmp_path, unpaid)

    quiet, said = sdaid("check", praised, "-q"), sdaid("check", unfit, "-q")

    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert (said.code, said.out) == (1, "")
    assert "B10" in said.err
    assert "K16" not in said.err


def test_colour_is_for_terminals_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None in a file or a pipe, and none where NO_COLOR asks for none."""
    path = made(tmp_path, unpaid)
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, piped = sdaid("check", path, terminal=True), sdaid("check", path)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = sdaid("check", path, terminal=True)

    assert "\x1b[31m" in coloured.out
    assert "\x1b" not in piped.out + piped.err + plain.out + plain.err
    assert piped.out == plain.out


def test_check_writes_nothing(tmp_path: Path) -> None:
    """Not even beside the workbook."""
    path = made(tmp_path, unpaid)
    before = path.read_bytes()

    sdaid("check", path, "-v")

    assert [each.name for each in tmp_path.iterdir()] == ["made.xlsx"]
    assert path.read_bytes() == before


def test_the_pack_is_written_whole(tmp_path: Path) -> None:
    """A PDF/UA-1 for content that is unfit too, which still exits with 1."""
    pack = tmp_path / "pack.pdf"

    said = sdaid("check", made(tmp_path, unpaid), "--report", pack)

    assert said.code == 1
    assert f"Wrote {pack}.\n" in said.err
    assert pack.read_bytes().startswith(b"%PDF-")
    assert validation.validate_pdf(str(pack), profile="ua1").failures == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["made.xlsx", "pack.pdf"]


def test_a_pack_that_cannot_be_written_exits_with_5(small_workbook: Path, tmp_path: Path) -> None:
    """A folder that is not there is not made."""
    said = sdaid("check", small_workbook, "--report", tmp_path / "none" / "pack.pdf")

    assert said.code == 5
    assert "cannot be written" in said.err
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_pack_of_what_cannot_be_read(tmp_path: Path) -> None:
    """Exit 1, and nothing is written."""
    pack = tmp_path / "pack.pdf"

    assert sdaid("check", made(tmp_path, unreadable), "--report", pack).code == 1
    assert not pack.exists()


def test_the_pack_is_judged_on_finished_pages(
        small_workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that only drawing shows to be too tall makes the workbook unreadable."""
    from sdaid.batch.press import Drawing
    from sdaid.problems import problem

    tall = problem("page-overflow", found="What it does", page=3, over="1.5")
    monkeypatch.setattr(Drawing, "__call__", lambda self, aid: (b"", [tall]))

    said = sdaid("check", small_workbook, "--report", tmp_path / "pack.pdf")

    assert said.code == 1
    assert "reaches 1.5 mm over its place" in said.err
    assert not (tmp_path / "pack.pdf").exists()


def test_what_is_accepted_must_be_there(tmp_path: Path) -> None:
    """A row of Accepted whose warning is gone is a warning itself, and exits with 0."""

    def gone(texts: Texts) -> None:
        accepting(texts)
        row_of(texts, "Options", "bell")["summary"] = "A bell that a clinician rings."

    said = sdaid("check", made(tmp_path, gone))

    assert said.code == 0
    assert "accepted-unknown" in said.out


def test_a_list_that_cannot_be_used_hides_no_report(small_workbook: Path, tmp_path: Path) -> None:
    """Exit 1 for the list, and the content is judged all the same."""
    said = sdaid("check", small_workbook, tmp_path / "none.csv")

    assert said.code == 1
    assert "there is no such file" in said.err
    assert "passes the automatic checks" in said.out


def test_a_list_without_appointments_is_told(small_workbook: Path, tmp_path: Path) -> None:
    """Exit 1, as of rendering it: headings alone are no list."""
    path = write_csv(tmp_path / "list.csv", [])

    said = sdaid("check", small_workbook, path, "-q")

    assert said.code == 1
    assert "the list holds no appointments" in said.err
