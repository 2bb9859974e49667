"""Whatever a manifest says: what is sent to a patient is an aid that bears, on each of its pages,
that patient's own name and date of birth."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from sdaid import steps
from sdaid.aid.wording import wording
from sdaid.batch import manifest
from sdaid.batch.folder import write_whole
from sdaid.mail.identity import Identity, page_problem, words_of
from sdaid.page.draw import draw
from sdaid.page.fonts import needed_families
from sdaid.page.styles import paper_css
from sdaid.problems import CannotGoOnError
from sdaid.resources import templates
from tests.batch.cli import quick
from tests.batch.lists import line, write_csv
from tests.build import SMALL, list_from, workbook_from
from tests.mail.batches import Made, finished_batch, patient, sum_of, write_manifest
from tests.mail.reading import manifest_rows
from tests.mail.rendered import DAY, done, run_folder
from tests.mail.servers import running
from tests.mail.test_a_servers_words_tell_nobody import row
from tests.mail.test_email import Office, reader
from tests.mail.test_post import held, post

WORDS = wording("en", templates() / "locale")
GERMAN = replace(WORDS, language="de")


def exchange(made: Made, one: str, other: str) -> None:
    """Exchange what the manifest says of the aids of two appointments: file, checksum, pages and
    fingerprint together."""
    found, _ = manifest.load(made.folder)
    assert found is not None
    by_id = {each.id: each for each in found.appointments}
    taken = {one: other, other: one}
    write_manifest(made.folder, replace(found, appointments=tuple(
        replace(by_id[taken.get(each.id, each.id)], id=each.id, cell=each.cell)
        for each in found.appointments)))


def test_exchanged_entries_are_held_from_the_post(tmp_path: Path) -> None:
    """In a dry run too; the others go."""
    made = finished_batch(tmp_path, [patient(1), patient(2), patient(3)])
    exchange(made, "A-0001", "A-0002")

    for more in ((), ("--dry-run",)):
        assert held(post(made, "--json", *more))["A-0001"] == "mail-anothers"
    assert [line["Appointment id"] for line in manifest_rows(made.folder / "post-1")] == ["A-0003"]


def test_exchanged_entries_are_held_from_email(tmp_path: Path) -> None:
    """Each patient would have got the other's aid."""
    made = finished_batch(tmp_path / "clinic", [reader(1), reader(2), reader(3)])
    exchange(made, "A-0001", "A-0002")
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        assert office.send() == {"A-0001": "mail-anothers", "A-0002": "mail-anothers",
                                 "A-0003": "sent"}


def test_an_aid_of_two_patients_is_held(tmp_path: Path) -> None:
    """One page of another's among one's own."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    path = made.folder / "A-0001.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as own, \
            pikepdf.open(made.folder / "A-0002.pdf") as other:
        own.pages[2] = other.pages[2]
        own.save(path)
    found, _ = manifest.load(made.folder)
    assert found is not None
    write_manifest(made.folder, replace(found, appointments=tuple(
        replace(each, sha256=sum_of(made.folder / each.file)) for each in found.appointments)))

    assert held(post(made, "--json")) == {"A-0001": "mail-anothers"}


def test_an_aid_behind_anothers_letter_stops_the_run(tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """The finished print file is read back, whatever put it together."""
    from sdaid.mail import post as post_room

    made = finished_batch(tmp_path, [patient(1), patient(2)])
    put_together = post_room.print_file

    def exchanged(envelopes: Any) -> bytes:
        one, other = envelopes
        return put_together([replace(one, enclosed=other.enclosed),
                             replace(other, enclosed=one.enclosed)])

    monkeypatch.setattr(post_room, "print_file", exchanged)
    with pytest.raises(CannotGoOnError, match="the aid is another's"):
        post(made)
    assert not list(made.folder.glob("post-1"))


def test_a_file_that_changes_while_others_are_sent_is_held(tmp_path: Path) -> None:
    """A mailing takes hours: each aid is proved again before it goes."""
    made = finished_batch(tmp_path / "clinic", [reader(1), reader(2)])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "l.sqlite")
        office.hands.then = [lambda: write_whole(made.folder / "A-0002.pdf", made.aids["A-0001"])]
        assert office.send() == {"A-0001": "sent", "A-0002": "file-changed"}


def test_an_aid_without_a_word_is_nobodys(tmp_path: Path) -> None:
    """Blank pages bear no name."""
    path = tmp_path / "blank.pdf"
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(path)
    assert page_problem(path, row(), WORDS)
    write_whole(path, b"no PDF")
    assert page_problem(path, row(), WORDS)


@pytest.mark.parametrize("text", [
    "Zoë Ann O’Sample-Müller born March 12, 1984 ID P-77123",
    "ZOË ANN O'SAMPLE‑MÜLLER\nBorn 12 March 1984", "1984-03-12 Zoë Ann\r\nO'Sample-Müller",
    "Zoë\nborn 12.03.1984\nAnn\nID: P-77123 O'Sample-Müller", "12/3/1984 Zoë Ann O'Sample Müller",
    "P-77123 Zo ë A nn O'Sam ple-Müller 12 March 1984",
])
def test_a_page_is_the_patients_however_it_is_laid_out(text: str) -> None:
    """In any order and across lines; where words are parted, with the id."""
    assert Identity.of(row(), WORDS).is_on(words_of(f"Options\n{text}\nPage 3 of 7"))


@pytest.mark.parametrize("text", [
    "Zoë Ann O'Sample-Müller", "born 12 March 1984 P-77123", "Joe O'Sample-Müller 12 March 1984",
    "Zoë Ann O'Sample-Müller born 12 April 1984", "Zoë Ann O'Sample-Müller 12 March 1985",
    "Zoë Ann O'Sample 12 March 1984 P-77123", "Zoë Anna O'Sample-Müller 12 March 1984",
    "Zoë Ann O'Sample-Müller born 2 March 1984 on page 1", "",
])
def test_a_page_without_both_is_not(text: str) -> None:
    """A relative, a twin, a namesake, another day."""
    assert not Identity.of(row(), WORDS).is_on(words_of(f"Options\n{text}\nPage 3 of 7"))


def test_a_date_is_known_in_the_aids_language() -> None:
    """As 12. März 1984."""
    assert Identity.of(row(), GERMAN).is_on(words_of(
        "Zoë Ann O'Sample-Müller, geboren am 12. März 1984"))


@pytest.mark.parametrize(("text", "own"), [
    ("Zoë Ann O'Sample-Müller 12 فبراير 1984", True),
    ("Zoë Ann O'Sample-Müller 12 ف براير 1984", True),
    ("Zoë Ann O'Sample-Müller P-0001 12 ف برا ير 1984", True),
    ("Zoë Ann O'Sample-Müller 2 فبراير 1984", False),
    ("Zoë Ann O'Sample-Müller 12 ف 3 براير 1984", False),
    ("Zoë Ann O'Sample-Müller 12 ف براير 1985", False),
    ("Zoë Ann O'Sample-Müller 12 براير ف 1984", False)])
def test_a_month_whose_letters_join_may_come_back_in_pieces(text: str, own: bool) -> None:
    """A PDF gives some Arabic words back with a gap; another day, year or month is another's."""
    arabic = replace(WORDS, language="ar")
    born = row(born="1984-02-12")
    assert Identity.of(born, arabic).is_on(words_of(f"خيارات\n{text}\n")) == own


@pytest.mark.parametrize(("given", "family"), [
    ("Testa", "Example"), ("Đặng", "NGUYỄN"), ("Ἀλέξανδρος", "Παπαδόπουλος"), ("Łucja", "Ștefan"),
    ("Jean‑Luc", "de la Tour d'Auvergne-Lauraguais Maximilian"), ("Office", "Fjäll"),
])
def test_a_name_is_read_back_as_it_was_printed(tmp_path: Path, given: str, family: str) -> None:
    """Accents, ligatures and long names, drawn by the same hand as aids; not for another name."""
    path = tmp_path / "aid.pdf"
    html = (f'<html lang="en"><title>Aid</title><p>{given} {family} born March 12, 1984 '
            f'· ID P-77123</p>')
    path.write_bytes(draw(html, styles=(), css=paper_css("a4"), families=needed_families(html)))
    assert page_problem(path, row(given_name=given, family_name=family), WORDS) is None
    assert page_problem(path, row(given_name=given, family_name=family + "a"), WORDS)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real aids: one standard, one in large print."""
    home = tmp_path_factory.mktemp("real")

    def change(texts: Any) -> None:
        texts["Appointments"] = [
            patient(1, given_name="Zoë-Ann", family_name="O’Connor"),
            patient(2, given_name="Testa Maria Anna", family_name="Example", format="large-print",
                    born=date(1941, 12, 30))]

    book = workbook_from(SMALL, home / "w.xlsx")
    done("render", book, list_from(SMALL, home / "l.xlsx", change), *DAY, "--output", home / "out")
    return run_folder(home / "out")


def test_every_page_of_a_real_aid_is_its_patients(example: Path) -> None:
    """Whatever the format; and nobody else's."""
    content, _ = steps.read_workbook(example.parent.parent / "w.xlsx")
    assert content is not None
    listed, _ = steps.read_list(example.parent.parent / "l.xlsx", content)
    assert listed is not None
    rows = {found.id: found for _, found, _ in listed.rows() if found is not None}
    for name, found in rows.items():
        assert page_problem(example / f"{name}.pdf", found, WORDS) is None  # type: ignore[arg-type]
        [other] = rows.keys() - {name}
        assert page_problem(example / f"{other}.pdf", found, WORDS)  # type: ignore[arg-type]


def test_what_is_said_of_exchanged_aids_mends_them(tmp_path: Path, small_workbook: Path) -> None:
    """Files and checksums that changed places are held, and the files named; once these are removed
    and the list is rendered again, the aids can go."""
    rows = [line(number, Channel="post", Address="1 Invented Lane", Postcode="SW1A 1AA")
            for number in (1, 2)]
    words = ("render", small_workbook, write_csv(tmp_path / "list.csv", rows), "--output",
             tmp_path / "out", *DAY)
    assert quick(*words).code == 0
    folder = next(each for each in (tmp_path / "out").iterdir() if each.is_dir())
    told = json.loads((folder / manifest.NAME).read_text("utf-8"))
    one, two = told["appointments"]
    one["sha256"], two["sha256"] = two["sha256"], one["sha256"]
    (folder / manifest.NAME).write_text(json.dumps(told), "utf-8")
    first = (folder / one["file"]).rename(folder / "kept")
    (folder / two["file"]).rename(folder / one["file"])
    first.rename(folder / two["file"])

    post_ = ("post", folder, "--dry-run", "--country", "GB", *DAY, "--json")
    held_ = json.loads(quick(*post_).out)["held"]
    for each in held_:
        assert f"remove the file {each['id']}.pdf" in str(each["problem"])
        (folder / f"{each['id']}.pdf").unlink()
    assert len(held_) == 2
    assert quick(*words).code == 0
    assert json.loads(quick(*post_).out)["envelopes"] == [one["id"], two["id"]]
