"""English: praise, playing down, fear, and advice."""

from __future__ import annotations

from sdaid.standards.words.grammar import Grammar

PRAISE_CLASSES = {
    "ADVERB": "very, really, so, quite, most, highly, extremely, well, strongly, always, often, still, "
              "also, completely, perfectly, usually, truly, absolutely, more, then, never, even, "
              "generally, particularly, especially",
    "CARE": "treatment, treatments, option, options, way, answer, choice, care, therapy, method, "
            "approach, operation, surgery, procedure, technique, thing, cure, remedy, tablet, "
            "tablets, medicine, drug, belt, injection, solution, fix, relief, result, results, "
            "outcome, outcomes, technology, implant, evidence, cream, splint, exercise, step",
    "PRAISING": "gold standard, golden standard, definitive, definitively, proven, simply, safest, "
                "superior, state of the art, cutting edge, breakthrough, revolutionary, innovative, "
                "miracle, miraculous, guarantee, guarantees, guaranteed, excellent, harmless, "
                "effective, effectively, world class, first class, top class, unfortunately, sadly, "
                "regrettably, luckily, thankfully, merely, obvious, obviously, wonderful, "
                "remarkable, outstanding, superb, amazing, fantastic, brilliant, clever, optimal, "
                "ideal, painless, powerful, reliable, popular, tried and tested, minimally invasive, "
                "straightforward, root cause, quick fix, peace of mind, life changing, "
                "transform, transforms, hassle free, unbeatable, unrivalled, foolproof, "
                "state of art, highly successful, well tolerated, infallible, highly regarded, renowned, impressive, superbly",
    "FEAR": "drastic, aggressive, dangerous, reckless, crippling, radical, neglect, neglects, neglecting, "
            "neglected, suffer, suffering, needlessly, hopeless, doing nothing, do nothing, giving up, "
            "last resort, foolish, irresponsible, unbearable",
    "ADVISING": "doctors, doctor, experts, expert, specialists, surgeons, clinicians, physicians, "
                "professionals, we, i, our team, physiotherapists",
    "RECOMMEND": "recommend, recommends, recommended, advise, advises, advised, suggest, suggests, "
                 "prefer, prefers, favour, favor, favours, believe, believes, agree, endorse, urge, "
                 "urges, think",
    "TASK": "call, ring, phone, tell, ask, bring, contact, see, go, eat, drink, drive, fast, avoid, "
            "wear, keep, feel, stop, expect, sleep, lift, swim, smoke, shower, arrive, come, "
            "know, be, read, report, get, rest, carry, check, receive, notice, hear, sit, stand, "
            "leave, fly, travel, bend, let, remove, mention, say, sign, register",
    "MODEST": "small, minor, little, tiny, quick, short, simple, needle, scratch, prick, matter",
    "PLAIN": "study, studies, trial, trials, symptom, symptoms, sign, time, day, place, exception, "
             "difference, part, side, count, figure, source, people, person, other, harm, drink, food, "
             "thing you, test, thing to",
    "FRETTING": "worry, worried, fear, afraid, concerned, anxious",
}

PRAISE = """
    PRAISING
    FEAR
    simple|safe
    best ADVERB? CARE
    the|our|its|their|your|very best
    the only !PLAIN
    best and only
    best of all|the|these
    best available|in_class
    works|work|worked best|wonders
    one of the best
    is|are best $
    permanent relief|solution|cure|fix|result|results|CARE
    permanently
    latest technique|technology|treatment|implant|method|CARE
    advanced CARE
    leading surgeons|surgeon|clinic|centre|experts|expert|hospital|CARE
    great|good CARE
    great|good|excellent for
    better than CARE
    cures
    successful CARE
    top surgeons|clinic|quality|CARE
    cure|cured for|of|in $?
    cure for
    natural CARE
    gentle CARE
    trusted by
    easy|quick|routine ADVERB? CARE
    easy|quick and|, easy|safe|simple|painless
    routine|minor little|small CARE
    minor CARE
    just|only a|an ADVERB? MODEST
    just|only NUMBER minutes|minute|days|hour|hours
    takes|needs|lasts only|just NUMBER
    just a
    nothing|no|not|don't|never to|need|be? to? ADVERB? FRETTING
    do not be? FRETTING
    perfectly normal|natural|safe
    of_course
    ignore it|this|the|your
    delay treatment|surgery|it
    put it off
    nothing to lose
    no reason to|not
    no way to live
    high time
    your|his|her|their life|freedom back
    you will love
    well worth
    the ADVERB? preferred CARE
    preferred CARE
    most popular|effective
    best evidence
    no other choice|way|option
    untreated is
"""

ADVICE = """
    you ADVERB? should|ought !TASK !not
    you should not !TASK
    you ought to
    we|i ADVERB? RECOMMEND
    ADVISING ADVERB? RECOMMEND
    ADVISING say|agree|claim ~1
    is|are|be ADVERB? recommended|advisable
    well advised
    treatment|drug|choice of choice
    first choice|line CARE
    first choice for|$
    first line CARE|for
    in our|my view|experience|opinion|hands
    worth trying|it|having|considering|a_try
    makes sense
    sensible|right|wise|obvious|smart choice|option|step|thing
    be|is wise to
    if i were you
    everyone|everybody should
    CARE should be considered|tried|had|first
    consider CARE
    you need|must|have to? have|get CARE
    you need|must|have to? have|get this|the|an CARE
    you need surgery
"""

PLAIN_PRAISE = """
    not|never|no|less|how|whether|if|as ~4 proven|effective|simple|safe|harmless
    not|never|no ~2 recommend|recommended|advised|advise
    proven allergy|infection|case|cancer
    no CARE has been proven
    cost effective
    effective from|contraception
    no study|studies|trial ...
    no cure
    not ~1 cure
    cure rate|rates
    safe to|place|distance|level|limit|enough
    until|when|once|where|whether|if|how|as ~4 safe
    safe in|for not
    permanent stoma|pacemaker|damage|harm|numbness|teeth|scar|scars|catheter|loss|disability
    simple painkillers|painkiller|break|fracture|words|terms|question|blood|pain_relief|analgesics
    simply not|not_known|because
    keep|keeps ~3 safe
    effective dose
    reliable contraception|count|figure|number|study|test
    proven by|on|with
    not|no|never|whether|if ~4 better
    worry us
    put simply
    leading cause|causes|to|up
    latest that|leaflet|you|date|by|time
    advanced arthritis|cancer|age|disease|stage|heart|kidney|dementia
    natural course|birth|history|teeth|light|causes|death|cycle
    great toe|care|experience|deal|pain
    easy chair|to
    gentle exercise|walking|exercises|stretches
    do not ~1 ignore|delay ~1 fever|bleeding|signs|warning|symptoms|chest
    ideal weight
    powerful magnet|drug|drugs|magnets|current
    dangerous to|dose|doses|if|signs|mix
    radical prostatectomy|cystectomy|surgery
    suffer|suffering at|from|with
    makes you suffer
    aggressive cancer|tumour|tumours|form|forms|cancers
    best time|day|place|hour|moment|number|person|room|shoe|shoes|size|hand|leg|taken|kept|worn|used|to|eye|ear|arm|side|position|corrected
    best as you
    as best you
    fits|fit best
    at best
    not only
    first choice of appointment
    NICE|guide|guidance|guidelines|guideline recommends|recommend|says|advises
    national|official|the|hospital advice
    the doctor|surgeon|team|clinician who ...
    can|will|may|could advise|suggest|recommend
    you must|need|have to|not|have? have? ~1 blood|scan|test|somebody|someone|a_friend
    we worry about
    tell us if|when you worry
    not be worried
    good count|night|shoes|sleep|light|leg|arm|hand|knee|side|idea_of|condition
    you should stop|wait the|one|taking|NUMBER|until|if|for
    what|who|when|how|where|why should
    you should wait NUMBER
    should ADVERB? be able
    obvious cause|reason|signs|sign|injury
    are of_course
    best trial there is shows
    may|might|could not be advised
    ideally come|bring
    try to suffer
"""

LEANING = Grammar({"praise": PRAISE, "advice": ADVICE}, PLAIN_PRAISE)
