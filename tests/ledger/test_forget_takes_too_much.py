"""What must not happen: `forget` takes an aid that somebody still needs, or another's file."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid.batch.folder import claimed
from sdaid.cli import cli
from sdaid.ledger.answers import history
from sdaid.ledger.forget import Forgotten, counted_all, forget, old_runs
from sdaid.ledger.ledger import Ledger, open_ledger
from sdaid.problems import CannotGoOnError, ExitCode
from tests.batch.lists import line, write_csv
from tests.build import SMALL, Rows, workbook_from
from tests.mail.batches import noon
from tests.mail.rendered import call, done, quick, refused, run_folder
from tests.mail.test_correcting import POST, ledger, post, render

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

LATER = ("forget", "--before", "2999-01-01")
AFTER_THE_VISITS = ("--today", "2027-01-01")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workbook, and a finished run of two letters and two aids for the desk."""
    workbook_from(SMALL, tmp_path / "options.xlsx")
    write_csv(tmp_path / "list.csv", [line(1) | POST, line(2) | POST, line(3), line(4)])
    render(tmp_path)
    return tmp_path


def everything(home: Path) -> set[str]:
    return {str(path.relative_to(home / "out")) for path in (home / "out").rglob("*")
            if "ledger.sqlite" not in path.name}


def forgotten(opened: Ledger, before: date, *, dry_run: bool = False) -> Forgotten:
    """What goes of runs before that day, which is after all visits."""
    with old_runs(opened, before, date(2027, 1, 1), dry_run=dry_run) as old:
        if not dry_run:
            forget(opened, old)
        return counted_all(old)


def corrected(home: Path) -> None:
    """Another edition of the workbook, in the place of the first."""
    def change(texts: Rows) -> None:
        texts["Decision"][0]["content_version"] = "0.2"

    (home / "options.xlsx").unlink()
    workbook_from(SMALL, home / "options.xlsx", change)


def test_everything_of_an_old_run_goes(home: Path) -> None:
    """Counted first with a dry run; aids, print run, manifest, folder and rows."""
    post(home)
    (run_folder(home / "out") / "post-2.unfinished").mkdir()  # as a kill leaves it

    would = done(*LATER, "--dry-run", *AFTER_THE_VISITS, *ledger(home))
    assert would == "Would forget 4 aids, 2 deliveries, 5 files, 2 print runs.\n"
    assert "A-0001.pdf" in {path.name for path in run_folder(home / "out").iterdir()}
    assert done(*LATER, *AFTER_THE_VISITS, *ledger(home)) == would.replace("Would forget", "Forgot")
    assert everything(home) == set()
    assert refused("history", "A-0001", *ledger(home)) == (["aid-unknown"], 2)


def test_aids_of_visits_to_come_are_asked_for(home: Path) -> None:
    """A no, or no answer, removes nothing; a yes, or --yes, all."""
    before = everything(home)
    for answer, code in (("n\n", 0), ("", 1)):
        words = [*LATER, "--today", "2026-11-23", *map(str, ledger(home))]
        said = CliRunner().invoke(cli, words, input=answer)
        assert "4 visits to come would lose the aid: A-0001, A-0002, A-0003, A-0004" in said.stderr
        assert said.exit_code == code
        assert everything(home) == before
    assert "Forgot 4 aids" in done(*LATER, "--yes", "--today", "2026-11-23", *ledger(home))


def test_a_visit_of_which_no_day_is_known_is_taken_for_one_to_come(home: Path) -> None:
    """As in a ledger of an earlier program."""
    with open_ledger(home / "out" / "ledger.sqlite", noon) as opened:
        opened.connection.execute("UPDATE aids SET visit = NULL")
    said = call(*LATER, "--dry-run", *AFTER_THE_VISITS, *ledger(home))

    assert "4 visits to come" in said.stderr


def test_a_folder_that_another_run_writes_into_is_left(home: Path) -> None:
    """Exit 5, and nothing is removed, elsewhere neither."""
    before = everything(home)
    with claimed(run_folder(home / "out")):
        assert refused(*LATER, "--yes", *ledger(home)) == (["folder-in-use"], 5)
        done(*LATER, "--dry-run", *ledger(home))

    assert everything(home) == before


@pytest.mark.parametrize("other", ["aid", "manifest", "cut off"])
def test_a_folder_that_is_not_this_ledgers_own_is_left(home: Path, other: str) -> None:
    """Another run's aid of the same name; a manifest with aids that the ledger does not know; a run
    that was cut off. All of it stays, and the file is named."""
    folder = run_folder(home / "out")
    if other == "aid":
        (folder / "A-0003.pdf").write_bytes(b"another's")
    elif other == "manifest":
        write_csv(home / "list.csv", [line(number) for number in range(1, 6)])
        render(home, "--ledger", home / "other.sqlite")
    else:
        (folder / ".journal").write_text("{}")
    before = everything(home)

    assert refused(*LATER, "--yes", *ledger(home)) == (["forget-foreign"], ExitCode.UNUSABLE)

    assert everything(home) == before


def test_a_ledger_that_was_carried_elsewhere_takes_nothing_there(home: Path) -> None:
    """Beside a folder of the same name, with aids of the same names."""
    there = home / "there"
    there.mkdir()
    corrected(home)
    done("render", home / "options.xlsx", home / "list.csv", "--output", there, "--today",
         "2026-11-22")
    carried = (home / "out" / "ledger.sqlite").rename(there / "carried.sqlite")
    before = {path.name for path in run_folder(there).iterdir()}

    assert refused(*LATER, "--yes", "--ledger", carried)[0] == ["forget-foreign"]

    assert {path.name for path in run_folder(there).iterdir()} == before


def test_what_others_have_put_there_stays(home: Path) -> None:
    """A folder that is no print run, a note."""
    folder = run_folder(home / "out")
    (folder / "post-cards").mkdir()
    (folder / "note.txt").write_text("mine")

    done(*LATER, "--yes", *ledger(home))

    assert {path.name for path in folder.iterdir()} == {"post-cards", "note.txt"}


def test_a_run_that_stays_keeps_its_aids_in_the_shared_folder(home: Path) -> None:
    """Of an older run in the same folder, its own print run goes and the aids that only it made."""
    post(home)
    with open_ledger(home / "out" / "ledger.sqlite", noon) as opened:
        for table, column in (("aids", "made"), ("deliveries", "begun"), ("deliveries", "ended")):
            opened.connection.execute(f"UPDATE {table} SET {column} = '2026-01-01'")
        corrected(home)
        render(home, "--only", "A-0001", "--only", "A-0002", "--only", "A-0003")
        folder = run_folder(home / "out")

        assert forgotten(opened, date(2026, 6, 1), dry_run=True) == Forgotten(4, 2, 1, 1)
        assert forgotten(opened, date(2026, 6, 1)) == Forgotten(4, 2, 1, 1)
        assert {path.name for path in folder.iterdir()} == {
            "A-0001.pdf", "A-0002.pdf", "A-0003.pdf", "evidence-book.pdf", "manifest.json"}
        assert {each.version for each in history(opened, appointment="A-0001")} == {"0.2"}
        assert forgotten(opened, date(2999, 1, 1)) == Forgotten(3, 0, 4, 0)
    assert not folder.exists()


def test_a_file_that_two_old_runs_made_is_counted_once(home: Path) -> None:
    """Two lists, the same aids: the batch has another id."""
    write_csv(home / "list.csv", [line(1) | POST, line(2) | POST, line(3), line(4), line(5)])
    render(home)
    with open_ledger(home / "out" / "ledger.sqlite", noon) as opened:
        would = forgotten(opened, date(2999, 1, 1), dry_run=True)
        assert would == forgotten(opened, date(2999, 1, 1)) == Forgotten(9, 0, 6, 0)


def test_an_open_delivery_keeps_its_run(home: Path) -> None:
    """Nobody knows yet whether it went."""
    post(home)
    with open_ledger(home / "out" / "ledger.sqlite", noon) as opened:
        opened.connection.execute("UPDATE deliveries SET state = 'unsure' WHERE id = 1")
        assert forgotten(opened, date(2999, 1, 1)) == Forgotten(0, 0, 0, 0)
    assert (run_folder(home / "out") / "post-1").is_dir()


def test_a_killed_forget_is_finished_by_the_next(home: Path, monkeypatch: pytest.MonkeyPatch
                                                 ) -> None:
    """Rows go last: what is left on the disk is still known."""
    post(home)
    real, count = Path.unlink, 0

    def dies(self: Path, missing_ok: bool = False) -> None:
        nonlocal count
        count += self.suffix == ".pdf"
        if count == 3:
            raise KeyboardInterrupt
        real(self, missing_ok)

    with open_ledger(home / "out" / "ledger.sqlite", noon) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", dies)
            with pytest.raises(KeyboardInterrupt):
                forgotten(opened, date(2999, 1, 1))
        assert forgotten(opened, date(2999, 1, 1)) == Forgotten(4, 2, 3, 0)
    assert everything(home) == set()


def test_drafts_and_aids_of_the_desk_are_counted_and_go(home: Path) -> None:
    """A run with its book, one of drafts, an aid for the desk, a blank one: each in its time."""
    render(home, "--draft")
    words = ("--output", home / "out", "--today", "2026-11-22")
    done("render", home / "options.xlsx", "--blank", *words)
    done("render", home / "options.xlsx", "--blank", "--draft", *words)
    assert stat.S_IMODE((home / "out" / "blank.pdf").stat().st_mode) == 0o600

    said = done(*LATER, *AFTER_THE_VISITS, *ledger(home))

    assert said == "Forgot 10 aids, 0 deliveries, 12 files, 0 print runs.\n"
    assert everything(home) == set()


def test_a_days_aids_of_the_desk_go_without_those_of_another_day(home: Path) -> None:
    """Though they lie in one folder."""
    for day, more in (("2026-11-22", ()), ("2026-12-22", ("--format", "large-print"))):
        done("render", home / "options.xlsx", "--blank", "--output", home / "out", "--today", day,
             *more)

    done("forget", "--before", "2026-12-01", "--yes", *ledger(home))

    assert everything(home) == {"blank-large-print.pdf"}


def test_a_ledger_in_the_place_of_which_there_is_none_forgets_nothing(tmp_path: Path) -> None:
    """And makes none."""
    with pytest.raises(CannotGoOnError):
        call(*LATER, "--ledger", tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())
