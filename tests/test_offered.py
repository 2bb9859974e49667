"""A workbook offers a language where all of it is there, has room, and is signed as it is now."""

from datetime import date

import pytest

from sdaid.batch.languages import offer_problem, open_in
from sdaid.offered import Offers, offer
from sdaid.page.fits import place_problems
from sdaid.problems import Place
from sdaid.steps import judged, read_workbook
from sdaid.workbook.acceptance import named
from sdaid.workbook.languages import in_language
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
    own, other = Offers(content, words, DAY).values()
    assert (own.language, own.state) == (content.decision.language, "prints")
    return other


def plain(text):
    """Short enough for every place."""
    return text.replace("e", "é", 1)


spanish = translated(say=plain)


def test_a_whole_language_makes_drafts_until_it_is_signed_as_it_is(tmp_path, words):
    unsigned = the_other(content_of(tmp_path / "a.xlsx", spanish), words)
    assert (unsigned.language, unsigned.state, unsigned.lacks) == ("es", "draft", ())
    sign = unsigned.to_sign
    assert sign == f"translation es {unsigned.fingerprint}"
    now = the_other(content_of(tmp_path / "b.xlsx", spanish, signed(sign.upper())), words)
    assert (now.state, now.fingerprint) == ("prints", unsigned.fingerprint)
    assert now.signed_by == ("Testa Author",)
    ahead = the_other(content_of(tmp_path / "c.xlsx", spanish, signed(sign, "2026-12-24")), words)
    assert ahead.state == "draft"


@pytest.mark.parametrize("changed", ["text", "translation", "words"])
def test_a_signature_ends_with_any_change_and_says_so(changed, tmp_path, words):
    sign = the_other(content_of(tmp_path / "a.xlsx", spanish), words).to_sign

    def edit(texts):
        if changed == "text":
            texts["Decision"][0]["about"] += " So it is."
        if changed == "translation":
            texts["Decision"][0]["wording"]["es"]["about"] += " So it is."

    if changed == "words":
        words = catalogue(tmp_path / "locale", say=lambda text: text + " ")
    found = the_other(content_of(tmp_path / "b.xlsx", spanish, edit, signed(sign)), words)
    assert found.state == "draft"
    assert [each.code for each in found.notices] == ["signed-before"]
    assert found.notices[0].place.sheet == "People"


def test_where_cells_lie_does_not_end_a_signature(tmp_path, words):
    def move(texts):
        texts["Options"][0]["extra"] = {"(ours)": "A remark of the clinic's own."}

    before = the_other(content_of(tmp_path / "a.xlsx", spanish), words)
    after = the_other(content_of(tmp_path / "b.xlsx", spanish, move), words)
    assert before.fingerprint == after.fingerprint


def test_a_language_without_catalogue_or_with_holes_in_it_is_held(tmp_path, words):
    content = content_of(tmp_path / "a.xlsx", spanish)
    none = the_other(content, tmp_path / "nothing")
    assert (none.state, [each.code for each in none.lacks]) == ("held", ["catalogue-missing"])
    holes = the_other(content, catalogue(tmp_path / "locale", without=2))
    assert (holes.state, [each.code for each in holes.lacks]) == ("held", ["catalogue-lacks"])
    assert "2 of the program's fixed words" in holes.lacks[0].says


def test_a_missing_cell_holds_its_language_and_names_the_cell(tmp_path, words):
    def take(texts):
        del texts["Outcomes"][0]["wording"]["es"]["population"]

    found = the_other(content_of(tmp_path / "a.xlsx", spanish, take), words)
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

    content = content_of(tmp_path / "a.xlsx", spanish, lengthen)
    found = the_other(content, words)
    assert found.state == "held"
    assert [(each.code, each.place.sheet, each.place.heading[:5]) for each in found.lacks] == [
        ("page-full", "Decision", "About")]
    assert found.lacks[0].place != content.decision.at("about")


def test_a_language_whose_texts_are_unfit_makes_drafts_even_where_it_is_signed(tmp_path, words):
    def promise(texts):
        texts["Options"][1]["wording"]["es"]["cost"] = "Cura al 80 %."

    unfit = the_other(content_of(tmp_path / "a.xlsx", spanish, promise), words)
    found = the_other(content_of(tmp_path / "b.xlsx", spanish, promise, signed(unfit.to_sign)),
                      words)
    assert (found.state, bool(found.signed_by)) == ("draft", True)
    assert ("number-in-prose", "Cost::es") in [
        (each.code, each.place.heading) for each in found.unfit]
    assert open_in(found) == [*found.unfit]
    assert [each.code for each in open_in(unfit)] == [
        *(each.code for each in found.unfit), "language-unsigned"]
    for each in (unfit, found):
        held = offer_problem(each, Place("list.csv", cell="H2"), draft=False)
        assert held is not None
        assert held.code == "held-language-unfit"
        assert "Options!" in dict(held.words)["cells"]
        assert offer_problem(each, Place(), draft=True) is None


def test_a_warning_is_accepted_in_its_own_language(tmp_path, words):
    def praise(texts):
        texts["Options"][1]["summary"] = "The best cup of all for your hiccups."
        texts["Options"][1]["wording"]["es"]["summary"] = "La mejor opción es el vaso."

    def accept(texts):
        for cell, said in cells:
            texts["Accepted"].append({
                "code": "persuasive", "cell": cell, "said": said, "reason": "We mean it.",
                "who": "Testa Author", "accepted_on": "2026-11-22"})

    plain = content_of(tmp_path / "a.xlsx", spanish, praise)
    cells = [(named(option.at("summary")), option.summary) for option in (
        plain.options[1], in_language(plain, "es").options[1])]
    both = content_of(tmp_path / "b.xlsx", spanish, praise, accept)
    for language in ("en", "es"):
        before = judged(plain, (), DAY, language=language)
        after = judged(both, (), DAY, language=language)
        assert "persuasive" in {each.code for each in before.warnings}
        assert [each.problem.code for each in after.accepted] == ["persuasive"]
        assert not {each.code for each in after.problems} & {
            "persuasive", "accepted-unknown", "accepted-changed"}


def test_a_language_in_which_nothing_is_said_yet_lacks_every_text(tmp_path, words):
    content = content_of(tmp_path / "a.xlsx")
    assert len(Offers(content, words, DAY)) == 1
    found = offer(content, "es", words, DAY)
    assert found.state == "held"
    assert {each.code for each in found.lacks} == {"translation-missing"}


def test_a_call_waits_for_no_language_that_it_does_not_print(tmp_path, words, monkeypatch):
    """A translation is measured when its offer is asked for, and then once."""
    content = content_of(tmp_path / "a.xlsx", spanish)
    measured = []

    def counting(texts, *rest):
        measured.append(texts.decision.language)
        return place_problems(texts, *rest)

    monkeypatch.setattr("sdaid.offered.place_problems", counting)
    offers = Offers(content, words, DAY)
    assert [*offers] == ["en", "es"]
    assert offers["en"].state == "prints"
    assert measured == []
    assert offers["es"].state == Offers(content, words, DAY)["es"].state == "draft"
    assert measured == ["es"]
