"""A warm headless Chromium that prints HTML, over its debugging pipe: the rival of `batch.py`."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from sdaid.aid.edition import Document
from sdaid.page import fonts
from sdaid.page.html import aid_html
from sdaid.page.render import STYLES
from sdaid.page.styles import aid_css
from sdaid.resources import templates


def installed() -> bool:
    """Whether Debian's chromium is here."""
    return shutil.which("chromium") is not None


class Chromium:
    """One browser with one tab, for as many pages as are wanted."""

    def __enter__(self) -> Chromium:
        self._folder = TemporaryDirectory()
        to_read, self._to = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in os.pipe())
        self._from, to_write = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
                                for end in os.pipe())

        def pipes() -> None:
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        self._process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", "--allow-file-access-from-files",
             f"--user-data-dir={self._folder.name}/profile"],
            preexec_fn=pipes,  # noqa: PLW1509 - no thread runs here
            close_fds=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._rest, self._number, self._session = b"", 0, ""
        self._seen: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target,
                                   flatten=True)["sessionId"]
        self._call("Page.enable")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._folder.cleanup()

    def draw(self, document: Document) -> bytes:
        """The PDF of `document` from the same HTML and CSS as the plain way's, tagged."""
        path = Path(self._folder.name) / "aid.html"
        written = aid_html(document)
        html = written.html
        css = [fonts.css(fonts.needed_families(html)), *(
            (templates() / "css" / name).read_text(encoding="utf-8") for name in STYLES),
            aid_css(document.format, document.paper, written.bottom)]
        path.write_text(html.replace("</head>", f"<style>{' '.join(css)}</style></head>"),
                        encoding="utf-8")
        self._seen.clear()
        self._call("Page.navigate", url=path.as_uri())
        while "Page.loadEventFired" not in self._seen:
            self._message()
        made = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True,
                          generateTaggedPDF=True)
        return b64decode(made["data"])

    def _call(self, method: str, **words: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": words}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            said = self._message()
            if said.get("id") == self._number:
                if "error" in said:
                    raise RuntimeError(said["error"]["message"])
                result: dict[str, Any] = said["result"]
                return result

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._from, 1 << 20)
            if not read:
                raise RuntimeError("Chromium has ended")
            self._rest += read
        said, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(said)
        self._seen.append(message.get("method", ""))
        return message
