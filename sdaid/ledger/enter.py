"""A finished run, entered into the ledger: every aid that was made, whatever its way out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sdaid.batch.manifest import Manifest
from sdaid.ledger.keep import folder_name
from sdaid.ledger.ledger import Ledger, MadeAid
from sdaid.workbook.content import Content


def enter_run(ledger: Ledger, folder: Path, made: Manifest, content: Content) -> None:
    """Enter the aids of the run in `folder`, and the checksum of each figure of their content.
    Drafts are not entered: they go to nobody. Nor is an aid again that was made from other content
    than the run's."""
    if made.draft:
        return
    home = folder_name(folder, ledger.path)
    ledger.enter([MadeAid(
        batch=made.batch, appointment=ended.id, content_version=made.workbook.content_version,
        content=made.workbook.content_sha256, templates=made.templates_sha256,
        program=made.program, format=ended.format, paper=ended.paper, language=ended.language,
        channel=ended.channel, folder=home, file=ended.file, sha256=ended.sha256,
        made=made.today.isoformat(),
    ) for ended in made.appointments if ended.status == "made" and not ended.made_from],
        figures(content))


def figures(content: Content) -> dict[str, str]:
    """A checksum of all that each figure says, by its id; where its cells lie does not count."""
    return {outcome.id: sha256(outcome.model_dump_json(exclude={"origin"}).encode()).hexdigest()
            for outcome in content.outcomes}
