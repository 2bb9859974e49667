"""What must not be typed into prose: chances, effects, relative risks, and "no data" as "no harm".

Numbers belong in the sheet Outcomes, where the program writes both frames and draws the picture
from one cell. Minutes, visits, doses, weeks and ages are not chances, and may stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sdaid.problems import Problem, problem
from sdaid.standards.passages import Passage, is_english

FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|(?:a )?hundred|\d[\d,]*)"
WHO = r"(?:people|patients|adults|women|men|persons|users|those|them|cases|procedures|operations)"
PART = r"(?:a half|half|a third|one third|two thirds|a quarter|three quarters|a fifth|a tenth)"
SPAN = r"(?:days?|weeks?|months?|years?|visits?|sessions?|steps?|doses?|tablets?|times)"

CHANCE = re.compile(
    r"\d[\d.,]*\s*(?:%|per ?cent\b|percent(?:age)? points?\b)"
    r"|\b(?:a |one )?(?:hundred|fifty|forty|thirty|twenty|ten|five) per ?cent\b"
    rf"|\b{FEW} (?:in|out of)(?: every| each)? {MANY}\b(?!\s*{SPAN}\b)"
    rf"|\b{FEW} of (?:every |the |each )?{MANY} (?:\w+ )?{WHO}\b"
    rf"|\b{PART} of (?:the |all |these |our )?{WHO}\b"
    r"|\b\d[\d.,]* (?:points?|percentiles?) (?:less|more|better|worse|lower|higher)\b")

RELATIVE = re.compile(
    rf"\b(?:twice|double|half|{FEW}(?:\.\d+)? times|{FEW}[- ]?fold)(?: as)?"
    r"(?: (?:much|many|more|less))? (?:as )?(?:likely|the (?:risk|chance)s?|risks?|chances?)\b"
    r"|\b(?:doubles?|halves?|triples?|doubled|halved|tripled) (?:the|your|their) "
    r"(?:risk|chance|odds)s?\b"
    r"|\b(?:relative risk|risk ratio|odds ratio|hazard ratio|\d+[- ]fold|(?:two|three|ten)fold)\b"
    r"|\btwice as (?:good|likely|effective|many|much)\b")

NO_HARM = re.compile(
    r"\b(?:no|without(?: any)?|free of|zero) (?:known )?(?:side[- ]effects?|risks?|harms?|dangers?|"
    r"complications?)\b|\brisk[- ]free\b|\b(?:completely|totally|perfectly|very|entirely) safe\b"
    r"|\b(?:is|are) (?:safe|harmless)\b|\bcannot (?:do any )?harm\b")

UNSURE = re.compile(r"\b(?:whether|if|how|known that)\b(?: \w+){0,4} (?:safe|harmless)\b")
"""Where it is asked, not said, that something is safe."""

BARE = re.compile(
    r"\b(?:very |extremely )?(?:rare|rarely|uncommon|unlikely)\b|\bvery (?:common|likely)\b"
    rf"|\b(?:most|almost all|nearly all|few|hardly any) (?:\w+ )?{WHO} (?:get|feel|have|had|are|"
    r"were|find|found|improve[ds]?|recover(?:ed)?)\b")

SELLING = re.compile(
    r"\b(?:gold[- ]standard|definitive(?:ly)?|proven|simple|simply|only|just|best|safest|superior|"
    r"state[- ]of[- ]the[- ]art|cutting[- ]edge|breakthrough|revolutionary|advanced|innovative|"
    r"miracle|guaranteed?|excellent|highly effective|minimally invasive|trusted|"
    r"world[- ]class|leading|unfortunately|merely|obvious(?:ly)?)\b")

PLAIN_ONLY = re.compile(
    r"\bonly (?:if|when|while|after|before|until|once|for|on|one|two|in|by|with|at|a |the |\d)|"
    r"\bjust (?:before|after|below|above|under|over|as|enough)\b|\bleading (?:to|up)\b|"
    r"\bbest (?:for (?:you|them)|to (?:ask|call|tell|worst))\b|\bat best\b|"
    r"\bnot (?:only|just|proven)\b")
"""Uses of those words that do not sell."""

COUNTED_BY_THE_PROGRAM = frozenset({"Rows", "Patient facts", "Scales", "Words"})
"""Sheets whose texts name what is counted; a chance word there is no claim."""

CITES = frozenset({"How the evidence was chosen", "What is not known", "Caveat", "Definition",
                   "Population", "Compared with"})
"""Headings that tell of studies: a small study's own count stays visible there."""


def prose_problems(texts: Iterable[Passage]) -> list[Problem]:
    """Every chance, relative risk, denial of harm, bare chance word and selling word in `texts`.
    Per cent signs are found in every language, the rest in English."""
    problems: list[Problem] = []
    for each in texts:
        low = each.text.lower()
        problems += _numbers(each, low)
        if is_english(each.language) and each.sheet not in COUNTED_BY_THE_PROGRAM:
            problems += _claims(each, low)
    return problems


def _numbers(passage: Passage, low: str) -> list[Problem]:
    problems = [problem("relative-risk", passage.place, found=match[0])
                for match in RELATIVE.finditer(low)]
    if passage.heading not in CITES:
        rest = RELATIVE.sub(" ", low) if problems else low
        problems += [problem("number-in-prose", passage.place, found=match[0].strip())
                     for match in CHANCE.finditer(rest)]
    return problems


def _claims(passage: Passage, low: str) -> list[Problem]:
    """`low` is the passage's text in lower case, as the patterns are."""
    problems = [problem("chance-word", passage.place, found=match[0])
                for match in BARE.finditer(low)]
    if passage.option:
        problems += [problem("no-harm-claimed", passage.place, found=match[0])
                     for match in NO_HARM.finditer(UNSURE.sub(" ", low))]
    selling = SELLING.findall(low)
    if selling:
        selling = SELLING.findall(PLAIN_ONLY.sub(" ", low))
    return problems + [problem("persuasive", passage.place, found=word)
                       for word in dict.fromkeys(selling)]
