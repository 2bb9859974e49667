"""What a whole cell of text shows: all in capitals, the text of another option, another language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import fold
from sdaid.standards.passages import Passage, cell_name

LONG = 12
"""Words from which on two options hardly share a text by chance."""

CAPITALS = 3
"""Words in capitals alone, from which on they are no abbreviation."""

TOLD_BY = frozenset({"Options", "Questions"})
"""Sheets whose texts tell the options apart."""

MOST_FOREIGN = 20
"""Texts in another language that are told one by one."""

LEAST_WORDS = 5
LEAST_FOUND = 3

SMALL_WORDS = {
    "en": "the of and to is are you your with for not this that it have be from they can may was "
          "on at or by as an will do does what when how people who",
    "es": "el la los las de del y que en un una es son su sus con para por no se lo puede como más "
          "usted este esta o al dolor muy sin sobre también le si ya hay hasta cuando cada nada ni "
          "desde tiene sus unos entre cómo qué siempre era fue está están",
    "fr": "le la les des du et est sont vous votre avec pour pas ce cette une un dans que qui sur "
          "ne au aux plus ou par être avoir il elle on peut",
    "de": "der die das und ist sind sie ihr mit für nicht ein eine einen den dem zu von auf im es "
          "sich auch oder werden kann bei nach wie aus wird haben",
    "it": "il lo la gli le di del della e che in un una è sono con per non si può come più o al "
          "nel dei anche da questo questa suo",
    "pt": "o a os as de do da e que em um uma é são com para não se pode como mais ou ao no na dos "
          "das seu sua por você também",
    "nl": "de het een en van is zijn u uw met voor niet dat die op te in kan bij ook of wordt naar "
          "als er om aan door hebben",
    "pl": "i w na z do się nie jest są że to o po za przez lub dla od jak może być ten ta",
    "sv": "och att det är som en ett på för med inte av till den du din kan har om eller från",
}
SHARED_WORDS = (
    "a as no do in an on die was am so me we he is war hat of or men over door son sin come pour "
    "plus for to be at by it ten i z o med av den till har om van de per non con par se al el")
"""Small words of one language that are words of another, too."""

SMALL = {language: frozenset(words.split()) - frozenset(
    () if language == "en" else SHARED_WORDS.split()) for language, words in SMALL_WORDS.items()}
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
OTHER_SCRIPTS = frozenset({"ar", "bg", "el", "fa", "he", "hi", "ja", "ko", "ru", "sr", "th", "uk",
                           "ur", "yi", "zh", "bn", "ta", "te", "ka", "hy", "am", "my", "km"})


def whole_text_problems(texts: Sequence[Passage], language: Place) -> list[Problem]:
    """A warning of each text in capitals, of each long text that two options share, and of each in
    another language than its column's; where many are, one at the cell of the `language`."""
    problems: list[Problem] = []
    foreign: list[tuple[Passage, str]] = []
    first: dict[tuple[str, str, str], Passage] = {}
    for each in texts:
        words = WORD.findall(each.text)
        loud = [word for word in words if len(word) > 1]
        if len(loud) >= CAPITALS and all(word.isupper() for word in loud):
            problems.append(problem("capitals", each.place, found=each.text))
        if other := _other_language(words, each):
            foreign.append((each, other))
        if each.sheet in TOLD_BY and each.option and len(words) >= LONG:
            key = (each.sheet + each.heading, each.language, fold(each.text))
            same = first.setdefault(key, each)
            if same.option != each.option:
                problems.append(problem("text-twice", each.place, other=cell_name(same.place)))
    if len(foreign) > MOST_FOREIGN:
        return [*problems, problem("language-other", language, found=foreign[0][1],
                                   allowed=foreign[0][0].language)]
    return problems + [problem("language-other", each.place, found=other, allowed=each.language)
                       for each, other in foreign]


def _other_language(words: Sequence[str], text: Passage) -> str:
    """The language, or the script, that a text is written in, where it is not its column's."""
    own = text.language.casefold().partition("-")[0]
    if len(words) < LEAST_WORDS or text.sheet == "Words" or own not in {*SMALL, *OTHER_SCRIPTS}:
        return ""
    letters = "".join(words)
    latin = len(LATIN.findall(letters)) if not letters.isascii() else len(letters)
    if own in OTHER_SCRIPTS:
        if latin * 2 <= len(letters):
            return ""
    elif latin * 2 < len(letters):
        return "another script"
    low = [word.casefold() for word in words]
    mine = sum(word in SMALL.get(own, ()) for word in low)
    if mine * LEAST_FOUND >= len(low):
        return ""
    found = {language: sum(word in small for word in low)
             for language, small in SMALL.items() if language != own}
    best = max(found, key=lambda each: found[each])
    return best if found[best] >= LEAST_FOUND and found[best] > 2 * mine else ""
