"""The clinic's logo: a picture beside the workbook, and nothing else on the machine."""

from __future__ import annotations

from pathlib import Path

from sdaid.problems import Problem, problem
from sdaid.sheets.device import is_device
from sdaid.workbook.columns import Decision
from sdaid.workbook.picture import dots, is_deep_grey

LARGEST = 2_000_000
"""Bytes of a logo at most."""

MOST_DOTS = 4_000_000
"""Width times height at most: far more than a printer shows in a logo's place."""


def logo_path(workbook: Path, decision: Decision) -> Path | None:
    """The logo's file; None without one. Only for a decision whose logo has no problems."""
    return workbook.parent / decision.logo if decision.logo else None


def logo_problems(workbook: Path, decision: Decision) -> list[Problem]:
    """What is wrong with the cell that names the logo: a name outside the folder (links are
    followed to see where they end), no such file, or no whole PNG or JPEG picture."""
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
    if is_device(named):
        return [problem("logo-kind", place, found=decision.logo)]
    try:
        with named.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return [problem("logo-missing", place, found=decision.logo)]
    if len(content) > LARGEST or dots(content, MOST_DOTS) is None:
        return [problem("logo-kind", place, found=decision.logo)]
    return [problem("logo-grey", place, found=decision.logo)] if is_deep_grey(content) else []
