"""A desk for tests: its work in a folder, and a browser that was let in, or was not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from sdaid.desk.app import application
from sdaid.desk.door import Door
from sdaid.desk.work import Work
from tests.waiting import until

PORT = 8437
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
TODAY = date(2026, 11, 22)
WAITS = "This page goes on by itself"


class Desk:
    """A desk in `folder`, and a browser in front of it that has not entered yet."""

    def __init__(self, folder: Path) -> None:
        self.work = Work(folder, lambda: TODAY)
        self.door = Door(PORT)
        self.app = application(self.work, self.door)
        self.browser = TestClient(self.app, ORIGIN, follow_redirects=False,
                                  raise_server_exceptions=False)

    def enter(self) -> Desk:
        """Let the browser in, as the address of --no-open does."""
        assert self.browser.get(self.at("/enter"), params={"word": self.door.word}
                                ).status_code == 200
        return self

    def at(self, path: str) -> str:
        return f"{self.door.place}{path}"

    def shows(self, path: str, status: int = 200, *, without: str = WAITS) -> str:
        """The page at `path`, once it need not wait any more, and says nothing of `without`."""
        answer = until(lambda: self.browser.get(self.at(path)),
                       lambda told: not any(each in told.text for each in (WAITS, without)))
        assert answer.status_code == status, (path, answer.status_code, answer.text)
        return answer.text

    def file(self, name: str) -> str:
        """The handle of a file of the folder."""
        return self.work.files.of(name)

    def gives(self, path: str, name: str, content: bytes) -> tuple[int, str]:
        """Send a form with a file, as `sends` does."""
        answer = self.browser.post(self.at(path), files={"file": (name, content)},
                                   headers={"Origin": ORIGIN})
        return answer.status_code, answer.headers.get("location", answer.text).removeprefix(
            self.door.place)

    def sends(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form as the desk's own page does: the status, and where it leads or what it
        says."""
        answer = self.browser.post(self.at(path), data=fields, headers={"Origin": ORIGIN})
        return answer.status_code, answer.headers.get("location", answer.text).removeprefix(
            self.door.place)
