"""`sdaid diff` from outside: numbers first, wording apart, the unseen on request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.build import SMALL, workbook_from
from tests.standards.commands import sdaid
from tests.standards.contents import set_in


def changed(texts: dict[str, list[dict[str, Any]]]) -> None:
    """A number, a text, and a cell that no patient sees."""
    set_in("Outcomes", "events", 50, id="sips-fewer")(texts)
    set_in("Options", "summary", "A clinician rings a bell beside you.", id="bell")(texts)
    set_in("Patient facts", "aliases", "job", name="work")(texts)


def test_what_a_patient_reads_differently(small_workbook: Path, tmp_path: Path) -> None:
    """Exit 0: the number first, then the wording, each with option, was, now and cell."""
    new = workbook_from(SMALL, tmp_path / "new.xlsx", changed)

    said = sdaid("diff", small_workbook, new, day="")

    assert said.code == 0
    number, wording = said.out.index("Numbers: 1"), said.out.index("Wording: 1")
    assert number < wording
    assert "Slow sips of water" in said.out[number:wording]
    assert "now: 50 of" in said.out[number:wording]
    assert "The hiccup bell" in said.out[wording:]
    assert "now: A clinician rings a bell beside you." in said.out[wording:]
    assert "(Options!E4)" in said.out
    assert "job" not in said.out


def test_verbose_tells_what_no_patient_sees(small_workbook: Path, tmp_path: Path) -> None:
    """Apart, after what patients read."""
    new = workbook_from(SMALL, tmp_path / "new.xlsx", changed)

    said = sdaid("diff", small_workbook, new, "-v", day="")

    assert "job" in said.out[said.out.index("Not printed: 1"):]


def test_json_has_the_parts(small_workbook: Path, tmp_path: Path) -> None:
    """Each change with its cell, before and after."""
    new = workbook_from(SMALL, tmp_path / "new.xlsx", changed)

    read = sdaid("diff", small_workbook, new, "--json", day="").json

    assert {name: len(part) for name, part in read.items()} == {
        "numbers": 1, "wording": 1, "unseen": 1, "translations": 0}
    assert read["wording"][0]["cell"] == "Options!E4"
    assert read["wording"][0]["after"] == "A clinician rings a bell beside you."


def test_the_same_workbook_differs_in_nothing(small_workbook: Path) -> None:
    """One sentence says so."""
    said = sdaid("diff", small_workbook, small_workbook, day="")

    assert (said.code, said.out) == (0, "A patient would read nothing differently.\n")


def test_a_workbook_of_an_older_format_is_not_compared(small_workbook: Path, tmp_path: Path
                                                       ) -> None:
    """Exit 1 with a clear word, whichever of the two it is."""
    old = workbook_from(SMALL, tmp_path / "old.xlsx", set_in("Decision", "format_version", 0, 0))

    for words in ((old, small_workbook), (small_workbook, old)):
        said = sdaid("diff", *words, day="")
        assert (said.code, said.out) == (1, "")
        assert "there is format version 0; this program reads version 2" in said.err
