"""What ends a sentence or a label and what stands between two texts, by language and script."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import NullTranslations

SENTENCE_ENDS = ".!?…؟۔。！？．।॥።։"
"""What a sentence ends with, in the scripts of Unicode that have a sign for it."""

LABEL_ENDS = ":：" + SENTENCE_ENDS
"""What a label may end with that needs no colon."""


def in_a_row(parts: Iterable[str], translations: NullTranslations) -> str:
    """Names that may hold commas, one behind the other."""
    return _chained(parts, translations.gettext("{told}; {part}"))


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
