"""Invented FHIR R4 resources for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BASE = "https://fhir.example/r4"


def patient(number: int, **changed: Any) -> dict[str, Any]:
    """An invented Patient; keywords replace its elements, None removes one."""
    made = {"resourceType": "Patient", "id": f"p{number}",
            "name": [{"use": "official", "family": f"Example{number}",
                      "given": [f"Testa{number}"]}],
            "birthDate": f"19{40 + number % 60}-02-03"} | changed
    return {name: value for name, value in made.items() if value is not None}


def appointment(number: int, reference: str = "", **changed: Any) -> dict[str, Any]:
    """An invented Appointment of the patient of that number, or of `reference`."""
    made = {"resourceType": "Appointment", "id": f"A-{number:04}", "status": "booked",
            "start": "2026-12-01T09:30:00-05:00", "reasonCode": [{"text": "hiccups"}],
            "participant": [{"actor": {"reference": reference or f"Patient/p{number}"},
                             "status": "accepted"}]} | changed
    return {name: value for name, value in made.items() if value is not None}


def entry(resource: dict[str, Any], url: str | None = None) -> dict[str, Any]:
    """The resource as an entry of a Bundle, under its own address on the test's server."""
    own = f"{BASE}/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": own if url is None else url, "resource": resource}


def write_bundle(path: Path, *entries: dict[str, Any], **changed: Any) -> Path:
    """A searchset of the entries; keywords replace its elements."""
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": list(entries)} | changed
    path.write_text(json.dumps(bundle), "utf-8")
    return path


def write_export(path: Path, *resources: dict[str, Any]) -> Path:
    """The resources as a bulk export, one a line."""
    path.write_text("".join(json.dumps(each) + "\n" for each in resources), "utf-8")
    return path
