"""The words of the condition are in nothing that a stranger sees of an e-mail; abbreviations in
capitals are no everyday words, and what is doubtful is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.mail.reveals import condition_words, perhaps, surely
from sdaid.problems import CannotGoOnError
from tests.mail.batches import Made, finished_batch
from tests.mail.test_email import command, reader


@pytest.mark.parametrize(("condition", "text", "word"), [
    ("HIV", "HIV Clinic", "HIV"), ("HIV", "The HIVs", "HIV"), ("MS", "MS nurses", "MS"),
    ("hip pain", "Hip Clinic", "hip"), ("hip pain", "Two hips", "hip"),
    ("flu", "FLU Centre", "flu"),
    ("eye strain", "the Eyes of York", "eye"), ("fibroids", "Fibroid Clinic", "fibroids"),
    ("varicose veins", "Vein Clinic", "veins"), ("metastasis of bone", "Metastases", "metastasis"),
    ("wisdom teeth", "Tooth Clinic", "teeth"), ("biopsy", "Biopsies", "biopsy"),
    ("abscess", "Abscesses Ltd", "abscess"), ("Crohn's disease", "Crohn’s Clinic", "crohn"),
    ("COPD (lungs)", "Lung Clinic", "lungs"), ("COPD (lungs)", "COPD Team", "COPD"),
    ("HIGH BLOOD PRESSURE", "Blood Clinic", "blood"), ("糖尿病", "糖尿病", "糖尿病"),
    ("T2DM", "T2DM", "T2DM"), ("MS", "MSs", "MS"),
])
def test_a_word_of_the_condition_is_found(condition: str, text: str, word: str) -> None:
    """However long, in the singular and the plural."""
    assert surely(condition_words(condition).within(text)) == [word]


@pytest.mark.parametrize(("condition", "text"), [
    ("HIV", "Ward of Hiver"), ("hip pain", "Ship Street Clinic"), ("flu", "Fluent Speech"),
    ("pain of the ear", "Of the Year"), ("MS", "Mss"), ("stroke", "Strode College"),
    ("made up", "Up the Hill"), ("type 2 sleep loss", "2 High Street"),
    ("IT band", "It is Clinic 2"),
])
def test_another_word_is_not(condition: str, text: str) -> None:
    """Everyday words, and words that only look like it, tell nothing for sure."""
    assert surely(condition_words(condition).within(text)) == []


@pytest.mark.parametrize(("condition", "text", "word"), [
    ("MS", "Ms Sample", "MS"), ("sacroiliac pain", "Sacroiliaczentrum", "sacroiliac"),
    ("arthritis", "Osteoarthritis Clinic", "arthritis"), ("AF", "af.example", "AF"),
])
def test_what_may_be_a_word_of_the_condition_is_doubtful(condition: str, text: str, word: str
                                                         ) -> None:
    """A word within a longer one, an abbreviation in other letters."""
    found = list(condition_words(condition).within(text))
    assert (surely(found), perhaps(found)) == ([], [word])


def test_an_address_shows_no_case() -> None:
    """hiv@clinic.example tells; ms@clinic.example may be a person."""
    for condition, address, sure in (("HIV", "hiv@clinic.example", True),
                                     ("MS", "ms@clinic.example", False)):
        found = list(condition_words(condition).within(address, shows_case=False))
        assert [each.sure for each in found] == [sure]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A run with one reader of e-mail, from which nothing is sent."""
    return finished_batch(tmp_path_factory.mktemp("clinic"), [reader(1)])


@pytest.mark.parametrize("sender", [
    ("--sender-name", "Hiccup Ward"), ("--sender-name", "HICCUPS"),
    ("--from", "hiccup@clinic.example"), ("--from", "office@hiccups.example"),
])
def test_a_sender_that_tells_stops(clinic: Made, sender: tuple[str, str]) -> None:
    """In the singular too, in the name and in the address."""
    with pytest.raises(CannotGoOnError) as refused:
        command(clinic, *sender, "--dry-run")
    assert [each.code for each in refused.value.problems] == ["mail-reveals"]


def test_a_sender_that_may_tell_is_said(clinic: Made) -> None:
    """With the word, and nothing stops."""
    result = command(clinic, "--from", "office@hiccupsclinic.example", "--dry-run")
    assert result.exit_code == 0
    assert "may tell “hiccups”" in result.stderr
    assert "--from" in result.stderr


def test_the_templates_tell_nothing(clinic: Made, tmp_path: Path) -> None:
    """The subject, the text and the file name of the program itself."""
    result = command(clinic, "--dry-run", "--ledger", str(tmp_path / "l.sqlite"))
    assert result.exit_code == 0
    assert "may tell" not in result.stderr
