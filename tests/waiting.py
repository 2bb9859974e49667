"""Waiting for what happens elsewhere: in another thread, process or machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE = 120
"""Seconds after which a test gives up: far more than a busy machine needs."""


def until(look: Callable[[], Found], done: Callable[[Found], object] = bool) -> Found:
    """What `look` finds, looked for again and again until it is `done`. AssertionError with what
    was found last where that never comes."""
    late = time.monotonic() + PATIENCE
    while not done(found := look()):
        assert time.monotonic() < late, found
        time.sleep(0.02)
    return found
