"""What must not happen: something is lost, doubled or exchanged where calls are killed anywhere,
one after another, and lists and workbooks change in between."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.servers import Running, running
from tests.proof.house import Forks, House

KILLS = int(os.environ.get("SDAID_KILLS", "500"))
PARTS = 4
"""The many are done in so many tests, for several processes."""

IN_A_STORY = 5
KINDS = ("render", "only", "old", "post", "post", "email", "email", "settle", "forget")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    started = Forks()
    yield started
    started.end()


def story(home: Path, server: Running, forks: Forks, seed: int) -> int:
    """Calls of all kinds in any order until a handful of them died; returns how many."""
    home.mkdir()
    house = House(home, server, forks, random.Random(seed))
    house.call("render", dies=house.chance.random() < 0.5)
    while house.kills < IN_A_STORY:
        if house.chance.random() < 0.4:
            house.change()
            house.call("render", dies=house.chance.random() < 0.3)
        house.call(house.chance.choice(KINDS), dies=house.chance.random() < 0.8)
    house.finish()
    return house.kills


@pytest.mark.parametrize(("part", "kills"), [
    pytest.param(0, IN_A_STORY, id="a few"),
    *(pytest.param(part, -(-KILLS // PARTS), id=f"part {part}", marks=pytest.mark.long)
      for part in range(1, PARTS + 1))])
def test_nothing_is_lost_doubled_or_exchanged(tmp_path: Path, server: Running, forks: Forks,
                                              part: int, kills: int) -> None:
    """`SDAID_KILLS` is how many calls of render, post, email, settle and forget are killed."""
    done, seed = 0, 1000 * part
    while done < kills:
        done += story(tmp_path / str(seed), server, forks, seed)
        seed += 1
