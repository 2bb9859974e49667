"""`sdaid render` within the test's own process, drawing small PDFs in the place of aids."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sdaid.cli import cli
from sdaid.problems import CannotGoOnError
from tests.batch.presses import OnePage

DAY = ("--today", "2026-11-22")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aids of one page that name the patient: quickly made, and no less posted."""
    monkeypatch.setattr("sdaid.batch.press.Drawing", lambda *_: OnePage())


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in words], catch_exceptions=False)


def done(*words: object) -> str:
    """What a call says that does all it was asked for."""
    said = call(*words)
    assert said.exit_code == 0, said.output
    return said.stdout


def refused(*words: object) -> tuple[list[str], int]:
    """The codes of the problems that stop a call, and its exit code."""
    with pytest.raises(CannotGoOnError) as error:
        call(*words)
    return [each.code for each in error.value.problems], error.value.code


def run_folder(out: Path) -> Path:
    """The one run folder below `out`."""
    [manifest] = out.rglob("manifest.json")
    return manifest.parent
