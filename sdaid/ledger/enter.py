"""A finished run, entered into the ledger: every aid that was made, whatever its way out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sdaid import __version__
from sdaid.appointments.columns import Channel
from sdaid.batch.manifest import Manifest
from sdaid.batch.press import Press, content_checksum, templates_checksum
from sdaid.ledger.keep import folder_name
from sdaid.ledger.ledger import Ledger, MadeAid
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language

DRAFT = "draft"
"""The channel of what can never go out."""

RUN = "run"
"""The channel of evidence books in a run's folder: they go out with aids alone."""


@dataclass(frozen=True)
class Single:
    """A document that is made alone: an aid, or the sheet beside it. `id` is the appointment's, or
    stands for a blank aid; `visit` the day (ISO), empty where there is none."""

    id: str
    format: str
    paper: str
    visit: str = ""
    kind: str = "aid"


def enter_run(ledger: Ledger, folder: Path, made: Manifest, content: Content) -> None:
    """Enter the aids, sheets and evidence books of the run in `folder`, and the checksum of each
    figure of their content; `content` is the whole workbook's. Drafts are entered as such: they go
    to nobody, and are forgotten in their time. An aid that was made from other content than the
    run's is known already, and not entered again. Sheets are handed over, whatever the channel of
    the aid; a book counts as gone with the aid that it goes with."""
    own = content.decision.language
    made_of = MadeAid(
        batch=made.batch, appointment="", content_version=made.workbook.content_version,
        content=made.workbook.content_sha256, templates=made.templates_sha256,
        program=made.program, format="", paper="", language=own,
        channel=DRAFT if made.draft else RUN, folder=folder_name(folder, ledger.path), file="",
        sha256="", made=made.today.isoformat())
    documents = [replace(
        made_of, kind="book", appointment=Path(book.file).stem, format=book.format,
        paper=book.paper, file=book.file, sha256=book.sha256, language=book.language or own)
        for book in made.books]
    for ended in made.appointments:
        if ended.status != "made" or ended.made_from:
            continue
        aid = replace(
            made_of, appointment=ended.id, format=ended.format, paper=ended.paper,
            language=ended.language, channel=DRAFT if made.draft else ended.channel,
            file=ended.file, sha256=ended.sha256, visit=ended.visit)
        documents += [aid, *(replace(
            aid, kind=each.kind, file=each.file, sha256=each.sha256,
            channel=DRAFT if made.draft else Channel.DESK.value) for each in ended.beside)]
    for language in dict.fromkeys(each.language for each in documents):
        said = made.translations.get(language, made.workbook.content_sha256)
        ledger.enter([replace(each, content=said) for each in documents
                      if each.language == language], figures(in_language(content, language)))


def enter_single(ledger: Ledger, path: Path, pdf: bytes, entry: Single, press: Press) -> None:
    """Enter a document that is made alone, by the `press` of its language, for a patient at the
    desk or for nobody, and will lie at `path`. Those of a day count as a run."""
    content, day = press.content, press.today.isoformat()
    ledger.enter([MadeAid(
        batch=f"desk-{day}-draft" if press.draft else f"desk-{day}", appointment=entry.id,
        content_version=content.decision.content_version, content=content_checksum(content),
        templates=templates_checksum(), program=__version__, format=entry.format,
        paper=entry.paper, language=content.decision.language,
        channel=DRAFT if press.draft else Channel.DESK.value,
        folder=folder_name(path.parent, ledger.path), file=path.name,
        sha256=sha256(pdf).hexdigest(), made=day, visit=entry.visit, kind=entry.kind)],
        figures(content))


def figures(content: Content) -> dict[str, str]:
    """A checksum of all that each figure says in the content's language, by its id; where its cells
    lie does not count."""
    return {outcome.id: sha256(outcome.model_copy(update={"wording": {}}).model_dump_json(
        exclude={"origin"}).encode()).hexdigest() for outcome in content.outcomes}
