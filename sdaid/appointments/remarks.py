"""What people write into a name or a note because their system has no better place for it: that a
visit is cancelled, that a patient has died, that a row is there for a test."""

from __future__ import annotations

import re

_GONE = (r"(?:do\s+not\s+(?:use|send|post|mail|contact|book|call|ring)|cancel?led|cancel|"
         r"cancellation|cxl|cxd|dna|deceased|dead|died|dec'?d|r\.?i\.?p|passed\s+away|verstorben|gestorben|"
         r"d[ée]c[ée]d[ée]e?|fallecid[oa]|duplicate|merged|wrong\s+patient|error|void|"
         r"moved\s+away|opted?\s*-?\s*out|no\s+longer\s+(?:a\s+)?(?:our\s+)?patient)")
MARKED = re.compile(
    rf"[*!#~<_]+\s*{_GONE}\b[^*!#~>_]{{0,40}}[*!#~>_]+|"  # *CANCELLED*, !!! DECEASED !!!
    rf"[(\[{{]\s*[*!]*\s*{_GONE}\b[^)\]}}]{{0,40}}[)\]}}]|"  # (DECEASED), [Died 3 May]
    rf"^\W*{_GONE}\W*$",  # the whole cell
    re.IGNORECASE)
IN_CAPITALS = re.compile(r"\b(?:CANCELL?ED|DECEASED|DO NOT (?:USE|SEND|POST|MAIL|CONTACT|BOOK))\b")
IN_A_NAME = re.compile(
    r"\b(?:deceased|cancell?ed|z{2,}[a-z]*|x{2,}test[a-z]*|z+[-_ ]?test[a-z]*|"
    r"test[-_ ,]*patient|patient[-_ ,]*test|testpatient|dummy[-_ ,]*patient|do not use)\b|"
    r"(?:^|[-–,;/]\s*)(?:dec'?d|dead|died|verstorben)\b", re.IGNORECASE)
TELLING = re.compile(r"[*!#~<_(\[{]|[A-Z]{4}|^\W*[A-Za-z][\w' .-]{1,24}\W*$")
"""What a marked cell has at least: a sign, capitals, or a few words alone."""


def is_marked(text: str) -> bool:
    """Whether `text`, of any cell, says by its signs or capitals that no aid must go out, as in
    “*CANCELLED*”, “(DECEASED)”. A sentence that speaks of such things in passing does not."""
    return bool(TELLING.search(text)
                and (MARKED.search(text) or IN_CAPITALS.search(text)))


def is_marked_name(text: str) -> bool:
    """Whether `text`, which stands for a person's name, is marked or made up for a test."""
    return bool(is_marked(text) or IN_A_NAME.search(text))
