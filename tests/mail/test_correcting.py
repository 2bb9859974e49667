"""From a finished run to its correction: the ledger knows every run, `recall` names whom an old
figure reached, and a batch for them alone goes out beside the old one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdaid.batch.manifest import load
from tests.batch.lists import line, write_csv
from tests.build import SMALL, Rows, workbook_from
from tests.mail.reading import manifest_rows
from tests.mail.rendered import DAY, call, done, quick, refused, run_folder

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

POST = {"Channel": "post", "Address": "1 Nowhere Lane\nTestville", "Postcode": "LS1 4AP",
        "Country": "GB"}


def corrected(texts: Rows) -> None:
    texts["Decision"][0]["content_version"] = "0.2"
    texts["Outcomes"][0]["caveat"] = "Corrected."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workbook, and a list of two letters and two aids for the desk."""
    workbook_from(SMALL, tmp_path / "options.xlsx")
    write_csv(tmp_path / "list.csv", [line(1) | POST, line(2) | POST, line(3), line(4)])
    return tmp_path


def render(home: Path, *more: object) -> str:
    return done("render", home / "options.xlsx", home / "list.csv", "--output", home / "out",
                *DAY, *more)


def post(home: Path) -> str:
    return done("post", run_folder(home / "out"), "--window", "uk", *DAY, "-q")


def ledger(home: Path) -> tuple[object, ...]:
    return ("--ledger", home / "out" / "ledger.sqlite")


def states(home: Path, appointment: str) -> list[tuple[str, str, str]]:
    """(version, channel, state) of each aid that the ledger knows of the appointment."""
    shown = json.loads(done("history", appointment, "--json", *ledger(home)))["aids"]
    return [(each["version"], each["channel"], each["state"]) for each in shown]


def recalled(home: Path, *more: object) -> dict[str, str]:
    """The newer version since, by appointment that holds version 0.1."""
    found = json.loads(done("recall", "--version", "0.1", "--json", *more, *ledger(home)))
    return {each["appointment"]: each["newer"] for each in found["holders"]}


def test_a_run_for_the_desk_alone_is_in_the_ledger(home: Path) -> None:
    """`history` and `recall` know aids that no other command sees; letters that were not posted
    yet reached nobody."""
    render(home)

    assert states(home, "A-0003") == [("0.1", "desk", "made")]
    assert recalled(home) == {"A-0003": "", "A-0004": ""}
    assert done("reprint", "A-0004", *ledger(home)).strip().endswith("A-0004.pdf")


def test_a_second_run_enters_nothing_twice(home: Path) -> None:
    """The same aids are the same rows."""
    render(home)
    render(home)

    assert states(home, "A-0003") == [("0.1", "desk", "made")]


def test_the_ledger_lies_where_it_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch
                                               ) -> None:
    """By --ledger, or by SDAID_LEDGER; then none is made beside the batches."""
    render(home, "--ledger", home / "one.sqlite")
    monkeypatch.setenv("SDAID_LEDGER", str(home / "two.sqlite"))
    render(home)

    for name in ("one", "two"):
        assert "A-0003" in done("history", "A-0003", "--ledger", home / f"{name}.sqlite")
    assert not (home / "out" / "ledger.sqlite").exists()


def test_a_ledger_that_cannot_be_written_stops_render_before_any_aid(home: Path) -> None:
    """Exit 5 for a folder in its place and for one that another process holds; no aid is made."""
    (home / "out" / "ledger.sqlite").mkdir(parents=True)

    assert refused("render", home / "options.xlsx", home / "list.csv", "--output", home / "out",
                   *DAY) == (["ledger-busy"], 5)
    assert not list(home.rglob("*.pdf"))


def test_a_ledger_that_another_holds_stops_render_before_any_aid(
        home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for a while, and then says so."""
    import sqlite3

    render(home, "--only", "A-0003")
    monkeypatch.setattr("sdaid.ledger.schema.WAITS_FOR_OTHERS", 0.01)
    other = sqlite3.connect(home / "out" / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert refused("render", home / "options.xlsx", home / "list.csv", "--output", home / "out",
                   *DAY) == (["ledger-busy"], 5)
    other.close()
    assert {path.name for path in home.rglob("A-*.pdf")} == {"A-0003.pdf"}


def test_dry_runs_are_not_entered(home: Path) -> None:
    """There is not even a ledger."""
    render(home, "--dry-run")

    assert not (home / "out" / "ledger.sqlite").exists()


def test_drafts_are_entered_as_what_reaches_nobody(home: Path) -> None:
    """So that they are forgotten in their time; nobody holds one, and none is printed again."""
    render(home, "--draft")

    assert states(home, "A-0003") == [("0.1", "draft", "made")]
    assert recalled(home) == {}
    assert refused("reprint", "A-0003", *ledger(home)) == (["aid-unknown"], 2)


def test_a_correction_reaches_those_who_hold_the_old_figure(home: Path) -> None:
    """Render, post, recall; the workbook is put right; --only-from the recall list makes their aids
    again in the same folder, and they are printed as a run of their own."""
    render(home)
    post(home)
    list_ = home / "recall.csv"
    assert recalled(home, "--output", list_) == dict.fromkeys(
        ["A-0001", "A-0002", "A-0003", "A-0004"], "")
    kept = [each for each in list_.read_text("utf-8-sig").splitlines()
            if not each.startswith(("A-0002", "A-0004"))]
    list_.write_text("\r\n".join(kept), "utf-8")
    (home / "options.xlsx").unlink()
    workbook_from(SMALL, home / "options.xlsx", corrected)

    said = render(home, "--only-from", list_)
    posted = call("post", run_folder(home / "out"), "--window", "uk", *DAY)

    assert "2 made" in said
    assert "2 in all" in said
    assert "2 aids in the folder are not what would be made today: A-0002, A-0004" in said
    assert posted.exit_code == 3
    assert "A-0002" in posted.output
    assert "made by an earlier run" in posted.output
    folder = run_folder(home / "out")
    assert [[row["Appointment id"] for row in manifest_rows(folder / name)]
            for name in ("post-1", "post-2")] == [["A-0001", "A-0002"], ["A-0001"]]
    assert states(home, "A-0001") == [("0.1", "post", "posted"), ("0.2", "post", "posted")]
    assert recalled(home) == {"A-0001": "0.2", "A-0002": "", "A-0003": "0.2", "A-0004": ""}


def test_an_aid_of_older_content_is_not_entered_as_newer(home: Path) -> None:
    """It stays in the folder and in the manifest, and the ledger knows it as what it is."""
    render(home)
    (home / "options.xlsx").unlink()
    workbook_from(SMALL, home / "options.xlsx", corrected)

    render(home, "--only", "A-0001")

    made, _ = load(run_folder(home / "out"))
    assert made is not None
    assert [bool(each.made_from) for each in made.appointments] == [False, True, True, True]
    assert states(home, "A-0003") == [("0.1", "desk", "made")]
    render(home)
    assert states(home, "A-0003") == [("0.1", "desk", "made"), ("0.2", "desk", "made")]


@pytest.mark.parametrize("columns", ["Appointment id", "Batch,appt id,State"])
def test_only_from_takes_ids_from_any_table(home: Path, columns: str) -> None:
    """Other columns are for people; ids of other lists are said."""
    before, _, after = columns.partition("appt id")
    commas = "," * before.count(","), "," * after.count(",")
    (home / "ids.csv").write_text("\n".join(
        [columns, *(f"{commas[0]}{each}{commas[1]}" for each in ("A-0004", "B-9", "A-0004"))]))

    said = call("render", home / "options.xlsx", home / "list.csv", "--output", home / "out",
                *DAY, "--only-from", home / "ids.csv")

    assert said.exit_code == 0
    assert [path.name for path in home.rglob("A-*.pdf")] == ["A-0004.pdf"]
    assert "not in the list: 1 (B-9)" in said.stderr


@pytest.mark.parametrize(("text", "code", "exit_code"), [
    ("Appointment id\nB-1\nB-2\n", "only-none", 2),
    ("Appointment id\n", "only-empty", 1),
    ("Name\nTesta\n", "header-missing", 1),
    (None, "file-missing", 1),
])
def test_an_only_list_that_names_nobody_never_means_everybody(
        home: Path, text: str | None, code: str, exit_code: int) -> None:
    """Nothing is made."""
    if text is not None:
        (home / "ids.csv").write_text(text)

    found = refused("render", home / "options.xlsx", home / "list.csv", "--output", home / "out",
                    *DAY, "--only-from", home / "ids.csv")

    assert found == ([code], exit_code)
    assert not (home / "out").exists()


def test_only_from_goes_with_a_list(home: Path) -> None:
    """A wrong call is exit 2."""
    assert call("render", home / "options.xlsx", "--blank", "--only-from", home / "ids.csv"
                ).exit_code == 2
