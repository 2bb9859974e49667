"""From the list to the print run with real aids: what render leaves is what post takes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sdaid.cli import cli
from sdaid.mail.measure import opened
from sdaid.mail.windows import Box
from tests.build import SMALL, list_from, workbook_from
from tests.mail.batches import patient
from tests.mail.reading import manifest_rows, pages_of

ACROSS, DOWN = (18.0, 24.0), (4.6, 2.3)
"""Where a sheet's mark stands: from the left and how wide, from the top and how high, in mm."""


def test_real_aids_are_posted_and_leave_room_for_the_marks(tmp_path: Path) -> None:
    """Standard and large print, both papers: rendered, posted, read back; no page of an aid has
    anything where its sheet's mark stands."""
    rows = [patient(1), patient(2, format="large-print", paper="letter")]
    workbook = workbook_from(SMALL, tmp_path / "options.xlsx")
    appointments = list_from(SMALL, tmp_path / "list.xlsx",
                             lambda texts: texts.update(Appointments=rows))
    made = CliRunner().invoke(cli, ["render", str(workbook), str(appointments), "--output",
                                    str(tmp_path / "out"), "--today", "2026-11-22", "--workers",
                                    "1", "-q"], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    [folder] = [path.parent for path in (tmp_path / "out").rglob("manifest.json")]
    posted = CliRunner().invoke(cli, ["post", str(folder), "--window", "uk", "--today",
                                      "2026-11-22"], catch_exceptions=False)
    assert posted.exit_code == 0, posted.output
    for row in manifest_rows(folder / "post-1"):
        pages = pages_of(folder / "post-1" / row["File"])
        own = pages[int(row["First page"]) + 1:int(row["First page"]) + 1 + int(row["Aid pages"])]
        name = f"Testa Sample{row['Appointment id'][2:]}"
        assert all(name in page.text.replace("\u2068", "") for page in own)
        check_room(folder / f"{row['Appointment id']}.pdf")


def check_room(aid: Path) -> None:
    with opened(aid) as pages:
        for number in range(len(pages)):
            width, height = pages.size(number)
            upright = Box(ACROSS[0], DOWN[0], ACROSS[1], DOWN[1])
            turned = Box(width - DOWN[0] - DOWN[1], ACROSS[0], DOWN[1], ACROSS[1])
            place = turned if width > height else upright
            assert pages.ink(number, place) is None, (aid.name, number + 1)
