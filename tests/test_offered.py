"""A workbook offers a language where all of it is there, has room, and is signed as it is now."""

from datetime import date

import pytest

from sdaid.offered import offer, offered
from sdaid.steps import read_workbook
from tests.build import SMALL, workbook_from
from tests.languages import catalogue, translated

DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    return catalogue(tmp_path_factory.mktemp("locale"))


def content_of(path, *changes):
    def change(texts):
        for each in changes:
            each(texts)

    content, problems = read_workbook(workbook_from(SMALL, path, change))
    assert content is not None, [each.sentence for each in problems]
    return content


def signed(text, day="2026-11-01"):
    def change(texts):
        texts["People"][0] |= {"attests": text, "signed_on": day}
    return change


def the_other(content, words):
    own, other = offered(content, words, DAY)
    assert (own.language, own.state) == (content.decision.language, "prints")
    return other


def plain(text):
    """Short enough for every place."""
    return text[:-1] if len(text) > 3 else text


SPANISH = translated(say=plain)


def test_a_whole_language_makes_drafts_until_it_is_signed_as_it_is(tmp_path, words):
    unsigned = the_other(content_of(tmp_path / "a.xlsx", SPANISH), words)
    assert (unsigned.language, unsigned.state, unsigned.lacks) == ("es", "draft", ())
    sign = unsigned.to_sign
    assert sign == f"translation es {unsigned.fingerprint}"
    now = the_other(content_of(tmp_path / "b.xlsx", SPANISH, signed(sign.upper())), words)
    assert (now.state, now.fingerprint) == ("prints", unsigned.fingerprint)
    assert now.signed_by == ("Testa Author",)
    ahead = the_other(content_of(tmp_path / "c.xlsx", SPANISH, signed(sign, "2026-12-24")), words)
    assert ahead.state == "draft"


@pytest.mark.parametrize("changed", ["text", "translation", "words"])
def test_a_signature_ends_with_any_change_and_says_so(changed, tmp_path, words):
    sign = the_other(content_of(tmp_path / "a.xlsx", SPANISH), words).to_sign

    def edit(texts):
        if changed == "text":
            texts["Decision"][0]["about"] += " So it is."
        if changed == "translation":
            texts["Decision"][0]["wording"]["es"]["about"] += " So it is."

    if changed == "words":
        words = catalogue(tmp_path / "locale", say=lambda text: text + " ")
    found = the_other(content_of(tmp_path / "b.xlsx", SPANISH, edit, signed(sign)), words)
    assert found.state == "draft"
    assert [each.code for each in found.notices] == ["signed-before"]
    assert found.notices[0].place.sheet == "People"


def test_where_cells_lie_does_not_end_a_signature(tmp_path, words):
    def move(texts):
        texts["Options"][0]["extra"] = {"(ours)": "A remark of the clinic's own."}

    before = the_other(content_of(tmp_path / "a.xlsx", SPANISH), words)
    after = the_other(content_of(tmp_path / "b.xlsx", SPANISH, move), words)
    assert before.fingerprint == after.fingerprint


def test_a_language_without_catalogue_or_with_holes_in_it_is_held(tmp_path, words):
    content = content_of(tmp_path / "a.xlsx", SPANISH)
    none = the_other(content, tmp_path / "nothing")
    assert (none.state, [each.code for each in none.lacks]) == ("held", ["catalogue-missing"])
    holes = the_other(content, catalogue(tmp_path / "locale", without=2))
    assert (holes.state, [each.code for each in holes.lacks]) == ("held", ["catalogue-lacks"])
    assert "2 of the program's fixed words" in holes.lacks[0].says


def test_a_missing_cell_holds_its_language_and_names_the_cell(tmp_path, words):
    def take(texts):
        del texts["Outcomes"][0]["wording"]["es"]["population"]

    found = the_other(content_of(tmp_path / "a.xlsx", SPANISH, take), words)
    assert found.state == "held"
    place = found.lacks[0].place
    assert (len(found.lacks), place.sheet, place.heading) == (1, "Outcomes", "Population::es")
    assert place.cell


def test_a_translation_that_has_no_room_holds_its_language_alone(tmp_path, words):
    def lengthen(texts):
        told = texts["Decision"][0]["wording"]["es"]
        for field, limit in (("about", 600), ("audience", 400), ("help_now_signs", 320),
                             ("help_same_day_signs", 320)):
            told[field] = ("Mmmmm " * limit)[:limit - 1] + "m"

    content = content_of(tmp_path / "a.xlsx", SPANISH, lengthen)
    found = the_other(content, words)
    assert found.state == "held"
    assert [(each.code, each.place.sheet, each.place.heading[:5]) for each in found.lacks] == [
        ("place-full", "Decision", "About")]
    assert found.lacks[0].place != content.decision.at("about")


def test_a_language_in_which_nothing_is_said_yet_lacks_every_text(tmp_path, words):
    content = content_of(tmp_path / "a.xlsx")
    assert len(offered(content, words, DAY)) == 1
    found = offer(content, "es", words, DAY)
    assert found.state == "held"
    assert {each.code for each in found.lacks} == {"translation-missing"}
