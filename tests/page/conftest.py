"""PDFs that several tests look at, each drawn once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from sdaid.page.render import render_aid
from tests.page import samples

Made = Callable[[str, str, str], bytes]


@cache
def made(name: str, layout: str, paper: str) -> bytes:
    """The PDF of a sample; a name that ends in “-draft” is marked as a draft, and overdue."""
    sample, _, draft = name.partition("-")
    aid = replace(getattr(samples, sample)(), format=layout, paper=paper)
    if draft:
        aid = replace(aid, draft=True, overdue="This aid was due for review on 1 May 2026.")
    return render_aid(aid)


@pytest.fixture(scope="session")
def pdf_of() -> Made:
    return made
