"""Staff read the clinic's language where there is a catalogue of it, and English elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sdaid.cli.words import TEMPLATES, catalogue
from sdaid.problems import Place, problem
from sdaid.resources import templates
from sdaid.staff import staff_language
from sdaid.standards.accepted import cells_of, paste
from sdaid.standards.diff import as_lines, compare
from sdaid.standards.fingerprint import printed_cells
from sdaid.standards.phrases import effort_words, figure_words, recovery_words
from tests.build import SMALL, workbook_from
from tests.standards.contents import content_from
from tests.words.in_templates import template_faults

OLD = content_from(SMALL)

FOLDERS = sorted(each.parent for each in (templates() / "locale").glob("*/*/sdaid-staff.po"))
PLACES = re.compile(r"\{[^{}]*\}|%\(\w+\)s")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_a_catalogue_of_staff_has_every_text_with_its_places(folder):
    with (folder / "sdaid-staff.po").open("rb") as file:
        told = read_po(file)
    for message in catalogue():
        if not message.id:
            continue
        found = told.get(message.id)
        assert found is not None, message.id
        forms = [found.string] if isinstance(found.string, str) else list(found.string)
        assert forms != [], message.id
        assert all(forms), message.id
        wanted = {place for each in (
            [message.id] if isinstance(message.id, str) else message.id)
            for place in PLACES.findall(each)}
        assert {place for each in forms for place in PLACES.findall(each)} == wanted, message.id


def test_the_catalogue_for_translators_is_that_of_today(tmp_path):
    from sdaid.cli.words import main

    main(tmp_path / "made.pot")
    kept = (templates() / "locale" / "sdaid-staff.pot").read_text("utf-8")
    assert (tmp_path / "made.pot").read_text("utf-8") == kept


def templates_of_staff():
    return sorted(path for pattern in TEMPLATES for path in templates().glob(
        pattern.replace("**.html", "*.html")))


@pytest.mark.parametrize("path", templates_of_staff(), ids=lambda path: path.name)
def test_a_template_of_staff_says_nothing_past_the_catalogue(path):
    """What it joins are whole messages and signs."""
    faults = [each for each in template_faults(path.read_text("utf-8"), html=True)
              if each.startswith(("text", "alt", "title", "aria"))]
    known = re.compile(r"sdaid|aria-[a-z]+|-help|-wrong|/run/|/all/|true|%04d|%\.1f")
    assert not [each for each in faults if re.search(r"[^\W\d_]{2,}", known.sub("", each[5:]))]


@pytest.mark.parametrize(("variables", "language"), [
    ({"LANGUAGE": "es"}, "es"), ({"LANGUAGE": "", "LC_ALL": "es_MX.UTF-8"}, "es"),
    ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "es_ES"}, "es"),
    ({"LANGUAGE": "en:es"}, "en"), ({"LANGUAGE": "", "LC_ALL": "C.UTF-8"}, "en"),
    ({"LANGUAGE": "xx"}, "en"), ({"LANGUAGE": "xx:es"}, "es")])
def test_the_first_variable_that_is_set_decides(variables, language, monkeypatch):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert staff_language() == language


def test_a_problem_is_told_in_spanish_and_keeps_what_stands_in_the_cell(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "es")
    found = problem("not-yes-no", Place("a.xlsx", "Options", "B7", "Name"), found="a guess")
    assert found.sentence == (
        "a.xlsx, Options, celda B7 (Name): hay “a guess”; debe ser yes o no; elija uno.")


def test_the_command_speaks_spanish_from_help_to_result(tmp_path):
    workbook = workbook_from(SMALL, tmp_path / "small.xlsx")

    def said(*arguments: object) -> str:
        done = subprocess.run(
            [Path(sys.executable).parent / "sdaid", *map(str, arguments)], check=False,
            capture_output=True, text=True, env={"LANGUAGE": "es", "PATH": "/usr/bin:/bin"},
            encoding="utf-8")
        return done.stdout + done.stderr

    assert "Uso: sdaid render [OPCIONES]" in said("render", "--help").replace("OPTIONS", "OPCIONES")
    assert "Mostrar esta ayuda y terminar." in said("render", "--help")
    assert "no hay tal archivo" in said("check", tmp_path / "none.xlsx")
    assert "Nivel de lectura" in said("check", workbook)


ENGLISH = re.compile(r"\b(of|people|than|against|points?|weeks?|months?|years?|not|studied|if|and|"
                     r"is|was|now|the|what)\b")


def test_figures_and_differences_are_told_in_spanish(monkeypatch):
    """What the report says of each figure, and what `sdaid diff` says beside the workbook's own
    texts, has no English word."""
    monkeypatch.setenv("LANGUAGE", "es")
    rows = {row.id: row for row in OLD.rows}
    plain = [each.model_copy(update={"definition": "x", "comparator": each.comparator and "x"})
             for each in OLD.outcomes]
    told = [figure_words(each, rows[each.row]) for each in plain]
    told += [recovery_words(each) for each in OLD.recovery]
    told += [effort_words(each) for each in OLD.effort]
    assert not [each for each in told if ENGLISH.search(each)]
    assert as_lines(compare(OLD, OLD)) == ["Un paciente no leería nada distinto."]

    def change(texts):
        texts["Options"][0]["cost"] = "x"
        texts["Options"].reverse()

    lines = as_lines(compare(OLD, content_from(SMALL, change)), everything=True)
    assert "El orden de las opciones" in " ".join(lines)
    assert any(each.strip() == "ahora: x" for each in lines)


def test_what_is_compared_later_is_written_alike_in_every_language(monkeypatch):
    """An accepted warning and a signature hold wherever the workbook is checked."""
    found = [problem("persuasive", outcome.at(field), found="x")
             for outcome in OLD.outcomes for field in ("events", "value", "sources")]
    found.append(problem("persuasive", found="x"))  # about no cell: the warning's own words

    def written():
        cells = cells_of(OLD, found)
        return [paste(each, cells) for each in found], printed_cells(OLD, "en")

    monkeypatch.setenv("LANGUAGE", "en")
    english = written()
    monkeypatch.setenv("LANGUAGE", "es")
    assert written() == english
