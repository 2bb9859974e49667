"""Whatever is in the file: a plan, or problems. Never a traceback."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdaid import steps
from sdaid.workbook.content import Content
from tests.appointments.fhir import appointment, entry, patient
from tests.batch.lists import HEADINGS, TODAY

CELLS = st.one_of(
    st.text(max_size=30), st.sampled_from(["", "2026-12-01", "hiccups", "A-1", "yes", "\ufeff",
                                           "2026-12-01T09:30Z", "\u202eevil", "=1+1", "x" * 3000]))
SETTINGS = settings(max_examples=60, deadline=None,
                    suppress_health_check=[HealthCheck.function_scoped_fixture])


def planned_or_refused(path: Path, content: Content) -> None:
    """Read and plan; every problem can be told and every entry has its reason."""
    listed, problems = steps.read_list(path, content)
    for each in problems:
        assert each.sentence
    if listed is None:
        assert problems
        return
    for each in steps.plan_run(listed.rows, content, steps.Asked(TODAY)).entries:
        assert each.outcome == "make" or each.reason


@SETTINGS
@given(content=st.binary(max_size=400), ending=st.sampled_from([".csv", ".json", ".ndjson", ""]))
def test_any_bytes(tmp_path: Path, small: Content, content: bytes, ending: str) -> None:
    """As a file of any name."""
    path = tmp_path / f"list{ending}"
    path.write_bytes(content)

    planned_or_refused(path, small)


@SETTINGS
@given(rows=st.lists(st.lists(CELLS, max_size=len(HEADINGS) + 1), max_size=4),
       encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_cells(tmp_path: Path, small: Content, rows: list[list[str]], encoding: str) -> None:
    """Below the right headings."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path = tmp_path / "list.csv"
    path.write_bytes("\n".join([",".join(HEADINGS), *quoted]).encode(encoding, "replace"))

    planned_or_refused(path, small)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["reference", "actor", "coding", "text", "use", "period",
                                         "start", "given", "family", "value", "system"]),
                        inner, max_size=3), max_leaves=8)


@SETTINGS
@given(element=st.sampled_from([
    "id", "status", "start", "reasonCode", "participant", "contained", "name", "birthDate",
    "address", "telecom", "communication", "identifier", "deceasedBoolean", "resourceType"]),
    value=JSON)
def test_any_element(tmp_path: Path, small: Content, element: str, value: Any) -> None:
    """In an otherwise whole Appointment and Patient, as a Bundle and as an export."""
    people, visits = patient(1) | {element: value}, appointment(1) | {element: value}
    bundle = tmp_path / "list.json"
    bundle.write_text(json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": [
        {"fullUrl": value, "resource": people}, entry(patient(2)), entry(appointment(2)),
        {"resource": visits}]}), "utf-8")
    export = tmp_path / "list.ndjson"
    export.write_text("\n".join(json.dumps(each) for each in (
        people, visits, patient(2), appointment(2))), "utf-8")

    planned_or_refused(bundle, small)
    planned_or_refused(export, small)


@pytest.mark.long
def test_a_long_export_is_read_in_flat_memory(tmp_path: Path, small: Content) -> None:
    """Nine megabytes of Patients and Appointments pass through a fraction of that."""
    path = tmp_path / "list.ndjson"
    note = "an invented note " * 90
    with path.open("w", encoding="utf-8") as file:
        for number in range(3_000):
            file.write(json.dumps(patient(number, text=note)) + "\n")
            file.write(json.dumps(appointment(number, comment=note)) + "\n")

    tracemalloc.start()
    listed, _ = steps.read_list(path, small)
    assert listed is not None
    assert sum(record is not None for _, record, _ in listed.rows()) == 3_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert path.stat().st_size > 9_000_000
    assert most < 3_500_000


@pytest.mark.parametrize("ending", [".csv", ".json", ".ndjson"])
def test_a_folder_or_a_missing_file_is_a_problem(tmp_path: Path, small: Content, ending: str
                                                 ) -> None:
    """A path that is no file."""
    (tmp_path / f"list{ending}").mkdir()

    for path in (tmp_path / f"list{ending}", tmp_path / f"none{ending}"):
        listed, problems = steps.read_list(path, small)
        assert listed is None
        assert problems
