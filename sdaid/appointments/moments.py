"""When a visit is, where its time of day was told with a zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo


def in_zone(day: date, clock: time, zone: tzinfo) -> tuple[date, time]:
    """The day and time of day on the clinic's own clocks, for a time whose zone was told."""
    moment = datetime.combine(day, clock).astimezone(zone)
    return moment.date(), moment.time()


def is_utc(clock: time | None) -> bool:
    """Whether the time was told in UTC, which is what systems store and nobody's clock shows."""
    return clock is not None and clock.tzinfo is not None and clock.utcoffset() == timedelta(0)
