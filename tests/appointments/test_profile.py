"""The profile of a system's lists: written from an export, corrected, and used ever after."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from sdaid import lists, steps
from sdaid.appointments.profile import DateOrder, NameOrder, Profile, label
from sdaid.appointments.profile_file import COLUMNS, LIST, WORDS, load_profile
from sdaid.appointments.understood import How
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import CannotGoOnError, Problem
from sdaid.show_list import understood_lines
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY, outcomes
from tests.build import SMALL, workbook_from

STRANGE = """Clinic list
Slot,Pat. ref.,Patient,Born on,When,What for,State,Opt out,Died,Colour
S-1,P-1,Testa Example,03/04/1961,12/01/2026,hiccups,frobbed,no,,red
S-2,P-2,Nemo Blank,05/05/1970,12/02/2026,hiccups,frobbed,no,2026-11-01,blue
S-3,P-3,Ulla Sample,06/06/1971,12/03/2026,hiccups,grumped,no,,red
S-4,P-4,Odo Pretend,07/07/1972,12/03/2026,hiccups,grumped,yes,,red
"""
TOLD = {"Slot": "Appointment id", "Pat. ref.": "Patient id", "Patient": "Patient name",
        "Born on": "Date of birth", "When": "Visit date", "What for": "Reason", "State": "Status",
        "Opt out": "Opted out", "Died": "Deceased", "Colour": "does not matter"}


def write(path: Path, columns: dict[str, str], words: dict[str, str] | None = None,
          **told: str) -> Path:
    """A profile as an office writes it; `told` are values of the sheet List by their name with
    “_”."""
    lists.write_profile(path, strange(path.parent), None)
    book = load_workbook(path)
    page = book[COLUMNS.name]
    for row in range(2, page.max_row + 1):
        page.cell(row, 1).value = page.cell(row, 2).value = page.cell(row, 3).value = None
    for row, (theirs, ours) in enumerate(columns.items(), start=2):
        page.cell(row, 1).value, page.cell(row, 2).value = theirs, ours
    for row, (word, meaning) in enumerate((words or {}).items(), start=2):
        book[WORDS.name].cell(row, 1).value, book[WORDS.name].cell(row, 2).value = word, meaning
    values = book[LIST.name]
    for row in range(2, values.max_row + 1):
        name = str(values.cell(row, 1).value)
        values.cell(row, 2).value = told.get(name.replace(" ", "_"))
    book.save(path)
    return path


def strange(folder: Path, text: str = STRANGE) -> Path:
    """A list of which nobody knows a heading, but for a word."""
    path = folder / "export.csv"
    path.write_text(text.replace("Pat. ref.", "MRN").replace("Born on", "DOB"), "utf-8")
    return path


def codes(problems: list[Problem]) -> list[str]:
    return [each.code for each in problems]


def full(folder: Path) -> Path:
    columns = {{"Pat. ref.": "MRN", "Born on": "DOB"}.get(theirs, theirs): ours
               for theirs, ours in TOLD.items()}
    return write(folder / "profile.xlsx", columns, {"frobbed": "booked", "grumped": "booked"},
                 Order_of_dates=DateOrder.MONTH_FIRST.value,
                 Names_are_put_together_as=NameOrder.GIVEN_FAMILY.value)


def test_a_profile_says_once_what_every_list_means(tmp_path: Path, small: Content) -> None:
    """Columns, names, dates, words of the status: then the list is read, and the dead are not
    written to."""
    listed, told, problems = lists.understand_list(
        strange(tmp_path), small, lists.Reading(profile=full(tmp_path)))

    assert listed is not None, problems
    planned = steps.plan_run(listed.rows, small, steps.Asked(TODAY))
    assert outcomes(planned) == {"S-1": "make", "S-2": "skip", "S-3": "make", "S-4": "skip"}
    assert {each.how for each in told.columns} == {How.PROFILE}
    assert [each.theirs for each in told.not_read if each.dismissed] == ["Colour"]
    assert planned.entries[0].visit is not None
    assert planned.entries[0].visit.isoformat() == "2026-12-01"


def test_without_it_nothing_is_guessed_of_who_comes(tmp_path: Path, small: Content) -> None:
    """The list is refused, and everything that is to be told is asked at once."""
    listed, told, problems = lists.understand_list(strange(tmp_path), small, lists.Reading())

    assert listed is None
    assert {each.code for each in problems} >= {"column-missing", "column-decides"}
    assert {each.theirs for each in told.questions if each.stops} >= {"Patient", "When", "Opt out",
                                                                      "Died"}


def test_a_new_profile_holds_what_was_understood_and_asks_for_the_rest(tmp_path: Path) -> None:
    """What was guessed says so; what decides is left blank; words that come again are listed."""
    path, list_ = tmp_path / "p.xlsx", tmp_path / "export.csv"
    list_.write_text("Patient Details,MRN,DOB,Appt date,Slot Type,Appt status,Died,Room code,"
                     "Interp Reqd\n"
                     + "".join(f'"EXAMPLE{n}, Testa (Mr)",P-{n},1941-02-1{n},2026-12-01,hiccups,'
                               f"{'booked' if n else 'only once'},,7,N\n" for n in range(4)),
                     "utf-8")

    told, notices, problems = lists.write_profile(path, list_, None)

    assert "EXAMPLE" not in str(understood_lines(told, notices)) + str(problems)
    rows = {row[0]: row[1:3] for row in load_workbook(path)[COLUMNS.name].iter_rows(
        min_row=2, values_only=True) if row[0]}
    assert rows["MRN"] == ("Patient id", "by its name")
    assert rows["Slot Type"] == ("Reason", "a guess: please look")
    assert rows["Died"][0] is None
    assert rows["Room code"] == ("does not matter", "a guess, nothing here needs it: please look")
    assert rows["Interp Reqd"][0] is None
    words = [row[:2] for row in load_workbook(path)[WORDS.name].iter_rows(
        min_row=2, values_only=True) if row[0]]
    assert words == [("booked", "booked")]
    values = dict(row[:2] for row in load_workbook(path)[LIST.name].iter_rows(values_only=True))
    assert values["Names are put together as"] == NameOrder.FAMILY_COMMA_GIVEN.value


NEARLY_A_FACT = ("id,MRN,First name,Surname,DOB,Appt date,Reason,Swalowing?,Room code\n"
                 "S-1,P-1,Testa,Example,1961-04-03,2026-12-01,hiccups,yes,7\n")


def test_a_heading_that_is_nearly_a_patient_fact_stops_until_it_is_told(
        tmp_path: Path, small: Content) -> None:
    """Nobody's recorded fact is lost: a new profile leaves it to decide, and its answer is used."""
    list_ = tmp_path / "list.csv"
    list_.write_text(NEARLY_A_FACT, "utf-8")

    listed, told, problems = lists.understand_list(list_, small, lists.Reading())

    assert listed is None
    (found,) = problems
    assert (found.code, found.place.cell) == ("column-near-fact", "H1")
    assert "“Swalowing?” may be the patient fact “trouble-swallowing”" in found.says
    assert any(" ".join(line.split()) == "Please decide “Swalowing?” (H1) may be one of "
               "these, and was not read: trouble-swallowing" for line in understood_lines(told))
    lists.write_profile(tmp_path / "new.xlsx", list_, small)
    undecided = {row[0]: row[1] for row in load_workbook(tmp_path / "new.xlsx")[
        COLUMNS.name].iter_rows(min_row=2, values_only=True) if row[0]}
    assert undecided["Swalowing?"] is None
    for number, (answer, fact) in enumerate((("trouble-swallowing", {"trouble-swallowing": "yes"}),
                                             ("does not matter", {}))):
        profile = write(tmp_path / f"{number}.xlsx", {
            "Swalowing?": answer, "Room code": "does not matter"})
        listed, _, problems = lists.understand_list(list_, small, lists.Reading(profile=profile))
        assert listed is not None, problems
        ((_, visit, _),) = listed.rows()
        assert visit is not None
        assert visit.extra == fact


def test_a_profile_that_no_longer_fits_says_so(tmp_path: Path, small: Content) -> None:
    """A column that is gone stops the list; one that is new is named."""
    profile = full(tmp_path)
    gone = strange(tmp_path, STRANGE.replace("State", "Phase").replace("Colour", "Shade"))

    listed, _, problems = lists.understand_list(gone, small, lists.Reading(profile=profile))

    assert listed is None
    assert "“State”" in next(each.says for each in problems if each.code == "profile-gone")
    assert "“Phase”, “Shade”" in next(
        each.says for each in problems if each.code == "profile-new")


@pytest.mark.parametrize(("columns", "code"), [
    ({"Slot": "Frobnication"}, "profile-field"),
    ({"Slot": "Patient id", "Patient": "Patient id"}, "profile-twice")])
def test_a_profile_that_says_what_cannot_be_is_refused(
        tmp_path: Path, columns: dict[str, str], code: str) -> None:
    """With the cell."""
    profile, problems = load_profile(write(tmp_path / "p.xlsx", columns), Vocabulary({}))

    assert profile is None
    assert codes(problems) == [code]
    assert problems[0].place.cell.startswith("B")


def test_columns_of_one_heading_and_of_none_can_be_told_apart(tmp_path: Path, small: Content
                                                              ) -> None:
    """By a number behind the heading, by the letter of the column."""
    list_ = tmp_path / "list.csv"
    list_.write_text("id,MRN,Name,Name,DOB,Appt date,\nS-1,P-1,Testa,Example,1961-04-03,"
                     "2026-12-01,hiccups\n", "utf-8")
    profile = write(tmp_path / "p.xlsx", {
        "id": "Appointment id", label("Name", "C"): "Given name", label("Name", "D", 2):
        "Family name", label("", "G"): "Reason"})

    listed, _, problems = lists.understand_list(list_, small, lists.Reading(profile=profile))

    assert listed is not None, problems
    ((_, visit, _),) = listed.rows()
    assert visit is not None
    assert (visit.id, visit.given_name, visit.family_name, visit.reason) == (
        "S-1", "Testa", "Example", "hiccups")


def test_lines_that_name_the_clinician(tmp_path: Path, small: Content) -> None:
    """Are the clinician of the rows below them, where the profile says so."""
    list_ = tmp_path / "list.csv"
    list_.write_text("Appointment id,MRN,First name,Surname,DOB,Appt date,Reason\n"
                     "Dr Pretend,,,,,,\nS-1,P-1,Testa,Example,1961-04-03,2026-12-01,hiccups\n"
                     "Dr Sample,,,,,,\nS-2,P-2,Nemo,Blank,1962-04-03,2026-12-01,hiccups\n",
                     "utf-8")
    profile = write(tmp_path / "p.xlsx", {"MRN": "Patient id"}, Lines_name_the_clinician="yes")

    listed, _, _ = lists.understand_list(list_, small, lists.Reading(profile=profile))

    assert listed is not None
    assert [getattr(visit, "clinician", "") for _, visit, _ in listed.rows() if visit] == [
        "Dr Pretend", "Dr Sample"]


def test_the_workbook_names_a_profile_beside_it(tmp_path: Path) -> None:
    """Then no call needs to."""
    full(tmp_path)
    workbook = workbook_from(SMALL, tmp_path / "hiccups.xlsx", lambda texts: texts["Decision"][
        0].update(list_profile="profile.xlsx"))
    content, problems = steps.read_workbook(workbook)
    assert content is not None, problems

    listed, told, problems = lists.understand_list(strange(tmp_path), content, lists.Reading())

    assert listed is not None, problems
    assert told.profile == "profile.xlsx"
    assert listed.profile is not None
    assert listed.unchanged


@pytest.mark.parametrize("named", ["../profile.xlsx", "/elsewhere/profile.xlsx", "a/b.xlsx"])
def test_the_workbook_names_no_profile_elsewhere(tmp_path: Path, named: str) -> None:
    """As with the logo: what belongs to it lies beside it."""
    workbook = workbook_from(SMALL, tmp_path / "hiccups.xlsx", lambda texts: texts["Decision"][
        0].update(list_profile=named))
    content, _ = steps.read_workbook(workbook)
    assert content is not None

    listed, _, problems = lists.understand_list(strange(tmp_path), content, lists.Reading())

    assert listed is None
    assert codes(problems) == ["profile-outside"]


def test_a_profile_that_is_not_there_is_named(tmp_path: Path, small: Content) -> None:
    """And nothing is read without it."""
    listed, _, problems = lists.understand_list(
        strange(tmp_path), small, lists.Reading(profile=tmp_path / "none.xlsx"))

    assert listed is None
    assert codes(problems) == ["file-missing"]


def test_fhir_has_no_profile(tmp_path: Path) -> None:
    """Its names are the same in every system."""
    list_ = tmp_path / "list.json"
    list_.write_text("{}", "utf-8")

    with pytest.raises(CannotGoOnError, match="FHIR"):
        lists.write_profile(tmp_path / "p.xlsx", list_, None)
    assert not (tmp_path / "p.xlsx").exists()


def test_the_call_states_the_order_of_dates(tmp_path: Path, small: Content) -> None:
    """Above what the profile says."""
    list_ = tmp_path / "list.csv"
    list_.write_text("Appointment id,MRN,First name,Surname,DOB,Appt date,Reason\n"
                     "S-1,P-1,Testa,Example,03/04/1961,12/01/2026,hiccups\n", "utf-8")

    read = {}
    for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST):
        listed, _, _ = lists.understand_list(list_, small, lists.Reading(dates=order))
        assert listed is not None
        ((_, visit, _),) = listed.rows()
        assert visit is not None
        read[order] = f"{visit.born} {visit.visit_date}"
        assert listed.dates == order.value

    assert read == {DateOrder.DAY_FIRST: "1961-04-03 2026-01-12",
                    DateOrder.MONTH_FIRST: "1961-03-04 2026-12-01"}


def test_a_profile_is_plain_data() -> None:
    """Frozen, and equal where it says the same."""
    assert Profile(columns=(("a", "id"),)) == Profile(columns=(("a", "id"),))
    assert hash(Profile()) == hash(Profile())
