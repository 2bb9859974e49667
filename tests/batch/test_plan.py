"""Who gets an aid, who does not, and who needs a person to look: every reason once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sdaid.batch.wishes import Window
from sdaid.workbook.content import Content
from tests.batch.lists import as_csv, codes, line, outcomes, planned, write_csv


@pytest.mark.parametrize(("changed", "reason"), [
    ({"status": "cancelled"}, "cancelled"),
    ({"status": "Canceled"}, "cancelled"),
    ({"status": "no-show"}, "missed"),
    ({"status": "fulfilled"}, "over"),
    ({"status": "entered-in-error"}, "entered in error"),
    ({"status": "waitlist"}, "not booked yet"),
    ({"deceased": "yes"}, "deceased"),
    ({"opted out": "yes"}, "opted out"),
    ({"channel": "none"}, "channel none"),
    ({"reason": "knee pain"}, "visit for another reason"),
])
def test_patients_who_need_no_aid_are_skipped(
        tmp_path: Path, small: Content, changed: dict[str, str], reason: str) -> None:
    """Each reason to skip a visit is named in a few words, and the next patient gets theirs."""
    path = write_csv(tmp_path / "list.csv", [line(1, **changed), line(2)])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "skip", "A-0002": "make"}
    assert plan.entries[0].reason == reason


@pytest.mark.parametrize(("changed", "code"), [
    ({"reason": ""}, "held-blank-reason"),
    ({"language": "eo"}, "held-language"),
    ({"given name": "\U00013080nna"}, "held-glyphs"),
    ({"family name": "E" * 200}, "identifiers-long"),
    ({"work": "astronaut"}, "not-a-choice"),
    ({"date of birth": "2027-01-01"}, "held-birth"),
    ({"date of birth": "1850-01-01"}, "held-birth"),
    ({"already tried": "leeches"}, "held-option"),
    ({"appointment id": "../etc/passwd"}, "held-id-name"),
    ({"visit date": "2026-12-01T09:30:00Z"}, "held-utc"),
    ({"format": "huge"}, "not-a-choice"),
    ({"date of birth": "31 Feb 1961"}, "not-a-date"),
    ({"date of birth": "1961-03-04 09:30"}, "birth-time"),
    ({"visit date": "2026-12-01 09:30", "visit time": "10:15"}, "times-differ"),
    ({"visit date": "Mon 1 Dec 2026"}, "weekday-differs"),
    ({"date of birth": "1911-11-30"}, "held-birth"),
    ({"date of birth": "1900-01-01"}, "held-birth"),
    ({"date of birth": "2026-12-01"}, "held-birth"),
    ({"patient id": "1.2E+11"}, "id-turned"),
    ({"given name": "ZZZTEST"}, "held-marked"),
    ({"family name": "Example (DECEASED)"}, "held-marked"),
    ({"place": "*CANCELLED*"}, "held-marked"),
    ({"reason": "N/A"}, "held-blank-reason"),
    ({"reason": "-"}, "held-blank-reason"),
    ({"language": "English; interpreter"}, "held-language"),
    ({"language": "BSL"}, "held-signed"),
    ({"language": "English, Polish"}, "held-languages"),
    ({"status": "see notes"}, "status-unknown"),
    ({"status": "Rescheduled"}, "held-moved"),
    ({"visit date": ""}, "blank"),
])
def test_what_a_person_must_look_at_is_held(
        tmp_path: Path, small: Content, changed: dict[str, str], code: str) -> None:
    """Each reason to hold a visit has its problem, and holds that visit alone."""
    path = write_csv(tmp_path / "list.csv", [line(1, **changed), line(2)])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold", "make"]
    assert code in {each.code for each in plan.entries[0].problems}
    assert plan.entries[0].cell


@pytest.mark.parametrize("heading", ["deceased", "opted out", "visit cancelled"])
@pytest.mark.parametrize("sign", [
    "✓", "☑", "✔", "✗", "†", "■", "●", "+", "*", "?", "tbc", "not known", "ditto", "no ✓", "no?"])
def test_a_sign_that_may_be_a_yes_holds_the_row(
        tmp_path: Path, small: Content, heading: str, sign: str) -> None:
    """Only a plain no, a dash or a blank says that the patient is alive and comes."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, **{heading: sign}), line(2, **{heading: "-"}), line(3, **{heading: "No"}),
        line(4, **{heading: "n/a"}), line(5, **{heading: ""})])

    plan = planned(path, small)

    assert [each.outcome for each in plan.entries] == ["hold"] + ["make"] * 4
    assert codes(plan, "A-0001") == {"not-yes-no"}


@pytest.mark.parametrize("heading", ["deceased", "opted out"])
@pytest.mark.parametrize("other", [
    {"patient id": "p-0001"},
    {"given name": "TESTA1", "family name": "Example1", "date of birth": "1941-02-11"},
    {"patient id": "P-0001", "visit date": "2025-01-01"},
    {"patient id": "P-0001", "status": "cancelled", "visit date": "soon"},
    {"patient id": "P-0001", "reason": "knee pain"}])
def test_what_another_row_says_of_a_death_holds_every_visit(
        tmp_path: Path, small: Content, heading: str, other: dict[str, str]) -> None:
    """Whatever visit the other row is of, and wherever it stands; nobody else is held."""
    lines = [line(1), line(2), line(3, **other, **{heading: "yes"})]
    for number, order in enumerate((lines, lines[::-1])):
        plan = planned(write_csv(tmp_path / f"{number}.csv", order), small)

        assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make", "A-0003": "skip"}
        assert "held-gone" in codes(plan, "A-0001")
        assert "Testa" not in plan.entries[0].reason


@pytest.mark.parametrize("fault", [
    {"date of birth": "soon"}, {"given name": ""}, {"channel": "pigeon"}, {"visit time": "late"},
    {"patient id": "TRUE"}, {"reason": "NA"}, {"language": "eo"}, {"given name": "ZZZTEST"}])
@pytest.mark.parametrize("said", [{"status": "x Canceled"}, {"status": "DNA"},
                                  {"deceased": "yes"}, {"opted out": "yes"}])
def test_a_visit_that_needs_no_aid_is_skipped_whatever_else_is_wrong(
        tmp_path: Path, small: Content, fault: dict[str, str], said: dict[str, str]) -> None:
    """Nobody has to mend the cells of a cancelled visit."""
    path = write_csv(tmp_path / "list.csv", [line(1, **fault, **said), line(2)])

    assert outcomes(planned(path, small)) == {"A-0001": "skip", "A-0002": "make"}


def test_a_cancelled_row_whose_cells_may_be_anothers_is_held(
        tmp_path: Path, small: Content) -> None:
    """Its “cancelled” may be the next patient's."""
    path = tmp_path / "list.csv"
    path.write_text(as_csv([line(1, status="cancelled"), line(2, status="booked")]).replace(
        "Testa1", "Testa,Nova"), "utf-8")

    assert [entry.outcome for entry in planned(path, small).entries] == ["hold", "make"]


def test_a_slot_that_was_left_names_the_visit_that_stands(tmp_path: Path, small: Content) -> None:
    """It is no first visit of its patient, who gets the aid at the new time."""
    same = {"patient id": "P-1", "given name": "Ana", "family name": "Example",
            "date of birth": "1950-01-01"}
    path = write_csv(tmp_path / "list.csv", [
        line(1, **same, status="Rescheduled"), line(2, **same, status="Scheduled"),
        line(3, status="Moved")])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make", "A-0003": "hold"}
    assert "cell H2 (Status)" in plan.entries[0].reason
    assert "stand: A3" in plan.entries[0].reason
    assert "no row of this list" in plan.entries[2].reason


def test_an_unknown_status_is_told_where_several_rows_have_it(tmp_path: Path, small: Content
                                                              ) -> None:
    """A word of one patient's rows may be a note, and its cell is named in its place."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, status="Triaged"), line(2, status="triaged"), line(3, status="ring daughter"),
        line(4), line(5, patient_id="P-0003", given_name="Testa3", family_name="Example3",
                      date_of_birth=line(3)["Date of birth"], status="Ring daughter")])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold"] * 3 + ["make", "hold"]
    assert "“Triaged”" in plan.entries[0].reason
    assert "“triaged”" in plan.entries[1].reason
    assert "daughter" not in str(plan.entries)
    assert "H4 (Status)" in plan.entries[2].reason


def test_reasons_that_nearly_match_are_named(tmp_path: Path, small: Content) -> None:
    """Their visits get no aid, and perhaps should; one alone is named by its cell."""
    path = write_csv(tmp_path / "list.csv", [
        *(line(number, reason="Hiccups L") for number in (1, 2, 3)), line(4, reason="hicups again"),
        line(5, reason="knee"), line(6)])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["skip"] * 5 + ["make"]
    several, one = plan.warnings
    assert "3 visits for “Hiccups L” get no aid: did you mean “hiccups”?" in several.sentence
    assert (one.code, one.place.cell) == ("reason-near-one", "G5")
    assert "again" not in one.sentence


def test_a_needed_fact_that_is_missing_holds(tmp_path: Path) -> None:
    """A fact that the workbook needs and the list leaves blank holds the visit."""
    from sdaid import steps
    from tests.build import SMALL, row_of, workbook_from

    def need(texts: dict[str, list[dict[str, object]]]) -> None:
        row_of(texts, "Patient facts", "work")["needed"] = True

    content, _ = steps.read_workbook(workbook_from(SMALL, tmp_path / "needs.xlsx", need))
    assert content is not None
    path = write_csv(tmp_path / "list.csv", [line(1, work=""), line(2, work="outdoors")])

    plan = planned(path, content)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
    assert codes(plan, "A-0001") == {"held-fact-missing"}


def test_a_column_that_is_not_there_is_named(tmp_path: Path, small: Content) -> None:
    """What the list does not tell is missed in its row and under its heading, in no other cell."""
    path = tmp_path / "list.csv"
    write_csv(path, [{name: text for name, text in line(1).items() if name != "Reason"}])

    (entry,) = planned(path, small).entries

    assert "list.csv, row 2 (Reason): the visit has no reason" in entry.reason


def test_every_reason_can_be_served_on_purpose(tmp_path: Path, small: Content) -> None:
    """`--all-for-this-decision` makes aids for visits of another reason and of none."""
    path = write_csv(tmp_path / "list.csv", [line(1, reason="knee"), line(2, reason="")])

    assert outcomes(planned(path, small)) == {"A-0001": "skip", "A-0002": "hold"}
    assert outcomes(planned(path, small, every_reason=True)) == {
        "A-0001": "make", "A-0002": "make"}


def test_one_of_several_reasons_is_enough(tmp_path: Path, small: Content) -> None:
    """A visit for two reasons, of which one is this decision's, gets the aid."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, reason="Knee pain; HICCUPS"), line(2, reason="hiccups of the knee")])

    assert outcomes(planned(path, small)) == {"A-0001": "make", "A-0002": "skip"}


def test_visits_outside_the_window_are_skipped(tmp_path: Path, small: Content) -> None:
    """Both ends of the window count in."""
    days = ("2026-11-30", "2026-12-01", "2026-12-05", "2026-12-06")
    path = write_csv(tmp_path / "list.csv", [
        line(number, visit_date=day) for number, day in enumerate(days)])

    plan = planned(path, small, window=Window(date(2026, 12, 1), date(2026, 12, 5)))

    assert [entry.outcome for entry in plan.entries] == ["skip", "make", "make", "skip"]
    assert plan.entries[0].reason == "visit before 2026-12-01"
    assert plan.entries[3].reason == "visit after 2026-12-05"


def test_a_second_visit_of_one_person_is_held(tmp_path: Path, small: Content) -> None:
    """The earliest visit that comes gets the aid, whatever the order of the list."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, patient_id="P-1", given_name="Same", family_name="One", visit_date="2026-12-09",
             date_of_birth="1950-01-01"),
        line(2, patient_id="p-1", given_name="Same", family_name="One", visit_date="2026-12-02",
             date_of_birth="1950-01-01"),
        line(3, patient_id="P-1", given_name="Same", family_name="One", visit_date="2026-12-01",
             date_of_birth="1950-01-01", status="cancelled")])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make", "A-0003": "skip"}
    assert codes(plan, "A-0001") == {"held-second-visit"}
    assert "A3" in plan.entries[0].reason
    assert outcomes(planned(path, small, only=("A-0001",)))["A-0001"] == "make"


def test_two_people_under_one_id_are_both_held(tmp_path: Path, small: Content) -> None:
    """Nobody can tell whose id it is, so nobody gets a page with it."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, patient_id="P-1", given_name="Ana"), line(2, patient_id="P-1", given_name="Bob"),
        line(3)])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "hold", "A-0003": "make"}
    assert "held-two-people" in codes(plan, "A-0001") & codes(plan, "A-0002")


def test_two_rows_of_one_appointment_id_are_both_held(tmp_path: Path, small: Content) -> None:
    """A file can be only one appointment's, on systems too for which A and a are one."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), {**line(2), "Appointment id": "a-0001"}, line(3)])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold", "hold", "make"]
    assert "held-id-twice" in codes(plan, "A-0001")


@pytest.mark.parametrize("fault", [
    {"channel": "fax"}, {"date of birth": "soon"}, {"visit date": "31 Apr 2026"},
    {"given name": "Ana\ufffd"}, {"work": "out\ufffd"}])
def test_a_faulty_row_counts_for_its_appointment_id(
        tmp_path: Path, small: Content, fault: dict[str, str]) -> None:
    """Another fault does not hide that the id is there twice."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), {**line(2, **fault), "Appointment id": "A-0001"}, line(3)])

    plan = planned(path, small)

    assert [(entry.id, entry.outcome) for entry in plan.entries] == [
        ("A-0001", "hold"), ("A-0001", "hold"), ("A-0003", "make")]
    assert "A3 too" in plan.entries[0].reason
    assert "A2 too" in plan.entries[1].reason


@pytest.mark.parametrize(("faulty", "good"), [
    ({"given name": "Bob", "channel": "fax"}, {"given name": "Ana"}),
    ({"given name": "Ana", "date of birth": "1990-09-09", "visit date": "soon"},
     {"given name": "Ana"}),
    ({"given name": "Bob", "date of birth": "soon"}, {"given name": "Ana"}),
])
@pytest.mark.parametrize("turned", [False, True])
def test_a_faulty_row_counts_for_its_patient_id(
        tmp_path: Path, small: Content, faulty: dict[str, str], good: dict[str, str],
        turned: bool) -> None:
    """Of two people under one id both are held, as far as name and date of birth can be read."""
    same = {"patient id": "P-1", "family name": "Example", "date of birth": "1950-01-01"}
    rows = [line(1, **same | faulty), line(2, **same | good), line(3)]
    path = write_csv(tmp_path / "list.csv", rows[::-1] if turned else rows)

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "hold", "A-0003": "make"}
    assert all("held-two-people" in codes(plan, name) for name in ("A-0001", "A-0002"))


def test_what_cannot_be_read_makes_nobody_another_person(tmp_path: Path, small: Content) -> None:
    """A date of birth that cannot be read is not another one."""
    same = {"patient id": "P-1", "given name": "Ana", "family name": "Example"}
    path = write_csv(tmp_path / "list.csv", [
        line(1, **same, date_of_birth="soon"), line(2, **same, date_of_birth="1950-01-01")])

    plan = planned(path, small)

    assert not any("held-two-people" in codes(plan, name) for name in ("A-0001", "A-0002"))


@pytest.mark.parametrize(("faulty", "outcome"), [
    ({"channel": "fax", "visit date": "2026-11-30"}, "hold"),
    ({"channel": "fax", "visit date": "2026-12-02"}, "make"),
    ({"visit date": "soon"}, "make"),
    ({"channel": "fax", "visit date": "2026-11-30", "reason": "knee"}, "make"),
])
def test_a_faulty_row_counts_as_a_visit_of_its_patient(
        tmp_path: Path, small: Content, faulty: dict[str, str], outcome: str) -> None:
    """The first visit that comes gets the aid, and waits where it is held; one whose day cannot be
    read is no first visit."""
    same = {"patient id": "P-1", "given name": "Ana", "family name": "Example",
            "date of birth": "1950-01-01"}
    path = write_csv(tmp_path / "list.csv", [line(1, **same | faulty), line(2, **same)])

    assert outcomes(planned(path, small)) == {"A-0001": "hold", "A-0002": outcome}


def test_two_people_at_one_address_each_get_theirs(tmp_path: Path, small: Content) -> None:
    """An address is not an identity."""
    home = {"address": "1 Nowhere Lane", "family_name": "Example"}
    path = write_csv(tmp_path / "list.csv", [line(1, **home), line(2, **home)])

    assert outcomes(planned(path, small)) == {"A-0001": "make", "A-0002": "make"}


def test_a_time_with_its_zone_is_told_on_the_clinics_clocks(tmp_path: Path, small: Content
                                                            ) -> None:
    """With the clinic's zone a UTC time becomes the clinic's day and time; an offset stays as it
    was written without one."""
    from sdaid import steps
    from sdaid.batch.plan import scheduled

    path = write_csv(tmp_path / "list.csv", [
        line(1, visit_date="2026-12-02T01:30:00Z"),
        line(2, visit_date="2026-12-01T20:30:00-05:00")])
    zone = ZoneInfo("America/New_York")
    listed, _ = steps.read_list(path, small)
    assert listed is not None

    visits = [visit.appointment for visit in scheduled(listed.rows, small, zone) if visit]

    assert [each.visit_date.isoformat() for each in visits] == ["2026-12-01", "2026-12-01"]
    assert [each.visit_time.isoformat()[:5] for each in visits if each.visit_time] == [
        "20:30", "20:30"]
    assert outcomes(planned(path, small)) == {"A-0001": "hold", "A-0002": "make"}
    assert outcomes(planned(path, small, zone=zone)) == {"A-0001": "make", "A-0002": "make"}


def test_names_of_other_scripts_are_made_or_held(tmp_path: Path, small: Content) -> None:
    """A name is set in letters that a font holds, or its visit is held; never a box."""
    from sdaid.page.fonts import missing_glyphs

    names = ("Nguyễn Thị", "سارة", "李小龍", "Zoë😀", "Ștefan")
    path = write_csv(tmp_path / "list.csv", [
        line(number, given_name=name) for number, name in enumerate(names)])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == [
        "hold" if missing_glyphs(name) else "make" for name in names]
    assert plan.entries[0].outcome == "make"
    assert plan.entries[3].outcome == "hold"


@pytest.mark.parametrize(("name", "outcome"), [
    ("Testa1 Example1", "make"), ("EXAMPLE1, Testa1", "make"), ("Mr Testa1 M Example1", "make"),
    ("", "make"), ("Other, Testa1", "hold"), ("Nova Other", "hold")])
def test_a_whole_name_that_is_not_its_parts_holds_the_row(
        tmp_path: Path, small: Content, name: str, outcome: str) -> None:
    """One of the two columns is another patient's."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, patient_name=name), line(2, patient_name="Testa2 Example2")])

    assert outcomes(planned(path, small)) == {"A-0001": outcome, "A-0002": "make"}


def test_a_visit_before_birth_is_held_and_not_passed_over_as_past(
        tmp_path: Path, small: Content) -> None:
    """The two dates were exchanged; a visit that is past, and after birth, is skipped."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, date_of_birth="2026-12-01", visit_date="1950-02-03"),
        line(2, visit_date="2025-02-03")])

    plan = planned(path, small, window=Window(date(2026, 11, 22), None))

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "skip"}
    assert codes(plan, "A-0001") == {"held-birth"}
