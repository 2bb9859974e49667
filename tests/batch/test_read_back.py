"""Every aid of a run read back: it is its own patient's on each page, and nobody else's at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sdaid import steps
from sdaid.aid.edition import Document
from sdaid.aid.wording import wording
from sdaid.appointments.columns import Appointment
from sdaid.batch.crew import processes
from sdaid.batch.folder import claimed
from sdaid.batch.plan import scheduled
from sdaid.batch.press import Drawing
from sdaid.batch.run import Order, make
from sdaid.problems import Problem
from sdaid.resources import templates
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY, line, write_csv
from tests.batch.presses import manifest

GIVEN = ("Testa", "Zoë", "Nguyễn", "Søren", "Łucja", "Ștefan", "Ana María", "O’Testa")


CACHES, GROWTH = 16_000_000, 100_000
"""Bytes that a worker may grow by after its first eight aids: its caches fill, and then next to
nothing with each aid."""


@dataclass(frozen=True)
class Weighed:
    """Draws as ever, and notes after each aid how much memory its process has."""

    drawing: Drawing
    log: Path

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        drawn = self.drawing(document)
        if document.kind == "book":  # drawn by the process that writes the files
            return drawn
        with suppress(OSError), self.log.open("a") as log:
            pages = Path("/proc/self/statm").read_text().split()[1]
            log.write(f"{int(pages) * os.sysconf('SC_PAGE_SIZE')}\n")
        return drawn


@pytest.mark.parametrize("aids", [9, pytest.param(1000, marks=pytest.mark.long)])
def test_every_aid_is_its_own_patients_and_nobody_elses(
        tmp_path: Path, small: Content, aids: int) -> None:
    """Id, name and date of birth on each page; no other patient's in text, metadata, structure or
    any object of the file. The one worker that drew them has not grown (Linux)."""
    path = write_csv(tmp_path / "list.csv", [
        line(number, patient_id=f"Q{number:05}Z", family_name=f"Fam{number:05}X",
             given_name=GIVEN[number % len(GIVEN)], format="large-print" if number % 9 == 4 else "",
             paper="letter" if number % 5 == 2 else "", work=("", "outdoors")[number % 2])
        for number in range(aids)])
    listed, _ = steps.read_list(path, small)
    assert listed is not None
    asked = steps.Asked(TODAY)
    press, _ = steps.press(small, asked)
    assert isinstance(press.draw, Drawing)
    weighed = replace(press, draw=Weighed(press.draw, tmp_path / "memory"))
    order = Order(steps.plan_run(listed.rows, small, asked), listed, weighed,
                  lambda _: processes(1))
    out = tmp_path / "out"
    with claimed(out):
        assert all(each.ended.file for each in make(order, out))
    visits = [visit.appointment for visit in scheduled(listed.rows, small) if visit]
    words = wording("en", templates() / "locale")

    for visit, ended in zip(visits, manifest(out).appointments, strict=True):
        read_back(out / ended.file, ended.pages, visit, words.day(visit.born), visits)
    if Path("/proc/self/statm").exists():
        weights = [int(each) for each in (tmp_path / "memory").read_text().split()]
        assert len(weights) == aids
        assert weights[-1] - weights[7] < CACHES + GROWTH * (aids - 8)


def read_back(path: Path, pages: int, visit: Appointment, born: str, visits: list[Appointment]
               ) -> None:
    document = pypdfium2.PdfDocument(path)
    assert len(document) == pages
    for page in document:
        text = " ".join(page.get_textpage().get_text_range().split())
        assert f"{visit.given_name} {visit.family_name}" in text, path.name
        assert born in text, path.name
        assert visit.patient_id in text, path.name
    document.close()
    found = "\n".join(_every_text(path))
    for other in visits:
        if other is not visit:
            assert other.patient_id not in found, path.name
            assert other.family_name not in found, path.name
    assert visit.patient_id in found


def _every_text(path: Path) -> Iterator[str]:
    """Every string of every object, decoded streams among them, and the pages' text."""
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            yield from _strings(each, 0)
        for value in pdf.docinfo.values():
            yield str(value)
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.get_textpage().get_text_range()
    document.close()


def _strings(value: object, depth: int) -> Iterator[str]:
    if depth > 30:
        return
    if isinstance(value, pikepdf.Stream):
        yield value.read_bytes().decode("latin-1")
    if isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for each in value.values():
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)
