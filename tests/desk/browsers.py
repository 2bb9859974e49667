"""A real browser for the tests, and what is looked for on every page."""

from __future__ import annotations

import shutil
from importlib.resources import files
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SIZES = {"small": (1024, 700), "large": (1920, 1080), "zoomed to 200 %": (512, 350)}
"""Windows; one of 1024 x 700 that is zoomed to 200 % has room for half of it."""

PRINTER = """(() => {
    const frame = HTMLIFrameElement.prototype;
    const own = Object.getOwnPropertyDescriptor(frame, "contentWindow");
    Object.defineProperty(frame, "contentWindow", { configurable: true, get: () => ({
        focus() {},
        print() {
            window.printed = (window.printed || 0) + 1;
            Object.defineProperty(frame, "contentWindow", own);  // axe-core needs it
        } }) });
})()"""
"""Notes that a page asks for the printer's window. A browser without a screen has none, and crashes
where it is asked to print a PDF."""


def axe_script() -> str:
    """axe-core, as its package ships it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def faults(page: Any) -> list[str]:
    """What axe-core finds on the page, and whether it is wider than any window. What is asked for
    may be seen before the page's styles have come: sizes are those of the whole page."""
    page.wait_for_load_state("load")
    page.evaluate(axe_script())
    told = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    found = [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
             for each in told["violations"]]
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: the page is wider than the window")
    page.set_viewport_size({"width": 1024, "height": 700})
    return found


def tab_to(page: Any, name: str) -> None:
    """Move the focus with the Tab key to what is called `name`; it must be seen there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
            const at = document.activeElement, look = getComputedStyle(at);
            return [at.innerText || at.labels?.[0]?.innerText || "", look.outlineStyle];
        }""")
        if name in " ".join(told[0].split()):
            assert told[1] != "none", f"the focus is not seen at {name}"
            return
    raise AssertionError(f"no Tab leads to {name}")
