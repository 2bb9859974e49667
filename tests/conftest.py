"""What tests of more than one folder share. Long proofs run with `--long` alone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.build import EXAMPLE, SMALL, list_from, workbook_from

EXAMPLE_TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session", autouse=True)
def own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test compiles is left in the cache of the person who runs it."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def staff_read_english() -> Iterator[None]:
    """Tests read what staff read in English, whatever the language of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        yield


@pytest.fixture(scope="session", autouse=True)
def programs_hear_signals() -> None:
    """A test run that ignores a signal, as behind `&` and under nohup, does not hand that on to the
    programs that its tests start: they begin with what a handler is reset to, the default."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long proofs too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="a long proof: `make prove` runs it"))


@pytest.fixture(scope="session")
def example_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sacroiliac example as a workbook."""
    return workbook_from(EXAMPLE, tmp_path_factory.mktemp("example") / "sacroiliac.xlsx")


@pytest.fixture(scope="session")
def example_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's appointment list."""
    return list_from(EXAMPLE, tmp_path_factory.mktemp("example") / "appointments.xlsx")


@pytest.fixture(scope="session")
def small_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the made-up hiccups: three options, complete."""
    return workbook_from(SMALL, tmp_path_factory.mktemp("small") / "hiccups.xlsx")


@pytest.fixture(scope="session")
def small_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The appointment list of the made-up hiccups."""
    return list_from(SMALL, tmp_path_factory.mktemp("small") / "appointments.xlsx")
