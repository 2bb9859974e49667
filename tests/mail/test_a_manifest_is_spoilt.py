"""A manifest that holds what this program never writes is told to be damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdaid.batch import manifest
from tests.mail.batches import finished_batch, patient
from tests.mail.test_post import refused


@pytest.mark.parametrize(("where", "value"), [
    (("dates",), "zzz"), (("zone",), "Nowhere/At all"), (("zone",), "../x"),
    (("appointments", 0, "status"), "zzz"), (("appointments", 0, "format"), "zzz"),
    (("appointments", 0, "paper"), "zzz"), (("appointments", 0, "channel"), "zzz"),
    (("appointments", 0, "file"), 7), (("appointments", 0, "id"), None),
    (("appointments", 0), "zzz"), (("appointments", 0, "paper"), ["a4"]),
    (("list", "file"), 7), (("workbook", "sha256"), 7), (("profile",), "zzz"),
    (("facts",), {"file": 7, "sha256": ""}), (("books", 0, "kind"), "zzz"),
    (("books", 0, "paper"), "zzz"), (("today",), "zzz"),
])
def test_a_word_that_no_manifest_holds_stops_the_post(tmp_path: Path, where: tuple[Any, ...],
                                                      value: Any) -> None:
    """It is a sentence, whatever field was spoilt."""
    made = finished_batch(tmp_path, [patient(1, wants_book=True)])
    path = made.folder / manifest.NAME
    told = json.loads(path.read_text("utf-8"))
    part = told
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    path.write_text(json.dumps(told), "utf-8")
    assert refused(made) == ["manifest-damaged"]
