"""The list for a translator: every printed text of a workbook, with a cell for its translation. It
is a workbook of its own, which is read back and put into a new workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from sdaid.problems import Place, Problem, problem, stops
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.headings import language_code
from sdaid.sheets.reading import read_sheets
from sdaid.sheets.values import MaybeWhole, Text
from sdaid.sheets.write import Line, write_sheets
from sdaid.workbook.acceptance import address, named
from sdaid.workbook.content import Content
from sdaid.workbook.languages import lacking, translations


class About(Record):
    """Of what and into which language the list is."""

    language: Annotated[Text, Column("Language", "The language to translate into, as a code.")]
    workbook: Annotated[Text, Column("Workbook", "Where the texts come from.")]
    version: Annotated[Text, Column("Content version", "Of that workbook.")] = ""


class ToTranslate(Record):
    """One printed text."""

    cell: Annotated[Text, Column("Cell", "Where the text stands in the workbook.", width=22)]
    heading: Annotated[Text, Column("Heading", "What the text is.", width=24)]
    text: Annotated[Text, Column("Text", "To be translated. Leave it as it is.", width=56)]
    translation: Annotated[Text, Column(
        "Translation", "What patients will read. What is translated already stands here; a text "
        "that was changed since is to be translated anew.", width=56)] = ""
    limit: Annotated[MaybeWhole, Column(
        "Letters at most", "How many letters the place holds.", width=12)] = None
    so_far: Annotated[Text, Column(
        "So far", "What the workbook said when this list was made.", width=40)] = ""
    note: Annotated[Text, Column("Notes", "For the two of you; it is not read.", width=30)] = ""


ABOUT = Sheet("About", About, "Of what this list is.", layout="values")
TEXTS = Sheet("Texts", ToTranslate, "Every text that patients read.")
SHEETS = (ABOUT, TEXTS)

READ_ME = (
    Line(("Texts to translate",), "title"),
    Line(("What this is", "Every text of a workbook that patients read. Write its translation "
          "beside it, in the sheet Texts; blank is not translated yet.")),
    Line(("Keep", "Leave the columns Cell, Text and So far as they are: by them each translation "
          "finds its text. Rows may be sorted.")),
    Line(("Numbers", "Keep every number, unit and name. Say it as simply as the text does.")),
    Line(("Changed", "Where So far holds something and Translation does not, the text was changed "
          "after it was translated: translate it anew, or copy what still holds.")),
    Line(("Lists", "Choices with commas between them: as many, in the same order.")),
    Line(("Give it back", "sdaid new NEW.xlsx --from WORKBOOK.xlsx --translated THIS.xlsx")),
)


@dataclass(frozen=True)
class Todo:
    """A list that came back: `rows` are its texts, each address once."""

    language: str
    rows: tuple[ToTranslate, ...]


def write_todo(path: Path, content: Content, language: str) -> None:
    """Write the list of all texts of `content` for a translator into `language`.

    Raises FileExistsError where there is a file, OSError where none can be written.
    """
    old = {each.place for each in lacking(content, language) if each.code == "translation-old"}
    rows: list[Mapping[str, Any]] = [
        {"cell": named(each.place), "heading": each.heading,
         "text": each.text, "translation": "" if each.target in old else each.told,
         "limit": each.limit, "so_far": each.told}
        for each in translations(content, language)]
    about = {"language": language, "workbook": content.path.name,
             "version": content.decision.content_version}
    write_sheets(path, SHEETS, {ABOUT.name: [about], TEXTS.name: rows}, {}, read_me=READ_ME)


def read_todo(path: Path) -> tuple[Todo | None, list[Problem]]:
    """The list at `path`, None where it cannot be used; a row that is there twice is a problem."""
    records, _, problems = read_sheets(path, SHEETS, lambda *_: {})
    about = next((each for each in records.get(ABOUT.name, ()) if isinstance(each, About)), None)
    rows = [each for each in records.get(TEXTS.name, ()) if isinstance(each, ToTranslate)]
    language = language_code(about.language) if about else ""
    if about and not language:
        problems.append(problem("todo-language", about.at("language"), found=about.language))
    problems += _twice(rows)
    return (None if stops(problems) else Todo(language, tuple(rows))), problems


def _twice(rows: Sequence[ToTranslate]) -> list[Problem]:
    first: dict[str, Place] = {}
    return [problem("todo-twice", row.at("cell"), found=row.cell, other=before.cell)
            for row in rows
            if (before := first.setdefault(address(row.cell), row.at("cell"))) != row.at("cell")]
