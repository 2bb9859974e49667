"""What must not happen: what a patient is called looks like a stand-in, and is replaced on the
page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.aid import Aid, Remark
from sdaid.engine.compare import compare
from sdaid.engine.engine import Engine
from sdaid.engine.layout import check_texts, texts_of
from sdaid.engine.leaf import PAGE_TOKEN, TOKEN, NotCompiledError
from tests.page import samples

Plain = Callable[[Aid], bytes]
LONG = "Wing of the long name " * 4


def aid_of(**texts: str) -> Aid:
    aid = samples.three()
    assert aid.reader
    return replace(aid, reader=replace(aid.reader, **texts))


@pytest.mark.parametrize("texts", [
    {"name": "Qzazq Example"}, {"name": "Testa QzbnnNzq"}, {"place": f"{LONG}ÞÞ"},
    {"clinician": f"{LONG}of ÐÐ"}, {"place": f"{LONG}Qzcnzq"}],
    ids=lambda texts: next(iter(texts.values()))[-12:])
def test_pages_are_those_of_the_plain_way(engine: Engine, plain: Plain, texts: dict[str, str]
                                          ) -> None:
    """Also where a part is laid out for one patient alone, with their own texts in it."""
    aid = aid_of(**texts)
    made = engine.draw_saying(aid)

    assert compare(plain(aid), b"".join(made.parts)) == []
    assert made.why == "a text that holds a stand-in"


def test_what_a_patient_said_may_hold_one_too() -> None:
    """A remark quotes the list."""
    aid = samples.three()
    said = replace(aid, remarks=(Remark(
        aid.options[0].id, "note", "Note", "Sample.", "You said ÞÞ.", (1,)),))

    with pytest.raises(NotCompiledError, match="a stand-in"):
        check_texts(said, texts_of(said))


@given(st.text("QzanqgÞÐþðZ x", max_size=20), st.sampled_from(["name", "id", "place", "visit"]))
def test_no_text_that_goes_the_fast_way_holds_one(text: str, where: str) -> None:
    """In whatever letters a style may set it."""
    aid = aid_of(**{where: text})
    try:
        check_texts(aid, texts_of(aid))
    except NotCompiledError:
        return
    for set_ in (text, text.upper(), text.lower()):
        assert not TOKEN.search(set_)
        assert not PAGE_TOKEN.search(set_)
