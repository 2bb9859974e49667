"""English: chances told in bare words, and denials of harm."""

from __future__ import annotations

from sdaid.standards.words.grammar import Grammar

WORD_CLASSES = {
    "OUTCOME": "work, works, worked, working, help, helps, helped, better, improve*, recover*, "
               "heal, heals, healed, healing, cure, cures, cured, ease, eases, eased, relief, "
               "relieve*, settle, settles, settled, go away, goes away, went away, wear off, "
               "wears off, resolve, resolves, resolved, clear up, clears up, disappear*, vanish*, "
               "succeed*, success, successful, fail, fails, failed, failure, come back, comes back, "
               "came back, return, returns, relapse*, recur*, harm, harms, harmed, hurts, bleed, "
               "bleeds, bleeding, die, dies, death, deaths, infection*, complication*, side effects, "
               "worse, worsen*, pain free, cause, causes, leak, leaks, leaking, miscarr*, pregnant, "
               "spread, spreads, grow slowly, grows slowly, outgrow*, lead to, leads to, regrow*, "
               "move out, moves out, loosen*, stroke, strokes, clot, clots, nausea, "
               "sick, dizzy, satisfied, happy, damaged, a problem, stops, second operation, another operation, benefit, benefits, "
               "unchanged, sore, get used to",
    "RESULT": "recovery, healing, success, failure, relapse, relapses, cure, bleeding, infection, "
              "infections, complications, side effects, side effect, harm, harms, nausea, hair loss, "
              "improvement, death, deaths, loss, leak, leaks, leaking, bruising, swelling, "
              "damage, withdrawal, trouble, mouth, stiffness, tiredness, constipation, diarrhoea, "
              "headache, headaches, dizziness, fatigue, vomiting, infertility, rejection, relief, benefit",
    "EVER": "always, never",
    "USUALLY": "usually, often, generally, normally, typically, commonly, mostly, frequently, "
               "as a rule, most often, nearly always, almost always, almost never, "
               "nearly never, more often than not, most of the time, occasionally, probably, tend to, tends to, bound to, certain to, "
               "sure to, inevitably, mainly, in general, regularly, nearly every time, invariably",
    "RARELY": "rarely, rare, seldom, infrequently, infrequent, hardly ever, scarcely ever, uncommon, "
              "uncommonly, unlikely, hardly any, hardly anyone, hardly anybody, very rarely",
    "PRACTICE": "done, given, added, left, put, guided, checked, taken, used, offered, seen, held, "
                "asked, planned, booked, told, made, covered, paid, prescribed, removed, tried, "
                "kept, fitted, needed, measured, called, known",
    "QUANTITY": "most, many, few, very few, almost all, nearly all, virtually all, hardly any, "
                "the majority of, the vast majority of, the great majority of, "
                "the large majority of, majority of, plenty of, lots of, a few, a minority of, a small minority of, "
                "a small proportion of, a large proportion of, a high percentage of, "
                "a large percentage of, a small percentage of, a small number of, a large number of",
    "WHOLE": "all, every, everyone, everybody, almost everyone, nearly everyone, nobody, no one, "
             "almost everybody, almost nobody, each",
    "DOING": "get, gets, feel, feels, have, had, are, were, find, found, improve*, recover*, go, "
             "need, needs, bleed, walk, regain, die, can, sleep, live, stop, do, report, say, "
             "lose, see, leave, will, want, manage, respond, return, notice, start, end",
    "DEGREE": "low, small, high, tiny, slight, remote, slim, minimal, negligible, little, good, great, "
              "large, big, fair, considerable, significant, moderate, real, excellent, very low, "
              "poor, fairly, strong, minute, minor, major, serious, reasonable",
    "LIKELIHOOD": "risk, risks, chance, chances, odds, likelihood, probability, danger",
    "VERY": "very, highly, quite, extremely, exceptionally, most, fairly, really, so, too, pretty, "
            "rather, only, a, usually, relatively, extremely",
    "HARM": "side effect, side effects, risk, risks, harm, harms, danger, dangers, complication, "
            "complications, downside, downsides, after effects, ill effects, adverse effects, "
            "unwanted effects, drawbacks, hazards",
    "KIND": "known, any, real, lasting, major, significant, added, serious, bad, long term, short term, "
            "extra, such, unwanted",
    "HARMED": "harmed, hurt, injured, died, dies, bled, worse, bad reaction, harm, damaged, reaction",
    "NOBODY": "nobody, no one, none, not one, no patient, no patients, no person, no people, "
              "no woman, no women, no man, no men, no child, no children",
    "UNKNOWN": "whether, how often, how likely, how many, not known, unknown, how common, unclear, "
               "not clear, no study tells, how rare, no study says, do not know, no count, no counts",
    "PLAINLY": "drive, walk, stop, go, eat, shower, bathe, fly, stand, climb, return, swim, drink, lift",
}

WORDS = """
    USUALLY ~4 OUTCOME
    EVER ~2 OUTCOME
    OUTCOME ~2 USUALLY $
    RESULT is|are|was|were USUALLY|EVER
    RESULT USUALLY|EVER
    QUANTITY ~1 HARM|RESULT|CASE ~2 OUTCOME|can|are|were
    most|few|many|almost_all|nearly_all|very_few get|feel|need|find|regain|OUTCOME
    few|very_few|minimal|almost_no|little|virtually_no KIND? HARM
    works|work|helps|help for? everyone|everybody|anyone|all
    you will ~1 better|recover|pain_free|cured
    pain will ~1 go|stop|ease|disappear|go_away
    cannot|can't|not ~1 fail
    chances are good|that
    every|no chance
    odds are
    RARELY
    QUANTITY ~1 PERSON ADVERB? DOING
    QUANTITY ~1 PERSON ~2 OUTCOME
    QUANTITY of ~2 PERSON ~2 DOING|OUTCOME
    WHOLE ~1 PERSON ~2 OUTCOME
    everyone|everybody|almost_everyone|nearly_everyone|almost_everybody ~2 OUTCOME
    nobody|no_one|almost_nobody ~2 need|needs|OUTCOME
    in|for QUANTITY ~1 PERSON|cases
    in rare|most|nearly_all|almost_all cases
    DEGREE ~1 LIKELIHOOD
    LIKELIHOOD ~5 is|are|was|were VERY? DEGREE
    DEGREE success|failure|cure|relapse|complication|infection|survival rate|rates
    success|failure|cure|relapse|complication|infection|survival rate|rates is|are VERY? DEGREE
    very|highly|quite|extremely likely
    is|are|be likely to ~2 OUTCOME
    RESULT is|are ADVERB? likely
    is|are|was|were VERY? common
    common side_effect|side_effects|harm|harms|problem|problems|complication|complications
    very|quite|extremely|fairly common
"""

NO_HARM = """
    no|without|zero|free_of|free_from|never_any KIND? KIND? HARM
    risk|harm|side_effect|side_effects free
    completely|totally|perfectly|very|entirely|absolutely|quite|extremely|100% safe
    is|are|was|were ADVERB? safe|harmless
    cannot|can't|never|does_no|do_no ~2 harm
    cannot|can't do ~2 harm|damage
    NOBODY ~5 HARMED
"""

PLAIN_WORDS = """
    UNKNOWN ...
    whether|if|how|known_that|when|until|once|sure ~4 safe|harmless
    not|never ADVERB? safe
    safe to PLAINLY
    USUALLY|RARELY be|been? PRACTICE
    USUALLY ~2 is|are PRACTICE
    worse at|in|when|after|on|with
    often short|brief|long|longer
    more|less|how|as|too often
    you|we USUALLY return|break|leave
    better|best|happy to|not
    most|more|least common
    rare disease|diseases|condition|conditions|blood
    LIKELIHOOD factor|factors|score|scores|group|groups|signs
    risk|danger|warning sign|signs
    at ADVERB? DEGREE risk
    chance to
    such|what|which people
    no count|counts|study|studies|trial|trials ...
    common cold|ground|sense
    working|work day|days|hours|week
    never stop|take|drive|double|use|share|miss|hold
    always tell|take|ask|carry|wear|use|bring|call|stop
    no more|less risk|harm
"""

PROSE_WORDS = Grammar({"no-harm": NO_HARM, "word": WORDS}, PLAIN_WORDS)
