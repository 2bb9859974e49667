"""Made-up conditions, each unlike the others: their numbers of options, rows and languages of
unknowns differ, and nothing in them is wrong."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from sdaid.workbook.columns import FORMAT_VERSION, Activity
from tests.build import Rows

DAY = date(2026, 11, 22)
NOUNS = ("creaky knee", "sleepy foot", "itchy elbow", "hot ear", "stiff thumb", "cold nose",
         "tired wrist", "noisy jaw", "tight calf", "dry palm")
KINDS = (("self-care", 0, "Slow stretches"), ("device", 1, "Soft sleeve"),
         ("medicine", 1, "Blue tablets"), ("injection", 2, "Warm injection"),
         ("procedure", 3, "Day laser"), ("surgery", 5, "Small operation"))
WORDS = ("You do this at home and at work, on most days of the week.",
         "You come to the clinic on a day that you choose, and go home after it.",
         "You take it when it hurts, and put it away when it does not.",
         "Someone shows you how, and you go on by yourself for some weeks.")
ACTIVITIES = tuple(Activity)


def condition(seed: int) -> Rows:
    """The texts of one condition, as `write_workbook` takes them."""
    pick = Random(seed)
    noun = NOUNS[seed % len(NOUNS)]
    chosen = sorted(pick.sample(range(len(KINDS)), pick.randint(1, 5)))
    options = [_option("wait", "Wait and see", "no treatment", 0, pick)] + [
        _option(f"way-{place}", KINDS[place][2], KINDS[place][0], KINDS[place][1], pick)
        for place in chosen]
    rows = _rows(pick)
    return {
        "Decision": [_decision(noun)], "Options": options,
        "Effort": [{"option": each["id"], "from_week": 1, "to_week": pick.randint(2, 12),
                    "visits": 1, "words": pick.choice(WORDS), "sources": "trial"}
                   for each in options[1:]],
        "Recovery": [_recovery(each, activity) for each in options for activity in ACTIVITIES],
        "Scales": [{"scale": scale, "step": step, "rated_by": "The authors of this test",
                    "meaning": f"Step {step} of what it {asks}"}
                   for scale, asks in (("effort", "asks of you"),
                                       ("invasiveness", "does to you")) for step in range(6)],
        "Rows": rows,
        "Outcomes": [_outcome(option, row, pick) for row in rows for option in options],
        "Questions": [{"question": "Can I stop later?",
                       "for_all": "You can stop, or choose another option, on any day."}],
        "Patient facts": [{"name": "smoker", "question": "Do you smoke?", "type": "yes/no"}],
        "Rules": [{"option": options[-1]["id"], "effect": "caution", "sources": "trial",
                   "message": "Tell the clinic that you smoke before you choose this.",
                   "extra": {"smoker": "yes"}}],
        "Values": [{"statement": f"I think of {row['label'].lower()}.", "row": row["id"]}
                   for row in rows],
        "Sources": [
            {"id": "trial", "citation": "Inventor A. A made-up trial. Journal of Nothing.",
             "year": 2020, "design": "randomised trial", "people": 900, "paid_by": "A public fund",
             "maker_paid": False, "address": "https://example.org/trial", "checked": DAY}],
        "People": [{"name": "Testa Author", "role": "author", "interests": "None",
                    "credentials": "None: invented for tests", "signed_on": DAY}],
        "Words": [], "Accepted": [],
    }


def _decision(noun: str) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION, "condition": f"a {noun}",
        "about": f"A {noun} is made up for tests. It comes and goes, and nobody has it.",
        "question": f"What would I like to do about my {noun}?",
        "audience": f"For grown-ups with a {noun}. It is not for children.",
        "order_reason": "From least to most done to the body, not from best to worst.",
        "evidence_method": "Nobody looked for studies. Every figure is made up for tests.",
        "not_known": "What helps is not known, as all of it is made up.",
        "funding": "None", "interests": "None", "content_version": "1.0", "content_date": DAY,
        "review_months": 24, "help_now_number": "000", "help_now_signs": "you cannot breathe",
        "help_same_day_number": "the clinic, 555-0100", "help_same_day_signs": "it turns red",
        "help_out_of_hours_number": "555-0111", "help_out_of_hours_signs": "the clinic is closed",
        "book_from": "Ask at the front desk.", "visit_reasons": noun,
        "clinic_name": "Clinic of Made-up Pains", "phone": "555-0100", "paper": "a4",
        "return_address": "Clinic of Made-up Pains\n1 Nowhere Lane\nTestville", "language": "en",
    }


def _option(name: str, title: str, kind: str, step: int, pick: Random) -> dict[str, Any]:
    no_treatment = kind == "no treatment"
    return {
        "id": name, "name": title, "short_name": title, "kind": kind,
        "summary": f"{title}. {pick.choice(WORDS)}",
        "involves": f"This is how {title.lower()} goes. {pick.choice(WORDS)}",
        "effort": 0 if no_treatment else pick.randint(1, 5), "effort_words": "What you do for it",
        "invasiveness": step, "invasiveness_words": "What is done to you",
        "recovery_words": "The way back to your day",
        "starts": "Not known for this pain", "lasts": "Not known for this pain",
        "living_with": "You live with it from day to day.", "suits": "Grown-ups who want this.",
        "suits_not": "Children and teens.", "cost": "Ask the clinic what you pay.",
        "care_sources": "trial", "timing_sources": "trial", "cost_sources": "trial",
    }


def _recovery(option: dict[str, Any], activity: Activity) -> dict[str, Any]:
    row: dict[str, Any] = {"option": option["id"], "activity": activity.value, "sources": "trial"}
    if option["invasiveness"] < 2:
        return row | {"status": "none needed", "words": "You go on as you do now."}
    return row | {"status": "known", "start": 1, "end": option["invasiveness"] * 2,
                  "unit": "days", "words": "So the clinic says."}


def _rows(pick: Random) -> list[dict[str, Any]]:
    shared = {"comparable": True, "prominence": "headline"}
    rows: list[dict[str, Any]] = [
        {"id": "better", "label": "Clearly less pain", "side": "benefit",
         "definition": "Pain down by a third or more.", "kind": "count", "horizon": "6 months",
         "denominator": 100,
         "event": "had clearly less pain", "no_event": "did not", **shared},
        {"id": "rash", "label": "A rash", "definition": "A rash that stays for a day or more.",
         "side": "harm", "kind": "count", "horizon": "within 90 days", "denominator": 1000,
         "event": "had a rash", "no_event": "did not", **shared}]
    if pick.random() < 0.6:
        rows.append({
            "id": "points", "label": "Difference in pain", "side": "benefit",
            "definition": "How much more pain fell than in another group, from 0 to 10.",
            "kind": "difference", "horizon": "3 months to 5 years", "scale_low": 0,
            "scale_high": 10, "better": "low", "points": "pain", "better_words": "Less pain",
            "worse_words": "More pain", "prominence": "detail", "comparable": True})
    return rows


def _outcome(option: dict[str, Any], row: dict[str, Any], pick: Random) -> dict[str, Any]:
    figure: dict[str, Any] = {"id": f"{option['id']}-{row['id']}", "option": option["id"],
                              "row": row["id"]}
    if row["id"] == "points" and option["id"] == "wait":
        return figure | {"status": "does not apply",
                         "caveat": "This is the group that others are compared with."}
    if pick.random() < 0.2 and option["id"] != "wait":
        return figure | {"status": "not studied", "caveat": "We found no study of this."}
    figure |= {"status": "measured", "population": "Grown-ups in a made-up trial",
               "certainty": pick.choice(("low", "moderate", "high")), "sources": "trial"}
    if row["kind"] == "count":
        return figure | {"kind": "count", "events": pick.randint(30, 200),
                         "people": pick.randint(300, 450), "blinding": "no comparison"}
    return figure | {"kind": "difference between groups", "people": 600, "value": 1.5,
                     "low": 0.5, "high": 2.5, "comparator": "no care", "blinding": "not stated"}
