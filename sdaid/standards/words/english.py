"""English: its numerals, and how chances and effects are told in figures."""

from __future__ import annotations

from sdaid.standards.words.grammar import Grammar
from sdaid.standards.words.numerals import Numerals

NUMERALS = Numerals(
    units={word: number for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split())},
    tens={word: 10 * number for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    multiples={"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000},
    one=frozenset({"a"}))

FIGURE_CLASSES = {
    # -- who and what is counted ------------------------------------------------------------
    "PERSON": "people, person, persons, patient, patients, adult, adults, woman, women, man, men, "
              "child, children, baby, babies, couple, couples, users, mothers, smokers, runners, "
              "workers, sufferers, participants, volunteers, those, them, us, everyone, everybody, "
              "anyone, anybody, others, cases",
    "CASE": "procedures, operations, injections, implants, hips, knees, eyes, hands, ears, feet, "
            "shoulders, pregnancies, cycles, births, treatments, scars, wounds, hernias, grafts, "
            "replacements, attempts, tumours, surgeries, surgery",
    "STUDY": "trial, trials, study, studies, review, reviews, guides, papers, reports, arms, centres",
    # -- what is counted without being a chance ---------------------------------------------
    "SPAN": "second, seconds, minute, minutes, hour, hours, day, days, night, nights, week, weeks, "
            "month, months, year, years, morning, mornings, evenings, visit, visits, session, "
            "sessions, class, classes, appointments, periods, meals, occasions, weekly, daily, "
            "monthly, am, pm, steps, stages, checks",
    "THING": "tablet, tablets, pill, pills, dose, doses, needle, needles, nerve, nerves, joint, "
             "joints, exercises, ways, samples, rooms, parts, questions, pages, page, scans, tests, "
             "drops, puffs, teeth, stitches, languages, clips, letters, nurses, doctors, surgeons, "
             "therapists, clinics, embryos, items, points, places, arm, arms, groin, leg, side",
    "MEASURE": "mg, g, kg, mcg, microgram, micrograms, ml, l, litre, litres, cm, mm, m, metre, metres, km, inch, inches, "
               "unit, units, glass, glasses, cup, cups, teaspoon, spoon, spoons, pint, pounds, "
               "dollars, euros, degrees, decibels, mmol, iu, gel, cream, solution, mix, dilution, "
               "saline, strength, salt, water",
    "DOSEWORD": "dose, doses, dosage, tablet, tablets, pill, pills, steroid, insulin, medicine",
    "SCORE": "score, scored, scores, rate, rated, mark, pain, level, grade, grades, group, stage, "
             "power, step, page, part, week, weeks, day, month, version, room, vision, session, "
             "visit, phase, cycle",
    "POINTS": "point, points, percentile, percentiles, mmhg, mm_hg",
    "PERCENT": "%, percent, per cent, percentage points, percentage point, pct",
    # -- parts ------------------------------------------------------------------------------
    "PART": "half, a half, one half, third, a third, one third, two thirds, thirds, quarter, "
            "a quarter, one quarter, three quarters, quarters, a fifth, one fifth, two fifths, "
            "three fifths, four fifths, a sixth, a seventh, an eighth, a ninth, a tenth, "
            "one tenth, a twentieth, ½, ⅓, ⅔, ¼, ¾, ⅕, ⅛",
    "ABOUT": "about, around, roughly, nearly, almost, over, under, some, up to, at least, "
             "more than, less than, fewer than, just, only, well, still, then, also, already, now, "
             "never, even, probably, more, further",
    "DOES": "get, gets, got, have, has, had, feel, feels, felt, find, found, improve, improved, "
            "recover, recovered, need, needed, can, could, will, would, are, were, do, did, stop, "
            "stopped, give, go, went, leak, report, reported, say, said, return, die, died, "
            "relapse, relapsed, live, lived, sleep, slept, bled, bleed, walk, regain, choose, "
            "start, lose, lost, end, ended, no longer, still, benefit, respond, responded, work, "
            "put, hurt, stay, stayed, wear, help, helped",
    "NEVERMIND": "and a half",
    # -- effects ------------------------------------------------------------------------------
    "RISK": "risk, risks, chance, chances, odds, likelihood, probability, rate, rates, danger",
    "EFFECT": "risk, risks, chance, chances, odds, likelihood, probability, rate, rates, pain, "
              "pains, symptom, symptoms, death, deaths, stroke, strokes, bleeding, bleeds, "
              "infection, infections, attack, attacks, heart attacks, relapse, relapses, falls, "
              "fracture, fractures, pauses, swelling, sleepiness, leaks, leaking, rates, "
              "complication, complications, harm, harms, nausea, side effects, clots, flares, "
              "spread, tiredness, stiffness, snoring, score, scores, relief, survival, success, "
              "blood pressure, cancer, disability, effect, effects, benefit, benefits, sore throats, migraines, "
              "headaches, seizures, ulcers, depression, anxiety, time off work, accidents, crash",
    "TWICE": "twice, double, triple, treble, half",
    "FOLD": "fold, twofold, threefold, fourfold, fivefold, sixfold, sevenfold, eightfold, "
            "ninefold, tenfold, hundredfold",
    "LIKE": "likely, unlikely, good, effective, high, often, well, safe, big, great, common, heavy, "
            "severe, strong, much, many, frequent, probable, risky, dangerous, bad, low",
    "COMPARED": "likely, more, less, fewer, higher, lower, greater, safer, better, worse, stronger, "
                "bigger, smaller, larger",
    "ORDER": "less, more, fewer, lower, higher, better, worse, smaller, greater, safer",
    "HALVES": "halve, halves, halved, halving, doubles, doubled, doubling, triples, tripled, "
              "tripling, trebles, trebled, quadruples, quadrupled, quarters",
    "HALVED": "halve, halves, halved, halving, doubles, doubled, triples, tripled, trebles, "
              "trebled, quadruples, quadrupled",
    "CUT": "cut, cuts, cutting, reduce, reduces, reduced, slash, slashes, slashed, split",
    "STATISTIC": "RR, OR, HR, IRR, ARR, RRR, SMD, MD",
    "NEEDED": "NNT, NNH, number needed to treat, number needed to harm, numbers needed to treat",
    "RATIO": "relative risk, relative risks, risk ratio, odds ratio, hazard ratio, rate ratio, "
             "risk ratios, odds ratios, hazard ratios, effect size, absolute risk, "
             "absolute risk reduction, relative risk reduction, risk reduction",
    "OUTOF": "out of, in, per, of",
    "EACH": "every, each, the, all, these, those, a, other",
    "POSSESSIVE": "the, your, their, its, his, her, our, my",
}

SHARES = """
    NUMBER of EACH? NUMBER ~2 PERSON @less
    NUMBER of EACH? NUMBER had|have|got|get|felt|feel|need|needed|improved|died|bled|recovered|stopped @less
    NUMBER of EACH? NUMBER $ @less
    NUMBER of EACH? TEN !!SPAN|THING|MEASURE|STUDY|POINTS|injections|given @less
    NUMBER of EACH? TEN CASE !given @less
    NUMBER out_of EACH? NUMBER !!SPAN|THING|MEASURE|STUDY @less
    NUMBER in EACH? NUMBER !YEAR !!SPAN|THING|MEASURE|STUDY @less
    NUMBER / NUMBER !/ @less
    NUMBER : NUMBER !: @less
    NUMBER ~2 PERSON|CASE OUTOF EACH? NUMBER !!SPAN|THING|MEASURE|STUDY @less
    NUMBER ~4 per|in|of|out_of EACH? HUNDRED !YEAR !!SPAN|THING|MEASURE|STUDY @less
    per EACH? HUNDRED PERSON|CASE
    of|out_of|in EACH? HUNDRED PERSON ~2 NUMBER
    of|out_of|among EACH? TEN PERSON|CASE ~1 NUMBER !SPAN|MEASURE
    for every NUMBER ~1 PERSON ~6 NUMBER
    for every NUMBER ~1 PERSON treated
    need|needed|have to treat NUMBER
    NEEDED =|of|is|was|about|:? ABOUT? NUMBER
    NEEDED
    NUMBER time|times in|out_of NUMBER !!SPAN @less
    50 - 50
    fifty fifty
    PART of POSSESSIVE|EACH? ~1 PERSON|CASE
    half POSSESSIVE|all|of ~1 PERSON|CASE
    PART ABOUT? ABOUT? DOES
    in PART $
    to ABOUT? PART $
    to PART of
    every second|third|fourth|fifth|sixth|tenth PERSON
    few|couple_of|several PERCENT
    p =|< NUMBER
    50 :|/ 50
    NUMBER for|from every|each NUMBER @less
    of|out_of every|each NUMBER PERSON|CASE ~1 NUMBER
    of the|these|those? TEN , NUMBER !SPAN|MEASURE
    LIKELIHOOD of|is|are|was|= ABOUT? NUMBER !SPAN|MEASURE|THING
    odds of NUMBER
    NUMBER ~1 PERSON died|improved|recovered|relapsed|bled|worsened
    NUMBER died|improved|recovered|relapsed|bled|worsened
    NUMBER PERSON? were|got|felt|are ADVERB? better|worse|cured|harmed|pain_free
"""
"""How many of how many."""

PERCENT = """
    NUMBER PERCENT
"""

POINTS = """
    NUMBER POINTS ORDER
    by|of ABOUT? NUMBER POINTS
    live|lives|lived|survive|survives|survived ~3 NUMBER SPAN longer
    live|lives|lived|survive|survives|survived NUMBER ~1 SPAN longer
    STATISTIC mean_difference NUMBER
"""
"""How large a change is, in units."""

CHANGES = """
    by ABOUT? ABOUT? PART
    HALVES !!DOSEWORD ~3 EFFECT
    HALVES POSSESSIVE !!DOSEWORD
    EFFECT ~5 HALVED
    is|are|was|were|be|been|get|gets halved|doubled|tripled|trebled
    PART ORDER
    PART ABOUT? POSSESSIVE|of? POSSESSIVE? ~1 EFFECT
    CUT ~5 in half
    EFFECT ~5 in half $
    RISK ~3 is|are|was|were ~1 double|triple
    from NUMBER PERCENT to NUMBER PERCENT
    TWICE as many|much|often|high|low
"""
"""How large a change is, as a part or a multiple of what was."""

RATIOS = """
    TWICE as LIKE
    NUMBER NEVERMIND? times ABOUT? COMPARED
    NUMBER NEVERMIND? times as LIKE
    NUMBER NEVERMIND? times POSSESSIVE ~1 EFFECT
    TWICE POSSESSIVE ~1 RISK
    TWICE the number of
    NUMBER ~1 FOLD
    FOLD
    RATIO =|of|was|is|:? NUMBER?
    STATISTIC =|of|was|is|: ABOUT? LOW
    STATISTIC LOW
    NUMBER x COMPARED|POSSESSIVE|as
"""
"""How many times as likely."""

PLAIN = """
    NUMBER / NUMBER / NUMBER
    YEAR /|- NUMBER
    hpv|type|types NUMBER / NUMBER
    NUMBER ~2 STUDY of|in|with|among ABOUT? NUMBER
    PART party|person
    half past|term|way|life|board|size|price|time|marathon
    a_third can|may|will|is be? follow|given|added|taken|tried|tested
    take|takes|use|keep ~1 half
    folded|fold|bent|bend|split|broken ~2 in half
    NUMBER - NUMBER - NUMBER
    NUMBER / NUMBER ~1 MEASURE|SPAN|THING
    on|by|until|dated|since|before|after|week|room|block NUMBER / NUMBER
    at|after|for|every|in NUMBER / 12|52|7
    6 / NUMBER
    at|by|until|from|to|before|after|between NUMBER : NUMBER
    NUMBER : NUMBER MEASURE|am|pm
    SCORE|scale ~1 of|is|was|at|as|from|below|above|over|under? NUMBER of|out_of|/ NUMBER
    rate|rated ~3 NUMBER out_of|/ NUMBER
    score|scores of NUMBER or more|less of NUMBER
    NUMBER SPAN out_of|in|of NUMBER
    points of NUMBER is|are|equals|means ABOUT? PART of? POSSESSIVE ~1
    counted|counts|defined|set|mark as|at ABOUT? ~1 PART|NUMBER ~3 EFFECT|POINTS ORDER? ~1
    NUMBER|only ABOUT? PERCENT MEASURE
    gel|cream|drops|solution|strength of NUMBER PERCENT
    drops|eye_drops ~2 NUMBER PERCENT
    NUMBER PERCENT of|off ~1 weight|cost|costs|price|fee|bill|dose|tax|body
    pay|pays|paid|lose|losing NUMBER PERCENT
    oxygen|saturation|hba1c|fraction ~4 NUMBER PERCENT
    NUMBER PERCENT lignocaine|lidocaine|glucose|alcohol|oxygen|cotton
    half|quarter a|an
    half POSSESSIVE|of ~1 SPAN|THING|MEASURE|DOSEWORD
    PART of POSSESSIVE|each|every? ~1 SPAN|THING|MEASURE|DOSEWORD|cost|costs|price|plate|face|way
    NUMBER and_a_half !times
    broken|break|cut|fold|split ~2 tablet|tablets|pill in half|two
    tablet|tablets|pill ~5 in half|two
    DOSEWORD ~5 by ABOUT? ABOUT? PART
    cut|cuts|reduce|lower ~2 DOSEWORD ~2 by PART
    HALVES|double|halve|triple POSSESSIVE ~1 DOSEWORD
    dose|dosage is|are|can|may? be? HALVED
    two|both|the halves
    not HALVED
    doubles as|up
    a|the third|quarter|fifth|half|sixth|tenth
    NUMBER times a|an|per|in|each|every? SPAN
    HR NUMBER beats
    drink|drinks|eat|eats twice as much|many
    least|lowest|first third|half
"""

FIGURES = Grammar({"share": SHARES, "percent": PERCENT, "points": POINTS, "change": CHANGES,
                   "ratio": RATIOS}, PLAIN)
