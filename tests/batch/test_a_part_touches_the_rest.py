"""What must not happen: a run of a part of a list changes, loses or passes off others’ aids."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.batch.press import Drawing
from sdaid.batch.run import Left, Order
from sdaid.batch.walk import UNKNOWN_RUN
from sdaid.batch.wishes import Window
from sdaid.workbook.content import Content
from tests.batch.cli import DAY, quick
from tests.batch.lists import line, write_csv
from tests.batch.presses import files, manifest, order, run, statuses
from tests.build import SMALL, Rows, workbook_from

LINES = [line(number) for number in range(1, 6)]


def changed(content: Content) -> Content:
    return replace(content, decision=content.decision.model_copy(update={"phone": "111 1111"}))


def older(folder: Path) -> set[str]:
    return {each.id for each in manifest(folder).appointments if each.made_from}


def told(wanted: Order, folder: Path) -> Left:
    """What the run says of the aids of earlier ones."""
    left: list[Left] = []
    run(replace(wanted, ends=lambda _, told: left.append(told)), folder)
    return left[0]


def test_a_changed_workbook_and_one_aid_leave_everybody_elses(
        out: Path, small: Content, listed: Path) -> None:
    """Their files, their entries; each entry says from which run it was made, and the call says
    which they are."""
    before, first = files(out), manifest(out)

    left = told(order(listed, changed(small), only=("A-0001",)), out)

    after = files(out)
    others = {f"A-000{number}.pdf" for number in range(2, 6)}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    assert left == Left((), ("A-0002", "A-0003", "A-0004", "A-0005"))
    assert [(each.id, each.status, each.made_from) for each in manifest(out).appointments] == [
        ("A-0001", "made", ""), *((name, "made", first.batch) for name in left.older)]
    assert [replace(each, made_from="") for each in manifest(out).appointments[1:]
            ] == list(first.appointments[1:])


def test_where_an_aid_was_made_from_is_never_forgotten(out: Path, small: Content, listed: Path
                                                       ) -> None:
    """Nor by another run of a part, nor by one that a kill cut off before."""
    first = manifest(out).batch
    run(order(listed, changed(small), only=("A-0001",)), out)
    text = (out / "manifest.json").read_text("utf-8")
    entries = [json.dumps(each) for each in json.loads(text)["appointments"]]
    run(order(listed, changed(small), only=("A-0002",)), out)
    assert older(out) == {"A-0003", "A-0004", "A-0005"}

    (out / "manifest.json").unlink()
    (out / ".journal").write_text("\n".join(['{"decision": "made-up hiccups"}', *entries]))
    run(order(listed, changed(small), only=("A-0003",)), out)

    assert {each.id: each.made_from for each in manifest(out).appointments} == {
        "A-0001": "", "A-0002": first, "A-0003": "", "A-0004": first, "A-0005": first}


def test_a_record_that_names_no_run_is_not_taken_for_new(out: Path, small: Content, listed: Path
                                                         ) -> None:
    """As in the journal of a program that wrote none."""
    entries = json.loads((out / "manifest.json").read_text("utf-8"))["appointments"]
    (out / "manifest.json").unlink()
    (out / ".journal").write_text("\n".join(json.dumps(each) for each in entries))

    run(order(listed, changed(small), only=("A-0001",)), out)

    assert {each.made_from for each in manifest(out).appointments[1:]} == {UNKNOWN_RUN}


def test_a_whole_run_leaves_nothing_older(out: Path, small: Content, listed: Path) -> None:
    """And the folder is as if there had been no run of a part."""
    run(order(listed, changed(small), only=("A-0001",)), out)
    run(order(listed, changed(small)), out)

    assert older(out) == set()
    run(order(listed, changed(small)), out.parent / "fresh")
    assert files(out) == files(out.parent / "fresh")


def test_a_row_that_changed_makes_its_aid_older(out: Path, small: Content, listed: Path) -> None:
    """A corrected list and one aid: whose row is as it was, has the aid that it would get."""
    write_csv(listed, [LINES[0], line(2, family_name="Corrected"), *LINES[2:4],
                       line(5, status="cancelled")])

    run(order(listed, small, only=("A-0001",)), out)

    assert older(out) == {"A-0002", "A-0005"}
    assert (out / "A-0005.pdf").exists()


def test_a_row_that_is_gone_leaves_its_aid_where_others_are_made(
        out: Path, small: Content, listed: Path) -> None:
    """It stands at the end of the manifest, as older; a whole run takes it out and says so."""
    write_csv(listed, LINES[1:])

    assert told(order(listed, small, only=("A-0002",)), out) == Left((), ("A-0001",))
    assert [each.id for each in manifest(out).appointments] == [
        "A-0002", "A-0003", "A-0004", "A-0005", "A-0001"]

    assert told(order(listed, small), out) == Left(("A-0001",), ())
    assert "A-0001.pdf" not in files(out)


def test_days_that_are_not_asked_for_keep_their_aids(tmp_path: Path, small: Content, listed: Path
                                                     ) -> None:
    """A window is a part of the list too."""
    write_csv(listed, [LINES[0], line(2, visit_date="2026-12-20")])
    folder = tmp_path / "out"
    run(order(listed, small), folder)
    wanted = order(listed, changed(small))
    late = steps.plan_run(wanted.appointments.rows, small, steps.Asked(
        date(2026, 11, 22), window=Window(date(2026, 12, 10))))

    assert told(replace(wanted, plan=late), folder) == Left((), ("A-0001",))

    assert statuses(folder) == {"A-0001": "made", "A-0002": "made"}
    assert {"A-0001.pdf", "A-0002.pdf"} < set(files(folder))


def test_an_aid_of_the_other_way_to_draw_is_not_older(
        tmp_path: Path, small: Content, listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--only with --plain, after a run that drew the fast way: the pages are the same."""
    from tests.batch.presses import OnePage

    page = OnePage()
    monkeypatch.setattr(Drawing, "__call__", lambda _, aid: page(aid))
    drawing = Drawing("en", None)
    whole = order(listed, small, drawing)
    quick = steps.quick_press(whole.press, {whole.press.language: 5})
    run(replace(whole, press=quick), tmp_path / "out")

    run(order(listed, small, drawing, only=("A-0001",)), tmp_path / "out")

    assert older(tmp_path / "out") == set()


def test_what_is_removed_is_named(out: Path, small: Content, listed: Path) -> None:
    """A visit that was cancelled, one that is held now, one that is no longer in the list."""
    write_csv(listed, [LINES[0], line(2, status="cancelled"), line(3, reason=""), LINES[3]])

    assert told(order(listed, small), out) == Left(("A-0002", "A-0003", "A-0005"), ())

    assert told(order(listed, small), out) == Left()
    assert set(files(out)) == {"A-0001.pdf", "A-0004.pdf", "evidence-book.pdf", "manifest.json"}


def test_the_screen_and_the_json_say_what_was_removed_and_what_is_older(
        tmp_path: Path, small_workbook: Path, listed: Path) -> None:
    """With -q too: what is gone is never gone without a word."""
    words = ("render", small_workbook, listed, "--output", tmp_path / "out", "--today", DAY)
    quick(*words)
    write_csv(listed, [*LINES[:4], line(5, status="cancelled")])

    assert "removed A-0005" in quick(*words, "-q").out

    write_csv(listed, [*LINES[:3], line(4, status="cancelled")])
    assert json.loads(quick(*words, "--json").out)["removed"] == ["A-0004"]

    def corrected(texts: Rows) -> None:
        texts["Decision"][0]["phone"] = "111 1111"

    other = workbook_from(SMALL, tmp_path / small_workbook.name, corrected)
    words = (words[0], other, *words[2:])
    said = quick(*words, "--only", "A-0001").out
    assert "2 aids in the folder are not what would be made today: A-0002, A-0003" in said
    assert json.loads(quick(*words, "--only", "A-0001", "--json").out)["older"] == [
        "A-0002", "A-0003"]


def test_a_part_names_who_gets_no_aid_any_more(tmp_path: Path, small_workbook: Path) -> None:
    """Their earlier aid lies there still, and could be handed out at the desk."""
    listed = write_csv(tmp_path / "list.csv", LINES)
    words = ("render", small_workbook, listed, "--output", tmp_path / "out", "--today", DAY)
    assert quick(*words).code == 0
    gone = [line(number, Deceased="yes" if number == 2 else "no") for number in range(1, 6)]
    write_csv(listed, gone)
    said = quick(*words, "--only", "A-0003")
    assert "A-0002: the visit gets no aid any more (deceased)" in said.out
    assert "A-0001: the visit" not in said.out
    told = json.loads(quick(*words, "--only", "A-0003", "--json").out)
    assert told["unwanted"] == {"A-0002": "deceased"}
    assert "removed A-0002" in quick(*words).out
