"""The fast way makes the plain way's pages, or leaves them to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import page as validation
import pytest

from sdaid.aid.aid import Aid, Mark, Remark
from sdaid.engine import engine as fast_way
from sdaid.engine import layout, patchwork
from sdaid.engine.compare import compare
from sdaid.engine.engine import Engine
from sdaid.page.chunks import LINES
from sdaid.page.render import render_aid
from tests.page import samples

Plain = Callable[[Aid], bytes]


def aid_for(aid: Aid, **texts: str) -> Aid:
    """`aid` for a reader with other texts."""
    assert aid.reader
    return replace(aid, reader=replace(aid.reader, **texts))


def nothing_known(aid: Aid) -> Aid:
    """`aid` for a patient without facts."""
    return replace(aid, remarks=(), tried=(), unknown=(), options=tuple(
        replace(option, marks=()) for option in aid.options))


READERS = [
    {"name": "Testa Example"},
    {"name": "AV To Wä. Ty-LT’s Ýñ", "born": "11 November 1911", "id": "AV-7171"},
    {"name": "ﬁctiva Žaneta Ağça", "visit": "Tuesday 1 December 2026", "place": ""},
    {"name": "Jo", "place": "Vault 7, Wing AV", "clinician": ""},
]


@pytest.mark.parametrize("texts", READERS, ids=lambda texts: texts["name"])
def test_any_reader(engine: Engine, plain: Plain, texts: dict[str, str]) -> None:
    """Kerning, accents, empty texts: pixels, text, tags and data are those of the plain way."""
    aid = aid_for(samples.three(), **texts)
    before = engine.fast
    made = engine.draw(aid)
    assert compare(plain(aid), made) == []
    assert engine.fast == before + ("ﬁ" not in texts["name"])


def test_facts_that_change_pages(engine: Engine, plain: Plain) -> None:
    """Remarks, marks and unknowns that need more lines, or another page, change what they
    change in the plain way."""
    aid = samples.three()
    many = tuple(Remark(aid.options[1].id, "caution", "Take care", f"Sample remark {number}.",
                        f"You said sample {number}.", (1,)) for number in range(18))
    marked = replace(aid.options[2], marks=(Mark("note", "Note"), Mark("caution", "Take care"),
                                            Mark("tried", "You tried this")))
    other = replace(aid, remarks=many, tried=(), unknown=("Do you smoke?", "Do you run?"),
                    options=(*aid.options[:2], marked))
    before = engine.fast
    assert compare(plain(other), engine.draw(other)) == []
    assert engine.fast == before + 1


@pytest.mark.parametrize("aid", [
    pytest.param(samples.seven(), id="seven"),
    pytest.param(replace(samples.blank(), paper="letter"), id="blank"),
    pytest.param(replace(samples.three(), draft=True, overdue="Overdue since May."), id="draft",
                 marks=pytest.mark.long),
    pytest.param(replace(samples.seven(), format="large-print"), id="large",
                 marks=pytest.mark.long),
    pytest.param(replace(samples.three(), format="large-print", paper="letter"), id="large-letter",
                 marks=pytest.mark.long),
])
def test_any_kind(engine: Engine, plain: Plain, aid: Aid, tmp_path: Path) -> None:
    """Every kind of aid is the same both ways, is made the fast way, and passes PDF/UA-1."""
    if aid.reader and aid.format == "large-print":
        aid = aid_for(aid, name="Jo Li", id="P-7", visit="1 May 2026", place="")
    before = engine.fast
    made = engine.draw(aid)
    assert compare(plain(aid), made) == []
    assert engine.fast == before + 1, engine.plain
    (tmp_path / "aid.pdf").write_bytes(made)
    report = validation.validate_pdf(tmp_path / "aid.pdf", profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


def test_a_logo(engine: Engine, tmp_path: Path) -> None:
    """A clinic's picture, with what it is made of, stands where the plain way puts it."""
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
                    '<g opacity=".5"><rect width="30" height="10"/>'
                    '<circle r="8" cx="20" cy="10" fill="red"/></g></svg>', encoding="utf-8")
    aid = replace(samples.three(), clinic=replace(samples.three().clinic, logo="logo.svg"))
    before = engine.fast
    assert compare(render_aid(aid, None, logo), engine.draw(aid, None, logo)) == []
    assert engine.fast == before + 1


@pytest.mark.parametrize("texts", [
    {"name": "Maximiliane Wilhelmine Sample-Exampleton of Placeholder Hall"},
    {"name": "سامية مثال"},
    {"name": "Тест Пример"},
    {"name": "Two  Spaces"},
], ids=["long", "arabic", "cyrillic", "spaces"])
def test_what_does_not_fit_goes_the_plain_way(engine: Engine, plain: Plain,
                                              texts: dict[str, str]) -> None:
    """A text that needs another font or direction, or a name another line on every page, is drawn
    the plain way, and counted."""
    aid = aid_for(samples.three(), **texts)
    before = sum(engine.plain.values())
    assert engine.draw(aid) == plain(aid)
    assert sum(engine.plain.values()) == before + 1


@pytest.mark.parametrize("texts", [
    {"clinician": "Dr " + "Keptnot " * 14 + "Long"},
    {"place": "Keptnot Outpatient Department of Physiotherapy, Third Floor, Room 12"},
    {"visit": "Keptnot " * 30}], ids=["clinician", "place", "page"])
def test_a_text_of_more_lines_is_laid_out_for_its_patient(
        engine: Engine, folder: Path, plain: Plain, tmp_path: Path, texts: dict[str, str]) -> None:
    """The first page is theirs alone and nothing of it is kept, neither between runs nor for the
    run: the folders are those of a patient with short texts. The others' pages are as ever."""
    aid = aid_for(samples.three(), **{name: text.strip() for name, text in texts.items()})
    other = aid_for(samples.three(), name="Otto Otherman")
    (tmp_path / "own").mkdir()
    (tmp_path / "other").mkdir()
    own = Engine(folder, tmp_path / "own")
    Engine(folder, tmp_path / "other").draw(other)
    kept = {path.name for path in folder.iterdir()}

    assert compare(plain(aid), own.draw(aid)) == []

    assert (own.fast, dict(own.plain)) == (1, {})
    assert {path.name for path in folder.iterdir()} == kept
    found = [{path.name: path.read_bytes() for path in place.iterdir()}
             for place in (tmp_path / "own", tmp_path / "other")]
    assert found[0] == found[1]
    assert compare(plain(other), own.draw(other), ("Keptnot",)) == []


def test_nothing_of_another_patient(engine: Engine, plain: Plain) -> None:
    """Whoever's aid was made before, no object of a file holds any of their texts."""
    own = aid_for(samples.three(), name="Vera Ownself", id="P-1", clinician="Dr Mine")
    others = ("Otto Otherman", "P-99817", "Dr Theirs", "9 September 1949", "Room 88")
    engine.draw(aid_for(samples.three(), name=others[0], id=others[1], clinician=others[2],
                        born=others[3], place=others[4]))
    assert compare(plain(own), engine.draw(own), others) == []


def with_facts(words: tuple[str, ...], marked: tuple[int, ...]) -> Aid:
    """An aid with a remark for each of `words`, and marks at these options."""
    aid = samples.three()
    return replace(
        aid, tried=(aid.options[0].name,) if 0 in marked else (),
        unknown=("Do you smoke?",) if len(words) == 1 else (),
        remarks=tuple(Remark(aid.options[1].id, "caution", "Take care", f"Sample {word}." * 3,
                             f"You said {word}.", (1,)) for word in words),
        options=tuple(replace(option, marks=(
            Mark("tried", "Tried"), Mark("caution", "Take care, as said")) if at in marked else ())
            for at, option in enumerate(aid.options)))


FACTS = [with_facts(("thin",), (1,)), with_facts(("cold", "thin", "old"), (0, 2)),
         with_facts((), ()), with_facts(("old", "cold"), (0, 1, 2)), with_facts(("old",), (2,))]


@pytest.mark.parametrize("aid", FACTS)
def test_pages_put_together(engine: Engine, plain: Plain, aid: Aid) -> None:
    """Pages that are put together from remarks and marks of other patients' pages are those of the
    plain way."""
    before = engine.fast
    assert compare(plain(aid), engine.draw(aid)) == []
    assert engine.fast == before + 1


def test_whoever_came_before(engine: Engine, folder: Path) -> None:
    """The bytes of an aid are the same in a process that drew others before and in one that did
    not: a run that was killed goes on to the same files."""
    made = [engine.draw(aid) for aid in FACTS]
    for aid, bytes_ in zip(FACTS, made, strict=True):
        assert Engine(folder).draw(aid) == bytes_


def test_elements_that_do_not_fit_are_not_put_together(
        folder: Path, plain: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was put together is not what is laid out, the aid goes the plain way."""
    honest = patchwork._moved

    def a_bit_lower(content: bytes, move: float, marks: int) -> bytes:
        return honest(content, move + 0.5, marks)

    monkeypatch.setattr(patchwork, "_moved", a_bit_lower)
    aid = with_facts(("cold", "thin"), (1,))
    made = Engine(folder)
    assert made.draw(aid) == plain(aid)
    assert made.plain == {"elements that look otherwise elsewhere": 1}


def test_compiled_work_is_used_again(engine: Engine, folder: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process with the same folder makes the same bytes, and of a patient of whom nothing
    is known lays nothing out."""
    aid = aid_for(nothing_known(samples.three()), name="Once More")
    made = engine.draw(aid)

    def drawn_again(*_: object, **__: object) -> bytes:
        raise AssertionError("laid out again")

    monkeypatch.setattr(layout, "draw", drawn_again)
    monkeypatch.setattr(layout, "render_aid", drawn_again)
    monkeypatch.setattr(fast_way, "render_aid", drawn_again)
    assert Engine(folder).draw(aid) == made


def test_the_folder_holds_no_patient(engine: Engine, folder: Path) -> None:
    """Neither names nor contents of what is kept tell who an aid was for."""
    aid = aid_for(samples.three(), name="Zaza Keptnot", id="P-KEPTNOT", clinician="Dr Keptnot")
    engine.draw(aid)
    kept = [path for path in folder.iterdir() if path.is_file()]
    assert kept
    for path in kept:
        assert "keptnot" not in path.name.casefold()
        assert b"eptnot" not in path.read_bytes()


def test_the_folder_tells_nothing_of_facts(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """Patients with other remarks, marks and answers leave the same folder, name for name and byte
    for byte."""
    engine.draw(nothing_known(samples.three()))  # the fonts and what all share are there
    found = []
    for word, kind in (("thin", "caution"), ("cold", "note")):
        own = tmp_path / word
        copytree(folder, own)
        aid = samples.three()
        Engine(own).draw(replace(
            aid, remarks=(Remark(aid.options[1].id, "caution", "Take care", "Sample remark.",
                                 f"You said {word}.", (1,)),),
            tried=(aid.options[kind == "note"].name,), unknown=(f"Is it {word}?",),
            options=(*aid.options[:2], replace(aid.options[2], marks=(Mark(kind, "Take care"),)))))
        found.append({path.name: path.read_bytes() for path in own.iterdir()})
    assert found[0] == found[1]


def test_processes_of_a_run_share_what_they_lay_out(
        engine: Engine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process laid out for a patient's facts another finds in the run's folder, and lays
    nothing out; the bytes are the same, and no name is in it."""
    aid = aid_for(with_facts(("old", "thin"), (0, 1)), name="Zaza Keptnot")
    made = Engine(folder, tmp_path).draw(aid)
    assert made == engine.draw(aid)
    assert list(tmp_path.iterdir())
    assert not any(b"eptnot" in path.read_bytes() for path in tmp_path.iterdir())

    def drawn_again(*_: object, **__: object) -> bytes:
        raise AssertionError("laid out again")

    monkeypatch.setattr(layout, "draw", drawn_again)
    monkeypatch.setattr(fast_way, "render_aid", drawn_again)
    assert Engine(folder, tmp_path).draw(aid) == made


def test_a_shared_folder_that_has_gone_costs_no_aid(engine: Engine, folder: Path, tmp_path: Path
                                                    ) -> None:
    """Another machine of a cluster may not have it."""
    aid = with_facts(("cold",), (0,))
    assert Engine(folder, tmp_path / "gone").draw(aid) == engine.draw(aid)


def test_a_broken_file_is_made_again(engine: Engine, folder: Path) -> None:
    """What a full disk or a bad sector left of compiled work is not printed."""
    aid = aid_for(samples.three(), name="Broken Part")
    made = engine.draw(aid)
    for path in sorted(folder.glob("*.piece"))[::3]:
        path.write_bytes(path.read_bytes()[:-10])
    assert Engine(folder).draw(aid) == made


def test_parts_that_are_alike_in_brief_are_alike_whole() -> None:
    """What elements are put on is told by the brief HTML, so it must differ wherever the whole
    does, as in “part 2 of 3” and “part 2 of 4”."""
    aid = replace(samples.seven(), format="large-print")
    alike: dict[str, set[tuple[str, str]]] = {}
    for lines in LINES:
        work = layout.Layout("key", aid, None, None)
        work.lines = lines
        for part in work.parts(layout.SHORT, layout.Usual()):
            if part.way:
                whole = work.with_elements(part, (), whole=True)
                alike.setdefault(part.like, set()).add((part.way, whole))
    assert len(alike) > 3
    assert all(len(each) == 1 for each in alike.values())
