"""The fragments that a process holds; and those that the edition alone determines, which are kept
between runs; see `sdaid.engine.engine`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from sdaid.engine.fragments import Fragment, Wanted, laid_out
from sdaid.engine.ready import Ready
from sdaid.engine.setting import named
from sdaid.engine.store import Store
from sdaid.pdf.content import shape_of

MOST = 6000
"""Fragments held in memory: those that were used last."""


class Stock:
    """Fragments by their block."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[Wanted, Fragment | None] = {}

    def __getitem__(self, key: Wanted) -> Fragment | None:
        """The fragment of a block that was laid in; None where it cannot be drawn apart."""
        fragment = self._held[key] = self._held.pop(key)
        return fragment

    def lay_in(self, ready: Ready, wanted: Iterable[Wanted]) -> None:
        """Set, or lay out in one go, what is not held."""
        missing = []
        for key in dict.fromkeys(wanted):
            if key not in self._held:
                if fragment := ready.moulds.cast(*key):
                    self._hold([key], [fragment])
                else:
                    missing.append(key)
        self._hold(missing, laid_out(missing, *ready.around))

    def take(self, ready: Ready, parcels: Iterable[Sequence[Wanted]]) -> None:
        """Lay in blocks that nothing of a patient is in. Each parcel is laid out once for all runs,
        by one of the run's processes."""
        for parcel in [each for each in parcels if not self._took(ready, each, wait=False)]:
            self._took(ready, parcel, wait=True)

    def _took(self, ready: Ready, parcel: Sequence[Wanted], *, wait: bool) -> bool:
        """Whether the parcel is laid in. It is not while another process makes it, unless this one
        is to `wait` for that."""
        made = self._store.made(named(repr(parcel)), tuple,
                                partial(laid_out, parcel, *ready.around), wait=wait)
        if made is not None:
            self._hold(parcel, made)
        return made is not None

    def _hold(self, keys: Sequence[Wanted], made: Iterable[Fragment | None]) -> None:
        for key, fragment in zip(keys, made, strict=True):
            self._held[key] = fragment and replace(fragment, shape=shape_of(fragment.shape.tags))
            if len(self._held) > MOST:
                del self._held[next(iter(self._held))]
