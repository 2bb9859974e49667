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
    rf"|\b(?:most|almost all|nearly all|few|hardly any) (?:\w+ )?{WHO} (?:get|feel|have|had|are|"
    r"were|find|found|improve[ds]?|recover(?:ed)?)\b"
    r"|\b\d[\d.,]* (?:points?|percentiles?) (?:less|more|better|worse|lower|higher)\b",
    re.IGNORECASE)

RELATIVE = re.compile(
    rf"\b(?:twice|double|half|{FEW}(?:\.\d+)? times|{FEW}[- ]?fold)(?: as)?"
    r"(?: (?:much|many|more|less))? (?:as )?(?:likely|the (?:risk|chance)s?|risks?|chances?)\b"
    r"|\b(?:doubles?|halves?|triples?|doubled|halved|tripled) (?:the|your|their) "
    r"(?:risk|chance|odds)s?\b"
    r"|\b(?:relative risk|risk ratio|odds ratio|hazard ratio|\d+[- ]fold|(?:two|three|ten)fold)\b"
    r"|\btwice as (?:good|likely|effective|many|much)\b",
    re.IGNORECASE)

NO_HARM = re.compile(
    r"\b(?:no|without(?: any)?|free of|zero) (?:known )?(?:side[- ]effects?|risks?|harms?|dangers?|"
    r"complications?)\b|\brisk[- ]free\b|\b(?:completely|totally|perfectly|very|entirely) safe\b"
    r"|\b(?:is|are) (?:safe|harmless)\b|\bcannot (?:do any )?harm\b",
    re.IGNORECASE)

BARE = re.compile(
    r"\b(?:very |extremely )?(?:rare|rarely|uncommon|unlikely)\b|\bvery (?:common|likely)\b",
    re.IGNORECASE)

SELLING = re.compile(
    r"\b(?:gold[- ]standard|definitive(?:ly)?|proven|simple|simply|only|just|best|safest|superior|"
    r"state[- ]of[- ]the[- ]art|cutting[- ]edge|breakthrough|revolutionary|advanced|innovative|"
    r"miracle|guaranteed?|excellent|highly effective|minimally invasive|trusted|"
    r"world[- ]class|leading|unfortunately|merely|obvious(?:ly)?)\b",
    re.IGNORECASE)

PLAIN_ONLY = re.compile(
    r"\bonly (?:if|when|while|after|before|until|once|for|on|one|two|in|by|with|at|a |the |\d)|"
    r"\bjust (?:before|after|below|above|under|over|as|enough)\b|\bleading (?:to|up)\b|"
    r"\bbest (?:for (?:you|them)|to (?:ask|call|tell))\b|\bat best\b|\bnot (?:only|just|proven)\b",
    re.IGNORECASE)
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
        problems += _numbers(each)
        if is_english(each.language):
            problems += _claims(each)
    return problems


def _numbers(passage: Passage) -> list[Problem]:
    problems = [problem("relative-risk", passage.place, found=match[0])
                for match in RELATIVE.finditer(passage.text)]
    rest = RELATIVE.sub(" ", passage.text)
    if passage.heading not in CITES:
        problems += [problem("number-in-prose", passage.place, found=match[0].strip())
                     for match in CHANCE.finditer(rest)]
    return problems


def _claims(passage: Passage) -> list[Problem]:
    if passage.sheet in COUNTED_BY_THE_PROGRAM:
        return []
    codes = [("no-harm-claimed", NO_HARM)] if passage.option else []
    codes += [("chance-word", BARE)]
    problems = [problem(code, passage.place, found=match[0])
                for code, pattern in codes for match in pattern.finditer(passage.text)]
    text = PLAIN_ONLY.sub(" ", passage.text)
    return problems + [problem("persuasive", passage.place, found=word)
                       for word in dict.fromkeys(map(str.casefold, SELLING.findall(text)))]
