"""A list comes in, is understood, corrected and planned, and its aids are made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid.batch.folder import claimed
from sdaid.cli import cli
from tests.batch import lists
from tests.batch.presses import OnePage
from tests.desk.desks import TODAY, Desk
from tests.mail.rendered import quick

__all__ = ["quick"]


@pytest.fixture
def small(desk: Desk) -> tuple[str, str]:
    """The handles of the workbook and of its list."""
    return desk.file("hiccups.xlsx"), desk.file("appointments.xlsx")


def dropped(desk: Desk, name: str, rows: list[dict[str, str]]) -> str:
    """A list that is dropped: the end of its address."""
    _, led = desk.gives(f"/list/{desk.file('hiccups.xlsx')}", name, lists.as_csv(rows).encode())
    return led.removeprefix("/list")


def test_the_columns_are_shown_with_the_first_rows(desk: Desk, small: tuple[str, str]) -> None:
    """Each column has a choice of ours, and five rows below it."""
    said = desk.shows(f"/list/{small[0]}/{small[1]}")
    assert '<option selected>Patient id</option>' in said
    assert "data-patients" in said


def test_what_a_person_says_is_kept_as_the_profile(desk: Desk, folder: Path) -> None:
    """A column that nobody knows is asked for; the answer is kept, and the next list of that system
    is understood by itself."""
    rows = [lists.line(number) for number in (1, 2)]
    theirs = [{("Chart thing" if name == "Patient id" else name): value
               for name, value in row.items()} for row in rows]
    at = dropped(desk, "december.csv", theirs)
    assert "must be settled" in desk.shows(f"/list{at}")
    headings = list(theirs[0])
    ours = {f"column-{number}": "Patient id" if name == "Chart thing" else name
            for number, name in enumerate(headings)}
    assert desk.sends(f"/list{at}", then="plan", **ours)[1] == f"/plan{at}"
    assert (folder / "list-profile.xlsx").exists()
    assert "2</strong> to make" in desk.shows(f"/plan{at}")
    again = dropped(desk, "january.csv", theirs)
    assert "2</strong> to make" in desk.shows(f"/plan{again}")
    assert "list-profile.xlsx" in desk.shows(f"/list{again}")


def test_a_profile_that_was_there_is_kept(desk: Desk, folder: Path) -> None:
    """Another answer makes another profile; the earlier one stays beside it."""
    at = dropped(desk, "december.csv", [lists.line(1)])
    desk.shows(f"/list{at}")
    columns = {f"column-{number}": name for number, name in enumerate(lists.line(1))}
    desk.sends(f"/list{at}", then="list", **columns | {"column-3": "does not matter"})
    before = (folder / "list-profile.xlsx").read_bytes()
    desk.shows(f"/list{at}")
    desk.sends(f"/list{at}", then="list", **columns | {"column-3": "Family name"})
    assert (folder / "list-profile (earlier 1).xlsx").read_bytes() == before


def test_every_visit_is_in_the_plan_with_its_reason(desk: Desk) -> None:
    """Made, held and skipped visits are all there, with names, and can be filtered by reason."""
    rows = [lists.line(1), lists.line(2, Reason=""), lists.line(3, Status="cancelled"),
            lists.line(4, Status="whatever")]
    at = dropped(desk, "mixed.csv", rows)
    said = desk.shows(f"/plan{at}")
    assert "1</strong> to make" in said
    assert "2</strong> held" in said
    assert "1</strong> skipped" in said
    for row in rows:
        assert row["Family name"] in said
    held = desk.shows(f"/plan{at}?show=hold")
    assert rows[0]["Family name"] not in held.partition("<tbody")[2]
    one = desk.shows(f"/plan{at}?show=hold&why=1").partition("<tbody")[2]
    assert one.count("<tr") == 1


def test_a_name_that_is_markup_is_text(desk: Desk) -> None:
    """What a list says is shown as it stands, and is no part of the page."""
    name = "<script>alert(1)</script>"
    at = dropped(desk, "odd.csv", [lists.line(1, Family_name=name)])
    for path in (f"/list{at}", f"/plan{at}"):
        said = desk.shows(path)
        assert "<script>alert" not in said
        assert "&lt;script&gt;alert" in said


def test_a_search_stands_in_no_address(desk: Desk) -> None:
    """A name that is looked for is found, in a page whose address does not hold it; when the pages
    of patients are cleared, it is forgotten."""
    at = dropped(desk, "some.csv", [lists.line(number) for number in (1, 2, 3)])
    desk.shows(f"/plan{at}")
    wanted = lists.line(2)["Family name"]
    status, led = desk.sends(f"/plan{at}/search", search=wanted)
    assert (status, led) == (303, f"/plan{at}")
    assert desk.shows(led).partition("<tbody")[2].count("<tr") == 1
    desk.work.clear()
    assert desk.shows(led).partition("<tbody")[2].count("<tr") == 3


def test_titles_and_addresses_hold_nothing_of_a_patient(desk: Desk) -> None:
    """No link, form or title of a page with patients names one of them, or a visit."""
    rows = [lists.line(1), lists.line(2, Reason="")]
    at = dropped(desk, "some.csv", rows)
    secret = [value for row in rows for name, value in row.items() if name in (
        "Appointment id", "Patient id", "Given name", "Family name", "Date of birth")]
    for path in ("/", f"/list{at}", f"/plan{at}", f"/plan{at}?show=hold"):
        said = desk.shows(path)
        told = re.findall(r'(?:href|action|src|data-\w+)="([^"]*)"|<title>(.*?)</title>', said)
        assert told
        for each in told:
            assert not any(value and value in "".join(each) for value in secret)


def test_a_long_list_comes_in_pages(desk: Desk) -> None:
    """A page holds a hundred visits; the last one holds the rest."""
    at = dropped(desk, "long.csv", [lists.line(number) for number in range(1, 231)])
    assert desk.shows(f"/plan{at}").partition("<tbody")[2].count("<tr") == 100
    last = desk.shows(f"/plan{at}?page=3")
    assert "201 to 230 of 230" in last
    assert desk.shows(f"/plan{at}?page=4") == desk.shows(f"/plan{at}")


def test_a_hold_is_lifted_by_a_person(desk: Desk) -> None:
    """With a name and a reason a visit whose reason is blank gets its aid; held again, it gets
    none. A hold that nobody may lift offers nothing."""
    at = dropped(desk, "held.csv", [lists.line(1), lists.line(2, Reason=""),
                                    lists.line(3, **{"Date_of birth": "soon"})])
    said = desk.shows(f"/plan{at}?show=hold")
    [visit] = re.findall(r'name="visit" value="(\w+)"', said)
    assert desk.sends(f"/plan{at}/lift", visit=visit, by="", because="x")[0] == 409
    assert desk.sends(f"/plan{at}/lift", visit=visit, by="N. Nurse", because="rang up",
                      show="hold") == (303, f"/plan{at}?show=hold")
    said = desk.shows(f"/plan{at}")
    assert "2</strong> to make" in said
    assert "N. Nurse" in said
    [visit] = re.findall(r'name="visit" value="(\w+)"', said)
    desk.sends(f"/plan{at}/lift", visit=visit, again="yes")
    assert "1</strong> to make" in desk.shows(f"/plan{at}")


@pytest.mark.usefixtures("quick")
def test_the_desk_makes_what_the_command_makes(desk: Desk, folder: Path, tmp_path: Path,
                                               small: tuple[str, str]) -> None:
    """The same workbook and list give the same bytes, and the ledger knows of them."""
    at = f"{small[0]}/{small[1]}"
    desk.shows(f"/plan/{at}")
    assert desk.sends(f"/plan/{at}/make") == (303, "/job")
    desk.work.making.known("job").result()  # type: ignore[union-attr]
    assert "are ready" in desk.shows("/job")
    done = CliRunner().invoke(cli, [
        "render", str(folder / "hiccups.xlsx"), str(folder / "appointments.xlsx"), "--output",
        str(tmp_path / "outputs"), "--today", TODAY.isoformat()])
    assert done.exit_code in (0, 3), done.output
    ours, theirs = (Path(each) / "outputs" / "appointments-hiccups" for each in (folder, tmp_path))
    names = sorted(path.name for path in theirs.iterdir())
    assert names == sorted(path.name for path in ours.iterdir())
    assert any(name.endswith(".pdf") for name in names)
    for name in names:
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name
    recalled = CliRunner().invoke(cli, [
        "recall", "--version", "0.1", "--ledger", str(folder / "outputs" / "ledger.sqlite")])
    assert recalled.exit_code == 0, recalled.output
    assert any(name.removesuffix(".pdf") in recalled.output for name in names)


@pytest.fixture
def go(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file for which all aids wait but for the first two patients'."""
    file = tmp_path / "go"
    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage(until=str(file)))
    yield file
    file.touch()


def test_a_run_is_stopped_and_goes_on(desk: Desk, folder: Path, go: Path) -> None:
    """A run that is stopped leaves whole aids; made again, only what is missing is made."""
    at = dropped(desk, "long.csv", [lists.line(number) for number in range(1, 41)])
    desk.shows(f"/plan{at}")
    desk.sends(f"/plan{at}/make")
    desk.sends("/job/stop")
    go.touch()
    desk.work.making.known("job").result()  # type: ignore[union-attr]
    assert "were stopped" in desk.shows("/job")
    before = {path.name for path in (folder / "outputs" / "long-hiccups").glob("*.pdf")}
    assert not (folder / "outputs" / "long-hiccups" / "manifest.json").exists()
    desk.sends(f"/plan{at}/make")
    finished = desk.work.making.known("job").result()  # type: ignore[union-attr]
    assert finished.counts["made"] == 40
    assert finished.counts["there"] == len([name for name in before if name.startswith("A-")])
    assert not list((folder / "outputs" / "long-hiccups").glob("*.part"))


def test_two_windows_make_one_run(desk: Desk, go: Path) -> None:
    """Where aids are being made, a second window is led to them and begins nothing; the desk does
    not end without being asked twice."""
    at = dropped(desk, "long.csv", [lists.line(number) for number in range(1, 41)])
    desk.shows(f"/plan{at}")
    desk.sends(f"/plan{at}/make")
    first = desk.work.making.known("job")
    assert desk.sends(f"/plan{at}/make") == (303, "/job")
    assert desk.sends("/end")[0] == 409
    assert desk.work.making.known("job") is first


@pytest.mark.usefixtures("quick")
def test_the_page_says_who_works(desk: Desk, folder: Path, small: tuple[str, str]) -> None:
    """While a command writes into the run's folder, the desk makes nothing there, and says who
    does; afterwards it can."""
    at = f"{small[0]}/{small[1]}"
    desk.shows(f"/plan/{at}")
    with claimed(folder / "outputs" / "appointments-hiccups"):
        desk.sends(f"/plan/{at}/make")
        desk.work.making.known("job").result()  # type: ignore[union-attr]
        said = desk.shows("/job")
        assert "another run is writing into this folder" in said
        assert f"process {os.getpid()}" in said
    desk.sends(f"/plan/{at}/make")
    desk.work.making.known("job").result()  # type: ignore[union-attr]
    assert "are ready" in desk.shows("/job")


@pytest.mark.usefixtures("quick")
def test_a_list_that_changed_since_its_plan_is_looked_at_first(desk: Desk, folder: Path,
                                                               small: tuple[str, str]) -> None:
    """Aids are made of the plan that was seen: where the list was saved since, it is shown anew."""
    at = f"{small[0]}/{small[1]}"
    desk.shows(f"/plan/{at}")
    lists.write_csv(folder / "other.csv", [lists.line(1)])
    (folder / "other.csv").rename(folder / "appointments.xlsx")
    assert desk.sends(f"/plan/{at}/make") == (303, f"/plan/{at}")
    assert desk.work.making.known("job") is None
