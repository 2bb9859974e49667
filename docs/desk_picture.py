"""The pictures of the desk: its screens on the way from a folder to printed aids.

    python docs/desk_picture.py docs/desk.png
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

INPUTS = Path(__file__).resolve().parent.parent / "inputs"
SIZE = {"width": 1024, "height": 700}
GAP, GROUND = 16, "#8a949e"
WAY = (
    ("text=Testa Example", "text=Make aids"),
    ("text=Whose aids?", "text=Take this list"),
    ("text=The columns and the first rows", "text=Yes: show the plan"),
    ("text=What becomes of each visit", "button:has-text('Make ')"),
    ("text=The aids are made", "text=Look at them and print"),
    ("text=Print all aids", ""),
)
"""What each screen shows, and the click that leads on."""


def pictures(page: Any) -> list[bytes]:
    """Walk the way, and take a picture of each screen."""
    made = []
    for shows, click in WAY:
        page.wait_for_selector(shows, timeout=600_000)
        made.append(page.screenshot())
        if click:
            page.click(click)
    return made


def walked(folder: Path) -> list[bytes]:
    """Start the desk in `folder`, and walk there."""
    with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "sdaid", "desk", str(folder), "--no-open", "--today",
             "2026-11-22"], stdout=subprocess.PIPE, text=True, env={"PYTHONUNBUFFERED": "1"},
            ) as desk, sync_playwright() as playwright:
        address = next(found.group() for line in desk.stdout or ()
                       if (found := re.search(r"http://\S+", line)))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        made = pictures(page)
        browser.close()
        desk.terminate()
    return made


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "clinic"
        folder.mkdir()
        for name in ("sacroiliac.xlsx", "appointments.xlsx"):
            shutil.copy(INPUTS / name, folder)
        shots = []
        for number, shot in enumerate(walked(folder)):
            path = Path(place) / f"{number}.png"
            path.write_bytes(shot)
            shots.append(Image.open(path).convert("RGB").resize(
                (660, 451), Image.Resampling.LANCZOS))
    wide, high = shots[0].size
    made = Image.new("RGB", (2 * wide + 3 * GAP, 3 * high + 4 * GAP), GROUND)
    for number, shot in enumerate(shots):
        made.paste(shot, (GAP + number % 2 * (wide + GAP), GAP + number // 2 * (high + GAP)))
    made.quantize(96).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
