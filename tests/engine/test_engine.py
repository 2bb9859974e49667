"""The fast way makes the plain way's pages, or leaves them to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import page as validation
import pytest
from jinja2 import ChoiceLoader, DictLoader

from sdaid.aid.edition import Document, Personal
from sdaid.aid.messages import Mark, Particular, RuleMessage
from sdaid.batch.press import Press
from sdaid.engine import engine as fast_way
from sdaid.engine import fragments, setting, stock
from sdaid.engine.engine import Engine
from sdaid.engine.ready import Ready, every
from sdaid.page.html import page_environment
from sdaid.page.render import render
from sdaid.pdf.compare import compare
from sdaid.pdf.drawn import same_drawing
from sdaid.resources import templates
from tests.engine.conftest import Aid, Plain
from tests.page import made

READERS = [
    {"name": "AV To Wä. Ty-LT’s Ýñ", "born": "11 November 1911", "id": "AV-7171"},
    {"name": "Jo", "place": "", "clinician": ""},
    {"place": "Sample Outpatient Department of Physiotherapy, Third Floor, Room 12",
     "clinician": "Dr Wilhelmina Sample-Exampleton of Placeholder Hall"},
    {"name": "Qz001zq"},
]


@pytest.mark.parametrize("texts", [
    texts if place % 3 == 0 else pytest.param(texts, marks=pytest.mark.long)
    for place, texts in enumerate(READERS)], ids=lambda texts: next(iter(texts.values())))
def test_any_patient(engine: Engine, plain: Plain, aid: Aid, texts: dict[str, str]) -> None:
    """Kerning, accents, empty texts, a visit of two lines, a name like a stand-in: operators,
    pixels, text, tags and data are those of the plain way."""
    document = aid(**texts)
    before = engine.fast
    assert compare(plain(document), engine.draw(document)) == []
    assert engine.fast == before + 1, engine.plain


def crowded(document: Document, count: int) -> Document:
    """The aid of a patient with `count` groups of messages, every mark, and unknown facts."""
    personal = document.personal
    assert personal is not None
    groups = tuple(Particular(f"You said {number}.", tuple(
        RuleMessage(number, option.number, "caution", "Take care", f"Sample {number} told. " * 3,
                    (1,)) for option in document.edition.options)) for number in range(count))
    marks = tuple((Mark("tried", "Tried"), Mark("caution", "Take care"))
                  for _ in document.edition.options)
    return replace(document, personal=replace(
        personal, particulars=groups, marks=marks, unknown=("Do you smoke?", "Do you run?"),
        tried_says="You have already tried: sips. Say how it went."))


@pytest.mark.parametrize("count", [0, pytest.param(2, marks=pytest.mark.long), 9])
def test_facts(engine: Engine, plain: Plain, aid: Aid, count: int) -> None:
    """Marks at every option, and messages that fit page 1 or need the added leaf."""
    document = crowded(aid(), count)
    before = engine.fast
    made = engine.draw_saying(document)
    assert compare(plain(document), b"".join(made.parts)) == []
    assert engine.fast == before + 1, engine.plain
    assert made.pages == (10 if count == 9 else 8)


@pytest.mark.parametrize(("format_", "paper"), [
    ("standard", "letter"), pytest.param("large-print", "a4", marks=pytest.mark.long),
    pytest.param("large-print", "letter", marks=pytest.mark.long)])
def test_any_kind(engine: Engine, plain: Plain, aid: Aid, tmp_path: Path, format_: str,
                  paper: str) -> None:
    """Every format and paper is the same both ways, goes the fast way, and passes PDF/UA-1."""
    document = crowded(aid(format_, paper), 3)
    before = engine.fast
    made = engine.draw(document)
    assert compare(plain(document), made) == []
    assert engine.fast == before + 1, engine.plain
    (tmp_path / "aid.pdf").write_bytes(made)
    report = validation.validate_pdf(tmp_path / "aid.pdf", profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


def test_a_logo(aid: Aid, tmp_path: Path) -> None:
    """A clinic's picture stands where the plain way puts it."""
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
                    '<g opacity=".5"><rect width="30" height="10"/>'
                    '<circle r="8" cx="20" cy="10" fill="red"/></g></svg>', encoding="utf-8")
    engine, document = Engine(), aid()
    assert compare(render(document, None, logo), engine.draw(document, None, logo)) == []
    assert engine.fast == 1


@pytest.mark.parametrize("texts", [
    {"name": "سامية مثال"}, {"name": "Тест Пример"},
    {"name": "Maximiliane Wilhelmine Sample-Exampleton " * 4}],
    ids=["arabic", "cyrillic", "long"])
def test_what_does_not_fit_goes_the_plain_way(engine: Engine, plain: Plain, aid: Aid,
                                              texts: dict[str, str]) -> None:
    """A name that needs another font, or more lines than its place has, is drawn the plain way, and
    counted."""
    document = aid(**texts)
    before = engine.plain.total()
    assert engine.draw(document) == plain(document)
    assert engine.plain.total() == before + 1


def test_nothing_of_another_patient(engine: Engine, plain: Plain, aid: Aid) -> None:
    """Whoever's aid was made before, no object of a file holds any of their texts."""
    others = {"name": "Otto Otherman", "id": "P-99817", "clinician": "Dr Theirs",
              "born": "9 September 1949", "place": "Room 88"}
    engine.draw(aid(**others))
    own = aid(name="Vera Ownself", id="P-1", clinician="Dr Mine")
    assert compare(plain(own), engine.draw(own), others.values()) == []


def test_whoever_came_before(folder: Path, engine: Engine, aid: Aid) -> None:
    """The bytes of an aid are the same in a process that drew others before, one by one or many at
    once, and in one that did not: a run that was killed goes on to the same files."""
    several = [crowded(aid(name=f"Testa Number {number}"), number) for number in (0, 2, 9, 1)]
    made = [engine.draw(each) for each in several]
    at_once = Engine(folder)
    at_once.prepare(several)
    assert [at_once.draw(each) for each in several] == made
    assert [Engine(folder).draw(each) for each in several] == made


def test_the_folder_holds_no_patient(engine: Engine, folder: Path, aid: Aid) -> None:
    """What is kept between runs tells neither who an aid was for nor a fact of theirs: it is there
    before the first patient's texts are looked at, and stays as it is."""
    engine.draw(aid())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    engine.draw(replace(crowded(aid(name="Zaza Keptnot"), 1)))
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert before == after
    assert before
    assert not any(b"eptnot" in content for content in after.values())


def test_shared_pages_are_used_again(engine: Engine, folder: Path, aid: Aid,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process with the same folder makes the same bytes without the pages' HTML and
    without any layout: what the edition alone puts into places is there, too, and a name is
    set."""
    document = aid(name="Once More")
    made = engine.draw(document)

    def drawn_again(*_: object, **__: object) -> bytes:
        raise AssertionError("laid out again")

    monkeypatch.setattr(setting, "aid_html", drawn_again)
    monkeypatch.setattr(setting, "lay_out_written", drawn_again)
    monkeypatch.setattr(fast_way, "render", drawn_again)
    monkeypatch.setattr(stock, "laid_out", lambda wanted, *_: drawn_again() if wanted else ())
    assert Engine(folder).draw(document) == made


def test_a_broken_file_is_made_again(engine: Engine, folder: Path, aid: Aid) -> None:
    """What a full disk or a bad sector left of shared pages is not printed."""
    document = aid(name="Broken Part")
    made = engine.draw(document)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-10])
    assert Engine(folder).draw(document) == made


@contextmanager
def added(name: str, more: str, before: str) -> Iterator[None]:
    """The template `name` with `more` before the last place where it has `before`."""
    environment = page_environment(__import__("gettext").NullTranslations())
    honest = environment.loader
    assert honest is not None
    source = (templates() / "pages" / name).read_text("utf-8")
    place = source.rindex(before)
    changed = DictLoader({f"pages/{name}": source[:place] + more + source[place:]})
    environment.loader = ChoiceLoader([changed, honest])
    assert environment.cache is not None
    environment.cache.clear()
    try:
        yield
    finally:
        environment.loader = honest
        environment.cache.clear()


TOLD = "{% if personal and personal.particulars %}<p>A line on {{ personal.name }}.</p>{% endif %}"
MARKED = "{% if personal and personal.marks[option - 1] %}<span>*</span>{% endif %}"


@pytest.mark.parametrize(("name", "more", "before", "on_fast"), [
    ("own/visit.html", " {{ personal.name[:2] }}", "</p>\n{% else %}", True),
    ("own/marks.html", MARKED, "{% if personal %}", True),
    pytest.param("own/visit.html", "<p></p>", "{% else %}", False, marks=pytest.mark.long),
    ("about.html", TOLD, "</section>", False),
    pytest.param("values.html", TOLD, "</section>", False, marks=pytest.mark.long),
    pytest.param("options.html", TOLD, "</section>", False, marks=pytest.mark.long),
    pytest.param("margins.html", TOLD, "</div>\n{% if edition.draft %}", False,
                 marks=pytest.mark.long),
    pytest.param("start.html", TOLD, "</section>", False, marks=pytest.mark.long)])
def test_a_line_that_a_designer_adds_is_never_lost(
        aid: Aid, plain: Plain, name: str, more: str, before: str, on_fast: bool) -> None:
    """In a kept place it is on the fast pages; elsewhere the edition goes the plain way."""
    document = aid()
    without = plain(document)
    with added(name, more, before):
        own = Engine()
        made, honest = own.draw(document), render(document)
    assert compare(without, honest)
    assert compare(honest, made) == []
    assert (own.fast == 1) is on_fast, own.plain


def test_a_place_that_is_drawn_wrongly_fails_the_proof(aid: Aid, monkeypatch: pytest.MonkeyPatch
                                                       ) -> None:
    """Half a px of difference, and the edition goes the plain way, which the reason tells."""
    honest = fragments.heights_of
    monkeypatch.setattr(fragments, "heights_of",
                        lambda *more: [each + 0.5 for each in honest(*more)])
    document, own = aid(), Engine()
    assert own.draw(document) == render(document)
    assert [each.startswith("both ways differ") for each in own.plain] == [True]


def test_an_edition_of_another_day(engine: Engine, plain: Plain, aid: Aid) -> None:
    """Where the content is overdue at the visit, the foot says so in both ways."""
    document = aid(overdue="This content was due for review on 1 May.")
    assert compare(plain(document), engine.draw(document)) == []


def test_the_sheet(engine: Engine, plain: Plain, aid: Aid) -> None:
    """The two pages for the visit go the fast way too."""
    sheet = replace(crowded(aid(), 2), kind="sheet")
    before = engine.fast
    assert compare(plain(sheet), engine.draw(sheet)) == []
    assert engine.fast == before + 1, engine.plain


def test_a_blank_aid_goes_the_plain_way(aids: tuple[Press, list[Document]], engine: Engine) -> None:
    """What is nobody's has other pages."""
    blank = aids[0].document("aid", None, "standard", "a4")
    assert engine.draw_saying(blank).why == "not of a patient"


def test_personal_content_is_known_by_its_type(aid: Aid) -> None:
    """Every text of `Personal` has a value in the proof, however many there are."""
    from sdaid.engine.proof import samples

    one, other = samples(aid().edition, "")
    for name, value in vars(one).items():
        assert value != getattr(other, name) or name in ("marks", "overdue")
    assert isinstance(one, Personal)


@pytest.fixture(scope="module")
def bilingual() -> Engine:
    """An engine that has drawn an Arabic aid, with an Arabic name, before any other."""
    own = Engine()
    own.draw(made.document("arabic"), made.press_for("arabic").wording.translations)
    assert (own.fast, own.plain) == (1, {})
    return own


def test_an_edition_that_runs_to_the_left(bilingual: Engine, engine: Engine) -> None:
    """Names in Arabic and in Latin letters, with a leaf and without: the pages of the plain way.
    Another language before and between changes no byte."""
    arabic, english = made.document("arabic"), made.document("hiccups")
    words, own = made.press_for("arabic").wording.translations, bilingual
    before, fast, plainly = own.draw(english), own.fast, own.plain.total()
    assert before == engine.draw(english)  # which knows no Arabic
    for name in ("سامية عبد الرحمن مثال", "لُبنى الأول", "Zoë Sample"):
        document = crowded(arabic, 9) if name.startswith("Z") else arabic
        assert document.personal is not None
        document = replace(document, personal=replace(document.personal, name=name))
        assert compare(render(document, words), own.draw(document, words)) == []
    assert own.draw(english) == before
    assert (own.fast, own.plain.total()) == (fast + 4, plainly)


def test_a_name_of_one_edition_is_not_set_in_another(bilingual: Engine, plain: Plain, aid: Aid
                                                     ) -> None:
    """An Arabic name that was drawn for an Arabic aid goes the plain way in an English one, whose
    shared fonts lack its letters."""
    personal = made.document("arabic").personal
    assert personal is not None
    document, before = aid(name=personal.name), bilingual.plain.total()
    assert bilingual.draw(document) == plain(document)
    assert bilingual.plain.total() == before + 1


def test_lines_that_run_to_the_left_are_set_as_the_layout_sets_them(bilingual: Engine) -> None:
    """Words, numbers, marks and Latin names in any order: what is set without a layout is what a
    layout makes, and the usual ones are set so."""
    arabic = made.document("arabic")
    ready = next(each for _, each in bilingual._ready.values()  # the first is the Arabic one
                 if isinstance(each, Ready))
    chance = random.Random(1)
    cast = {}
    for _ in range(40):
        said = [" ".join(chance.choices(PARTS, k=chance.randrange(1, 4))) for _ in range(4)]
        personal = replace(arabic.personal, id=f"P-{chance.randrange(9999)}", **dict(
            zip(("name", "place", "clinician", "visit"), said, strict=True)))
        for key in every(ready.blocks(ready.context(personal))):
            if fragment := ready.moulds.cast(*key):
                cast[key] = fragment
    laid = fragments.laid_out(list(cast), *ready.around)
    assert len(cast) > 15
    for fragment, other in zip(cast.values(), laid, strict=True):
        assert other is not None
        assert fragment.shape is other.shape
        assert same_drawing(b"0".join(fragment.parts), b"0".join(other.parts))


PARTS = ["سامية", "عبد", "الرحمن", "إبراهيم", "لا", "أحد", "ليلى", "آلاء", "رؤى", "ئ", "ة", "Zoë",
         "Sample", "O’Brien", "3", "12", "2026", "د.", "الغرفة:", "·", "،"]
