"""The clinic's logo: a picture beside the workbook, and nothing else on the machine."""

from __future__ import annotations

from pathlib import Path

from sdaid.problems import Problem, problem
from sdaid.workbook.columns import Decision

LARGEST = 2_000_000
"""Bytes of a logo at most."""

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def logo_path(workbook: Path, decision: Decision) -> Path | None:
    """The logo's file; None without one. Only for a decision whose logo has no problems."""
    return workbook.parent / decision.logo if decision.logo else None


def logo_problems(workbook: Path, decision: Decision) -> list[Problem]:
    """What is wrong with the cell that names the logo: a name outside the folder (links are
    followed to see where they end), no such file, or no PNG or JPEG picture."""
    if not decision.logo:
        return []
    place = decision.at("logo")
    folder = workbook.parent.resolve()
    try:
        named = (folder / decision.logo).resolve()
        inside = named.parent == folder and "\\" not in decision.logo
    except (OSError, ValueError):
        inside = False
    if not inside:
        return [problem("logo-outside", place, found=decision.logo)]
    try:
        with named.open("rb") as file:
            start = file.read(8)
        size = named.stat().st_size
    except OSError:
        return [problem("logo-missing", place, found=decision.logo)]
    if size > LARGEST or not start.startswith(SIGNATURES):
        return [problem("logo-kind", place, found=decision.logo)]
    return []
