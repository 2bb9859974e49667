"""Counts out of a common denominator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.numbers import is_nearly_all, is_trace, out_of


@pytest.mark.parametrize(("events", "people", "of", "count"), [
    (50, 99, 100, 51), (42, 85, 100, 49), (12, 46, 100, 26), (9, 432, 1000, 21), (0, 7, 100, 0),
    (7, 7, 100, 100), (1, 200, 100, 1), (1, 201, 100, 0), (5, 1000, 100, 1),
])
def test_counts_are_rounded_half_up(events: int, people: int, of: int, count: int) -> None:
    """Worked by hand: 50/99 is 50.5 and goes to 51; 1/200 is 0.5 and goes to 1."""
    assert out_of(events, people, of) == count


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
       st.sampled_from([100, 1000]))
def test_a_count_is_never_further_than_half_a_person_from_the_share(
    counted: tuple[int, int], of: int
) -> None:
    """Both frames add up to the denominator, and neither lies about nobody or everybody."""
    events, people = counted
    filled = out_of(events, people, of)
    assert abs(filled * people - events * of) * 2 <= people
    assert 0 <= filled <= of
    assert is_trace(events, people, of) == (filled == 0 and events > 0)
    assert is_nearly_all(events, people, of) == (filled == of and events < people)
