"""What ends a sentence or a label and what stands between two texts, by language and script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import NullTranslations

SENTENCE_ENDS = ".!?…؟۔。！？．।॥።։"
"""What a sentence ends with, in the scripts of Unicode that have a sign for it."""

LABEL_ENDS = ":：" + SENTENCE_ENDS
"""What a label may end with that needs no colon."""

OPENS, CLOSES = "\"“‘(«¿¡‹„", "\"”’)»›"
STOP = re.compile(rf"(?<=[{SENTENCE_ENDS}])[{CLOSES}]*\s+(?=[{OPENS}]*[^\W_])|"
                  rf"(?<=[。！？．])[{CLOSES}]*(?=\S)")
FIRST = re.compile(r"[^\W_]")
ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]\.|\b(?:Dr|Mr|Mrs|Ms|St|vs|etc|approx|Dra|Sr|Sra|Srta|aprox|pág|máx|mín|"
    r"ej|Ud|Uds|EE|UU)\.)$")
NUMBERED = re.compile(r"\b(?:No|Nos|núm|nº)\.$", re.IGNORECASE)


def in_a_row(parts: Iterable[str], translations: NullTranslations) -> str:
    """Names that may hold commas, one behind the other."""
    return _chained(parts, translations.gettext("{told}; {part}"))


def sentences(text: str) -> list[str]:
    """The sentences of `text` in any script; the end of a line and of the cell ends one too. The
    full stops of abbreviations such as “Dr.” and “U.S.” do not, nor what goes on in small
    letters."""
    made: list[str] = []
    for line in text.splitlines():
        begun = len(made)
        for part in filter(str.strip, STOP.split(line)):
            first = FIRST.search(part)
            small = bool(first and first[0].islower()) and len(made) > begun
            numbered = first and first[0].isdigit() and made and NUMBERED.search(made[-1])
            if made and (small or numbered or ABBREVIATED.search(made[-1])):
                made[-1] += " " + part
            else:
                made.append(part.strip())
    return made


def without_end(text: str) -> str:
    """`text` without the full stop at its end, whatever the script, where it goes on."""
    return text.rstrip().rstrip(".。۔।．։").rstrip()


def in_sentences(parts: Iterable[str], translations: NullTranslations) -> str:
    """Whole sentences, one behind the other; scripts that part them without a blank do."""
    return _chained(parts, translations.gettext("{told} {part}"))


def as_sentence(words: str, translations: NullTranslations) -> str:
    """`words` with the stop of a sentence, unless they end with one."""
    if words.endswith(tuple(SENTENCE_ENDS)):
        return words
    return translations.gettext("{words}.").format(words=words)


def as_label(words: str, translations: NullTranslations) -> str:
    """`words` as a label before what it is of; a question needs no colon."""
    if words.endswith(tuple(LABEL_ENDS)):
        return words
    return translations.gettext("{label}:").format(label=words)


def _chained(parts: Iterable[str], message: str) -> str:
    """The parts, each behind those before it as the translated `message` has them; empty without
    any."""
    told, *others = tuple(parts) or ("",)
    for part in others:
        told = message.format(told=told, part=part)
    return told
