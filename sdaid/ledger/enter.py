"""A finished run, entered into the ledger: every aid that was made, whatever its way out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sdaid import __version__
from sdaid.appointments.columns import Channel
from sdaid.batch.manifest import Manifest
from sdaid.batch.press import Press, content_checksum, templates_checksum
from sdaid.ledger.keep import folder_name
from sdaid.ledger.ledger import Ledger, MadeAid
from sdaid.workbook.content import Content

DRAFT = "draft"
"""The channel of aids that can never go out."""


@dataclass(frozen=True)
class Single:
    """An aid that is made alone. `id` is the appointment's, or stands for a blank aid; `visit` the
    day (ISO), empty where there is none."""

    id: str
    format: str
    paper: str
    visit: str = ""


def enter_run(ledger: Ledger, folder: Path, made: Manifest, content: Content) -> None:
    """Enter the aids of the run in `folder`, and the checksum of each figure of their content.
    Drafts are entered as such: they go to nobody, and are forgotten in their time. An aid that was
    made from other content than the run's is known already, and not entered again."""
    home = folder_name(folder, ledger.path)
    ledger.enter([MadeAid(
        batch=made.batch, appointment=ended.id, content_version=made.workbook.content_version,
        content=made.workbook.content_sha256, templates=made.templates_sha256,
        program=made.program, format=ended.format, paper=ended.paper, language=ended.language,
        channel=DRAFT if made.draft else ended.channel, folder=home, file=ended.file,
        sha256=ended.sha256, made=made.today.isoformat(), visit=ended.visit,
    ) for ended in made.appointments if ended.status == "made" and not ended.made_from],
        figures(content))


def enter_single(ledger: Ledger, path: Path, pdf: bytes, entry: Single, press: Press) -> None:
    """Enter an aid that is made alone, for one patient at the desk or for nobody, and will lie at
    `path`. Those of a day count as a run."""
    content, day = press.content, press.today.isoformat()
    ledger.enter([MadeAid(
        batch=f"desk-{day}-draft" if press.draft else f"desk-{day}", appointment=entry.id,
        content_version=content.decision.content_version, content=content_checksum(content),
        templates=templates_checksum(), program=__version__, format=entry.format,
        paper=entry.paper, language=content.decision.language,
        channel=DRAFT if press.draft else Channel.DESK.value,
        folder=folder_name(path.parent, ledger.path), file=path.name,
        sha256=sha256(pdf).hexdigest(), made=day, visit=entry.visit)], figures(content))


def figures(content: Content) -> dict[str, str]:
    """A checksum of all that each figure says, by its id; where its cells lie does not count."""
    return {outcome.id: sha256(outcome.model_dump_json(exclude={"origin"}).encode()).hexdigest()
            for outcome in content.outcomes}
