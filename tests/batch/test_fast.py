"""With the fast way on, a run keeps its promises, says which way it went, and proves itself."""

from __future__ import annotations

import json
import os
import pickle
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid import show, steps
from sdaid.aid.edition import Document
from sdaid.aid.wording import wording
from sdaid.batch import fast
from sdaid.batch.folder import claimed
from sdaid.batch.manifest import Ended
from sdaid.batch.plan import scheduled
from sdaid.batch.press import Drawing
from sdaid.batch.run import Made as Done
from sdaid.batch.work import Job, draw_all, pack
from sdaid.cli import cli
from sdaid.engine.engine import Engine, Made
from sdaid.page.render import render
from sdaid.resources import templates
from sdaid.workbook.content import Content
from tests.batch.cli import DAY, alone, command, sdaid
from tests.batch.lists import TODAY, line, write_csv
from tests.batch.presses import OnePage, files, manifest
from tests.batch.test_read_back import read_back
from tests.build import ROOT

AIDS = 12
FOLDER = "list-hiccups"

Words = Callable[..., tuple[object, ...]]


def list_of(count: int, path: Path) -> Path:
    """A list with facts that differ; one name is not in Latin letters."""
    return write_csv(path, [
        line(number, patient_id=f"Q{number:05}Z", family_name=f"Fam{number:05}X",
             given_name="Тест" if number == 5 else "Zoë", work=("", "outdoors")[number % 2])
        for number in range(count)])


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list long enough for the fast way."""
    return list_of(AIDS, tmp_path_factory.mktemp("lists") / "list.csv")


@pytest.fixture(scope="module")
def words(small_workbook: Path, listed: Path) -> Words:
    """The call that renders the list into a folder."""
    return lambda out, *more: ("render", small_workbook, listed, "--output", out, "--today", DAY,
                               *more)


@pytest.fixture(scope="module")
def whole(words: Words, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """The folder that one worker leaves whom nobody disturbs, and what it said."""
    out = tmp_path_factory.mktemp("whole")
    said = sdaid(*words(out, "--workers", 1, "--json", "--verify", 2, "--verify-seed", 3))
    assert said.code == 0, said.err
    return out / FOLDER, json.loads(said.out)


def test_the_run_says_which_way_it_went(whole: tuple[Path, dict[str, object]]) -> None:
    """Counts of the fast way, and of the plain way by reason; and what was compared."""
    _, said = whole
    assert said["ways"] == {"fast": AIDS - 1,
                            "plain": {"a text that cannot be drawn apart": 1}}
    assert said["verified"] == {"seed": 3, "compared": 2, "differ": {}}


@pytest.mark.parametrize("count", [
    pytest.param(1, marks=pytest.mark.long), 6, pytest.param(10, marks=pytest.mark.long)])
def test_a_killed_run_goes_on_to_the_same_bytes(
        tmp_path: Path, words: Words, whole: tuple[Path, dict[str, object]], count: int) -> None:
    """Killed with its workers after `count` files, two workers end with the bytes of one."""
    out = tmp_path / FOLDER
    started = subprocess.Popen(command(*words(tmp_path, "--workers", 2)), cwd=ROOT,
                               start_new_session=True, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    while started.poll() is None and len(list(out.glob("*.pdf"))) < count:
        time.sleep(0.002)
    if started.poll() is None:
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()

    assert alone(*words(tmp_path, "--workers", 2)).code == 0

    assert files(out) == files(whole[0])


def read_all_back(out: Path, path: Path, small: Content, count: int) -> None:
    appointments, _ = steps.read_list(path, small)
    assert appointments is not None
    visits = [each.appointment for each in scheduled(appointments.rows, small) if each]
    english = wording("en", templates() / "locale")
    made = manifest(out).appointments
    assert len(made) == count
    for visit, ended in zip(visits, made, strict=True):
        read_back(out / ended.file, ended.pages, visit, english.day(visit.born), visits)


def test_every_aid_is_its_own_patients_and_nobody_elses(
        listed: Path, small: Content, whole: tuple[Path, dict[str, object]]) -> None:
    """Id, name and date of birth on each page, and no other patient's anywhere in the file."""
    read_all_back(whole[0], listed, small, AIDS)


@pytest.mark.long
def test_every_one_of_a_thousand_is_its_own_patients(
        tmp_path: Path, small: Content, small_workbook: Path) -> None:
    """The same of two workers that share what they lay out."""
    path = list_of(1000, tmp_path / "list.csv")
    said = alone("render", small_workbook, path, "--output", tmp_path, "--today", DAY,
                 "--workers", 2, "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out)["ways"]["fast"] == 999
    read_all_back(tmp_path / FOLDER, path, small, 1000)


def test_a_difference_fails_the_run(tmp_path: Path, words: Words,
                                    whole: tuple[Path, dict[str, object]],
                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast way prints another patient's name, the aid that is looked at is written as
    the plain way has it, the run says so, and exits with 3."""
    honest = Engine.draw_saying

    def of_another(engine: Engine, document: Document, *more: object) -> Made:
        if document.personal and document.personal.id == "Q00003Z":
            document = replace(document, personal=replace(document.personal, name="Otto Otherman"))
        return honest(engine, document, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "draw_saying", of_another)
    call = [str(each) for each in words(tmp_path, "--workers", 1, "--only", "A-0003", "--verify", 1,
                                        "--verify-seed", 1)]
    ended = CliRunner().invoke(cli, call)

    assert ended.exit_code == 3
    assert "1 of the fast way compared with the plain way (seed 1): 1 differ" in ended.output
    assert "differs A-0003" in ended.output
    assert "make all aids again with --plain" in ended.output
    assert "Otto" not in ended.output
    plain = sdaid(*words(tmp_path / "plain", "--plain", "--only", "A-0003"))
    assert plain.code == 0, plain.err
    name = f"{FOLDER}/A-0003.pdf"
    assert (tmp_path / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()


def test_a_sheet_that_differs_fails_the_run(tmp_path: Path, words: Words,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sheet alone is drawn wrongly the fast way, the run says whose differs, and writes
    the sheet of the plain way."""
    honest = Engine.draw_saying

    def of_another(engine: Engine, document: Document, *more: object) -> Made:
        if document.kind == "sheet" and document.personal:
            document = replace(document, personal=replace(document.personal, name="Otto Otherman"))
        return honest(engine, document, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "draw_saying", of_another)
    call = [str(each) for each in words(tmp_path, "--workers", 1, "--only", "A-0003", "--sheet",
                                        "--verify", 1, "--verify-seed", 1)]
    ended = CliRunner().invoke(cli, call)

    assert ended.exit_code == 3
    assert "differs A-0003" in ended.output
    plain = sdaid(*words(tmp_path / "plain", "--plain", "--only", "A-0003", "--sheet"))
    assert plain.code == 0, plain.err
    name = f"{FOLDER}/A-0003-sheet.pdf"
    assert (tmp_path / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()


def test_a_run_in_which_nothing_goes_the_fast_way_says_so(
        tmp_path: Path, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the proof fails, a warning tells why, to people and in JSON; the aids are made."""
    from sdaid.engine import engine

    fast._engine.cache_clear()
    monkeypatch.setattr(engine, "compare", lambda *_: ["page 6: other text"])
    page = OnePage()  # the plain way, which each of them now goes, is not what is proved
    monkeypatch.setattr(Drawing, "__call__", lambda _, aid: page(aid))
    monkeypatch.setattr(engine, "render", lambda aid, *_: page(aid)[0])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    call = [str(each) for each in words(tmp_path, "--workers", 1)]
    ended = CliRunner().invoke(cli, call)
    fast._engine.cache_clear()
    assert ended.exit_code == 0
    assert f"{AIDS} the plain way" in ended.output
    assert "no aid of this run went the fast way (both ways differ: page 6: other text)" in (
        ended.output)
    made = [Done(Ended("A", "B2", "made"), 0, way="both ways differ: page 6: other text")]
    assert "page 6" in str(show.ways(made)["warning"])


def test_few_aids_go_the_plain_way(tmp_path: Path, words: Words, small: Content, listed: Path
                                   ) -> None:
    """One aid of a list is what the plain way draws; what is there from a fast run stays."""
    said = json.loads(sdaid(*words(tmp_path, "--only", "A-0001", "--json")).out)
    appointments, _ = steps.read_list(listed, small)
    assert appointments is not None
    press, _ = steps.press(small, steps.Asked(TODAY))
    visit = list(scheduled(appointments.rows, small))[1]

    assert said["ways"] == {"fast": 0, "plain": {fast.FEW_AIDS: 1}}
    assert (tmp_path / FOLDER / "A-0001.pdf").read_bytes() == render(
        press.document("aid", visit, "standard", "a4"), press.wording.translations)


def test_one_of_a_finished_run_is_not_drawn_again(
        words: Words, whole: tuple[Path, dict[str, object]]) -> None:
    """An aid that the fast way made is the one that a call for it alone finds."""
    before = files(whole[0])
    said = json.loads(sdaid(*words(whole[0].parent, "--only", "A-0001", "--json")).out)
    assert said["counts"]["there"] == 1
    assert files(whole[0]) == before


def test_an_error_of_the_fast_way_costs_no_aid(small: Content, listed: Path,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong there, the plain way draws the aid, and the kind of error is counted."""
    def broken(*_: object) -> Made:
        raise KeyError("Zoë")

    monkeypatch.setattr(Engine, "draw_saying", broken)
    appointments, _ = steps.read_list(listed, small)
    assert appointments is not None
    press, _ = steps.press(small, steps.Asked(TODAY))
    aid = press.document("aid", next(scheduled(appointments.rows, small)), "standard", "a4")
    draw = steps.quick_press(press, {press.language: AIDS}).draw
    assert isinstance(draw, fast.FastDrawing)

    pages = draw.pages(aid)

    assert (pages.pdf, pages.problems) == press.draw(aid)
    assert pages.way == "an unforeseen KeyError"


def test_several_aids_carry_once_what_they_share(small: Content, listed: Path) -> None:
    """A chunk of aids that comes back from a worker is much smaller than its files."""
    appointments, _ = steps.read_list(listed, small)
    assert appointments is not None
    press, _ = steps.press(small, steps.Asked(TODAY))
    jobs = [Job(number, visit, "standard", "a4") for number, visit in enumerate(
        scheduled(appointments.rows, small)) if visit and number != 5]

    drawn = draw_all(pack(steps.quick_press(press, {press.language: AIDS})), jobs)

    written = sum(len(part) for each in drawn for part in each.parts)
    assert {each.way for each in drawn} == {fast.FAST}
    assert len(pickle.dumps(drawn)) < written / 2


def test_what_a_killed_run_shared_is_removed(tmp_path: Path) -> None:
    """The next run that takes the folder clears it, and no other folder."""
    out = tmp_path / "out"
    for name in (".workplace.part", "mine"):
        (out / name).mkdir(parents=True)
        (out / name / "left").touch()
    with claimed(out):
        assert [path.name for path in out.iterdir() if path.is_dir()] == ["mine"]


def test_the_way_is_part_of_what_workers_prove(small: Content) -> None:
    """A press that draws another way has another checksum."""
    press, _ = steps.press(small, steps.Asked(TODAY))
    assert steps.quick_press(press, {press.language: AIDS}).checksum != press.checksum


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_compiled_pages_are_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                               ) -> None:
    """The folder is the user's, whatever rights it had; where there can be none, none is used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "sdaid" / "compiled").mkdir(parents=True, mode=0o755)
    folder = fast.compiled_folder()
    assert folder == tmp_path / "sdaid" / "compiled"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").touch()
    assert fast.compiled_folder() is None


def test_old_compiled_pages_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                            ) -> None:
    """What was made long ago goes, what is new stays."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = fast.compiled_folder()
    assert folder is not None
    for name in ("old", "new"):
        (folder / name).touch()
    os.utime(folder / "old", (0, 0))
    fast.compiled_folder()
    assert [path.name for path in folder.iterdir()] == ["new"]


@pytest.mark.parametrize("more", [("--plain", "--verify", 1), ("--verify-seed", 1)])
def test_ways_that_do_not_go_together(tmp_path: Path, words: Words, more: tuple[object, ...]
                                      ) -> None:
    """Exit 2: nothing to compare with, or nothing to pick."""
    assert sdaid(*words(tmp_path, *more)).code == 2
