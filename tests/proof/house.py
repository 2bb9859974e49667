"""A small clinic for proofs: a workbook in editions, a list that changes, a mail server that
counts; calls of `sdaid` that may be killed; and what must be true of all of it at any time."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2

from sdaid.batch.manifest import load
from sdaid.ledger.answers import Line, history
from sdaid.ledger.keep import print_runs
from sdaid.ledger.ledger import read_ledger
from tests.batch.lists import line, write_csv
from tests.build import ROOT, SMALL, Rows, workbook_from
from tests.mail.batches import noon
from tests.mail.reading import manifest_rows
from tests.mail.servers import Running
from tests.waiting import until

DAY, EARLIER = "2026-11-25", "2026-11-23"
POST, EMAIL = ("A-0001", "A-0002", "A-0003"), ("A-0004", "A-0005", "A-0006")
DESK = ("A-0007",)
EDITIONS = ("0.1", "0.2", "0.3")
DIES = -9
ENDS_WELL = {DIES, 0, 1, 2, 3, 5}
"""With 1, 2 and 5 a call says what must be done first, as to render a list that has changed."""

BORN = re.compile(r"Testa(\d+) Example(\d+)\D.*?P-(\d+), Version ([\d.]+),", re.S)


class Forks:
    """Calls of `sdaid`, each in a fork of one process that has all of it loaded."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.forks"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.points: Counter[str] = Counter()

    def call(self, words: list[str], at: int, out: Path) -> int:
        """The exit code of a call that dies at point `at`; -9 where it did."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"words": words, "at": at, "out": str(out)}) + "\n")
        self._process.stdin.flush()
        code, passed = json.loads(self._process.stdout.readline())
        self.points[words[0]] = max(self.points[words[0]], passed)
        return int(code)

    def end(self) -> None:
        self._process.communicate()


@dataclass
class House:
    """The clinic of one seed. `kills` counts the calls that died, `said` what the last one said."""

    home: Path
    server: Running
    forks: Forks
    chance: random.Random
    kills: int = 0
    said: str = ""
    edition: str = EDITIONS[0]
    cancelled: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.server.behaviour.taken.clear()
        self.out = self.home / "out"
        for edition in EDITIONS:
            def change(texts: Rows, edition: str = edition) -> None:
                texts["Decision"][0]["content_version"] = edition
                texts["Outcomes"][0]["caveat"] = f"As of edition {edition}."
            workbook_from(SMALL, self.home / f"{edition}.xlsx", change)
        write_csv(self.home / "old.csv", [line(number, visit_date="2026-11-24")
                                          for number in (101, 102)])
        self.write()

    @property
    def folder(self) -> Path:
        return self.out / "list-options"

    @property
    def ledger(self) -> Path:
        return self.out / "ledger.sqlite"

    def write(self) -> None:
        """The list and the workbook as they now stand."""
        rows = []
        for number, name in enumerate((*POST, *EMAIL, *DESK), start=1):
            row = line(number, status="cancelled" if name in self.cancelled else "")
            if name in POST:
                row |= {"Channel": "post", "Address": "1 Nowhere Lane\nTestville",
                        "Postcode": "LS1 4AP", "Country": "GB"}
            if name in EMAIL:
                row |= {"Channel": "e-mail", "E-mail": f"{name.lower()}@patients.example",
                        "E-mail password": f"copper-kettle-{number}"}
            if name in self.corrected:
                row["Clinician"] = "Dr Sample"
            rows.append(row)
        write_csv(self.home / "list.csv", rows)
        shutil.copyfile(self.home / f"{self.edition}.xlsx", self.home / "options.xlsx")

    def change(self) -> None:
        """Something in the list or the workbook is another."""
        name = self.chance.choice((*POST, *EMAIL, *DESK))
        match self.chance.choice(("edition", "cancel", "correct")):
            case "edition":
                self.edition = self.chance.choice(EDITIONS)
            case "cancel" if len(self.cancelled) < 2 or name in self.cancelled:
                self.cancelled ^= {name}
            case _:
                self.corrected ^= {name}
        self.write()

    def words(self, kind: str) -> list[str]:
        """A call, as a person would make it."""
        books = ["render", str(self.home / "options.xlsx")]
        made = ["--output", str(self.out), "--workers", "1"]
        match kind:
            case "render":
                return [*books, str(self.home / "list.csv"), *made, "--today", DAY]
            case "only":
                name = self.chance.choice((*POST, *EMAIL, *DESK))
                return [*self.words("render"), "--only", name]
            case "old":
                return [*books, str(self.home / "old.csv"), *made, "--today", EARLIER]
            case "post":
                return ["post", str(self.folder), "--window", "uk", "--today", DAY]
            case "email":
                named = self.server.server
                return ["email", str(self.folder), "--server", f"{named.host}:{named.port}",
                        "--authorities", str(named.authorities), "--from", "a@clinic.example",
                        "--sender-name", "Office", "--per-minute", "60000", "--today", DAY]
            case "forget":
                return ["forget", "--before", DAY, "--yes", "--today", DAY, "--ledger",
                        str(self.ledger)]
            case _:
                name, state = self.open_email() or ("A-0004", "sent")
                return ["settle", name, "--as", state, "--ledger", str(self.ledger)]

    def call(self, kind: str, *, dies: bool = False) -> int:
        """Make a call, which dies at a random point if it `dies` and comes so far; then look
        whether all is as it must be."""
        words = self.words(kind)
        most = self.forks.points[words[0]] or 40
        at = self.chance.randint(1, most) if dies else 0
        code = self.forks.call(words, at, self.home / "said")
        self.said = (self.home / "said").read_text("utf-8", "replace")
        assert "Traceback" not in self.said, (words, at, self.said)
        assert code in ENDS_WELL, (words, at, code, self.said)
        self.kills += code == DIES
        if code == DIES and kind == "email":
            until(lambda: not self.server.talks())  # it still reads what was on its way
        self.look()
        return code

    # -- what was done -------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        if not self.ledger.exists() or not self.ledger.stat().st_size:
            return []
        with read_ledger(self.ledger, noon) as opened:
            return history(opened)

    def letters(self) -> Counter[tuple[str, str]]:
        """How many letters lie in whole print runs, by appointment and edition. Each is the right
        patient's."""
        found: Counter[tuple[str, str]] = Counter()
        for _, run in print_runs(self.folder):
            for row in manifest_rows(run):
                name, first = row["Appointment id"], int(row["First page"])
                texts = texts_of((run / row["File"]).read_bytes())
                whose, edition = patient_of(texts[first + 1])
                assert whose == name, (run, row, texts[first + 1])
                assert f"Testa{int(name[2:])} Example{int(name[2:])}" in texts[first - 1]
                found[name, edition] += 1
        return found

    def messages(self) -> Counter[tuple[str, str]]:
        """How many messages the server took, by appointment and edition; each opens with its
        patient's word and is the right patient's."""
        found: Counter[tuple[str, str]] = Counter()
        for to, content in list(self.server.behaviour.taken):
            name = to.partition("@")[0].upper()
            [attached] = message_from_bytes(content, policy=policy.default).iter_attachments()
            whose, edition = patient_of(texts_of(
                attached.get_content(), f"copper-kettle-{int(name[2:])}")[0])
            assert whose == name, to
            found[name, edition] += 1
        return found

    def open_email(self) -> tuple[str, str] | None:
        """An appointment whose e-mail may have been sent, and what the server's log says of it."""
        lines, taken = self.lines(), Counter(name for name, _ in self.messages().elements())
        for each in lines:
            if each.state in ("sending", "unsure"):
                sent = sum(other.state == "sent" and other.appointment == each.appointment
                           for other in lines)
                return each.appointment, "sent" if taken[each.appointment] > sent else "not-sent"
        return None

    # -- what must be true ---------------------------------------------------------------------

    def look(self) -> None:
        """Nothing twice, nobody else's."""
        for found in (self.letters(), self.messages()):
            assert not [key for key, count in found.items() if count > 1], found

    def finish(self) -> None:
        """Leave it alone for once, and settle what only a person can know: then all is there, once,
        and the ledger knows of it."""
        while open_ := self.open_email():
            assert self.call("settle") == 0, (open_, self.said)
        for kind in ("old", "render", "post", "email", "forget"):
            assert self.call(kind) in (0, 3), (kind, self.said)
        self.look_at_files()
        letters, messages = self.letters(), self.messages()
        for name in {*POST, *EMAIL} - self.cancelled:
            sent = letters if name in POST else messages
            assert sent[name, self.edition] == 1, (name, self.edition, sent, self.said)
        known = Counter((each.appointment, each.version, each.state) for each in self.lines()
                        if each.state not in ("made", "not sent"))
        assert known == Counter(
            {(*key, "posted"): count for key, count in letters.items()}
            | {(*key, "sent"): count for key, count in messages.items()}), self.lines()

    def look_at_files(self) -> None:
        """The folder holds what its manifest says, of the present edition, and the ledger knows it;
        of the old run nothing is left."""
        made, problems = load(self.folder)
        assert made is not None, problems
        known = {each.sha256 for each in self.lines()}
        there = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
        aids = [each for each in made.appointments if each.file]
        assert {each.id for each in aids} == {*POST, *EMAIL, *DESK} - self.cancelled
        assert set(there) == {"manifest.json", *(each.file for each in aids),
                              *(each.file for each in made.books)}
        for each in aids:
            assert sha256(there[each.file]).hexdigest() == each.sha256
            assert each.sha256 in known
            assert patient_of(texts_of(there[each.file])[0]) == (each.id, self.edition)
        assert {path.name for path in self.folder.iterdir() if path.is_dir()} <= {
            f"post-{number}" for number in range(1, 100)}
        assert {path.name for path in self.out.iterdir()} <= {
            "list-options", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}
        assert not [each for each in self.lines() if each.appointment.startswith("A-01")]


def patient_of(text: str) -> tuple[str, str]:
    """Whose page it is, by all that it says of them, and of which edition."""
    found = BORN.search(text)
    assert found, text
    given, family, patient, edition = found.groups()
    assert int(given) == int(family) == int(patient), text
    return f"A-{int(patient):04}", edition


def texts_of(content: bytes, password: str | None = None) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(BytesIO(content), password=password)
    try:
        return [page.get_textpage().get_text_range().replace("\u2068", "").replace("\u2069", "")
                for page in document]
    finally:
        document.close()
