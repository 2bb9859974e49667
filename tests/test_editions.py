"""Two contents with one version number do not both go out: what patients read has a fingerprint,
and the ledger knows which went out under which version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sdaid.cli import cli
from sdaid.editions import editions_of, note_editions, refuse_second_edition
from sdaid.ledger.ledger import open_ledger
from sdaid.problems import CannotGoOnError
from sdaid.standards.fingerprint import changed_lines, fingerprint, printed_cells
from sdaid.workbook.content import Content
from sdaid.workbook.languages import languages_of
from tests.build import SMALL, Rows, row_of, workbook_from
from tests.standards.contents import TODAY, content_from

LATER = date(2026, 11, 23)


def clock() -> datetime:
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


def dearer(texts: Rows) -> None:
    row_of(texts, "Options", "bell")["cost"] = "You pay for the bell."


def another_version(texts: Rows) -> None:
    dearer(texts)
    texts["Decision"][0]["content_version"] = "0.2"


def unseen(texts: Rows) -> None:
    """What no patient reads: a reason for a term, other headings, who signs what."""
    texts["Words"][1]["allowed"] = "It is how patients call it."
    texts["Patient facts"][0]["aliases"] = "swallow"
    texts["People"][0]["attests"] = "q6"


def moved(texts: Rows) -> None:
    """Another order of the options is another page."""
    texts["Options"].reverse()


def prints(content: Content) -> str:
    return fingerprint(printed_cells(content, content.decision.language))


def test_the_fingerprint_is_of_what_patients_read() -> None:
    """Another text or order changes it; what is not printed does not."""
    whole = prints(content_from(SMALL))
    assert prints(content_from(SMALL, unseen)) == whole
    assert len({whole, prints(content_from(SMALL, dearer)),
                prints(content_from(SMALL, moved))}) == 3


def test_each_language_has_its_own() -> None:
    """Wording in another language changes that language's fingerprint alone."""
    content = content_from(SMALL)
    bell = content.options[2].model_copy(update={"wording": {"es": {"cost": "Usted paga."}}})
    translated = replace(content, options=(*content.options[:2], bell))
    assert languages_of(translated) == ("en", "es")
    assert prints(translated) == prints(content)
    assert printed_cells(translated, "es")["Options, bell, Cost"] == "Usted paga."
    assert fingerprint(printed_cells(translated, "es")) != prints(content)


def note(path: Path, content: Content, *, desk: date | None = None) -> Any:
    with open_ledger(path, clock) as ledger:
        note_editions(ledger, content, desk=desk)


def refused(path: Path, content: Content) -> list[str]:
    """What is said where the content is refused; nothing where it is not."""
    said: list[str] = []
    try:
        refuse_second_edition(path, content, TODAY, clock, said.append)
    except CannotGoOnError as error:
        return [*said, str(error)]
    return []


def test_another_content_of_a_version_made_at_the_desk_is_refused(tmp_path: Path) -> None:
    """With what differs, and what to do; the same content goes on, and so does a new version."""
    ledger = tmp_path / "ledger.db"
    note(ledger, content_from(SMALL), desk=TODAY)
    assert refused(ledger, content_from(SMALL)) == []
    assert refused(ledger, content_from(SMALL, unseen)) == []
    assert refused(ledger, content_from(SMALL, another_version)) == []
    line, sentence = refused(ledger, content_from(SMALL, dearer))
    assert line == ("  Options, bell, Cost: “You may have to pay for the bell.” is now “You pay "
                    "for the bell.”")
    assert "version “0.1” on 2026-11-22" in sentence
    assert "--draft" in sentence


def test_what_was_made_and_did_not_go_out_refuses_nothing(tmp_path: Path) -> None:
    """Aids of a list lie in their folder until they are posted: the list may be made again."""
    ledger = tmp_path / "ledger.db"
    note(ledger, content_from(SMALL))
    assert refused(ledger, content_from(SMALL, dearer)) == []


@pytest.mark.parametrize(("state", "stops"), [
    ("posted", True), ("sent", True), ("unsure", True), ("refused", False), ("not sent", False)])
def test_what_went_out_refuses_another(tmp_path: Path, state: str, stops: bool) -> None:
    """By post or by e-mail, as far as the patient has it or may have it."""
    ledger, content = tmp_path / "ledger.db", content_from(SMALL)
    note(ledger, content)
    (edition,) = editions_of(content)
    with open_ledger(ledger, clock) as kept, kept.writing():
        kept.connection.execute("INSERT INTO contents VALUES (?, '0.1')", (edition.content,))
        kept.connection.execute(
            "INSERT INTO aids (batch, appointment, content, templates, program, format, paper,"
            " language, channel, folder, file, sha256, made) VALUES ('b', 'A-1', ?, '', '', '',"
            " '', 'en', 'post', '', '', '', '2026-11-22')", (edition.content,))
        kept.connection.execute(
            "INSERT INTO deliveries (aid, appointment, content, channel, state, begun) VALUES"
            " (1, 'A-1', ?, 'post', ?, '2026-11-22T09:00:00')", (edition.content, state))
    assert bool(refused(ledger, content_from(SMALL, dearer))) == stops


def test_another_decision_has_its_own_versions(tmp_path: Path) -> None:
    """Two workbooks of one clinic may both be of version 0.1."""
    ledger = tmp_path / "ledger.db"
    note(ledger, content_from(SMALL), desk=TODAY)

    def other(texts: Rows) -> None:
        texts["Decision"][0]["condition"] = "made-up sneezes"

    assert refused(ledger, content_from(SMALL, other)) == []


def test_without_a_ledger_nothing_is_made(tmp_path: Path) -> None:
    """A look at the ledger makes none."""
    assert refused(tmp_path / "none.db", content_from(SMALL)) == []
    assert list(tmp_path.iterdir()) == []


DESK = "A-9\nP-9\nTesta\nExample\n1950-02-03\n2026-12-01\n\n\n"


def at_the_desk(workbook: Path, *words: str) -> Any:
    """`sdaid render --desk` for an invented patient."""
    return CliRunner().invoke(cli, [
        "render", str(workbook), "--desk", "--set", "trouble-swallowing=no", "--set",
        "work=outdoors", "--today", "2026-11-22", "--output", str(workbook.parent / "out"),
        *words], input=DESK)


def test_the_desk_and_the_next_edition(tmp_path: Path) -> None:
    """The first aid is made; of other content under its version none but a draft, and the change is
    said; under a new version it is made again."""
    first = workbook_from(SMALL, tmp_path / "first.xlsx")
    second = workbook_from(SMALL, tmp_path / "second.xlsx", dearer)
    third = workbook_from(SMALL, tmp_path / "third.xlsx", another_version)
    assert at_the_desk(first, "--paper", "letter").exit_code == 0
    refused = at_the_desk(second)
    assert isinstance(refused.exception, CannotGoOnError)
    assert "edition-second" in {each.code for each in refused.exception.problems}
    assert "Options, bell, Cost: “You may have to pay" in refused.output
    assert at_the_desk(second, "--draft").exit_code == 0
    assert at_the_desk(third).exit_code == 0
    assert sorted(each.name for each in (tmp_path / "out").glob("*.pdf")) == [
        "A-9-draft.pdf", "A-9-letter.pdf", "A-9.pdf"]


def test_many_changes_are_counted() -> None:
    """The first are listed."""
    before = {f"Options, a, {number}": "x" for number in range(30)}
    lines = changed_lines(before, {})
    assert len(lines) == 21
    assert lines[-1] == "and 10 more"
