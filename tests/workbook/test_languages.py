"""A workbook holds its texts in several languages, each in columns of its own."""

from sdaid.steps import read_workbook
from sdaid.workbook.languages import in_language, lacking, languages_of
from tests.build import SMALL, workbook_from


def test_a_content_in_another_language_has_its_cells_and_their_places(tmp_path):
    def translate(texts):
        texts["Decision"][0]["wording"] = {"es": {"about": "Un hipo inventado."}}
        for sheet, field in (("Options", "name"), ("Rules", "message")):
            for number, row in enumerate(texts[sheet], 1):
                row["wording"] = {"es": {field: f"Texto {number}."}}
        for row in texts["Questions"]:
            answers = dict.fromkeys(row.get("extra", {}), "Nada.")
            row["wording"] = {"es": {"question": "¿Qué?", "extra": answers}}

    content, _ = read_workbook(workbook_from(SMALL, tmp_path / "small.xlsx", translate))
    assert content is not None
    assert languages_of(content) == (content.decision.language, "es")
    spanish = in_language(content, "es")
    assert spanish.decision.language == "es"
    assert spanish.decision.about == "Un hipo inventado."
    assert spanish.options[0].name == "Texto 1."
    assert spanish.options[0].at("name").heading == "Name::es"
    assert spanish.options[0].at("name") != content.options[0].at("name")
    assert spanish.rules[0].message == "Texto 1."
    assert spanish.rules[0].place.heading == "Message::es"
    for question in spanish.questions:
        assert question.question == "¿Qué?"
        assert set(question.extra.values()) <= {"Nada."}
    missing = {each.place.heading for each in lacking(content, "es")}
    assert "Name" not in missing
    assert {"Condition", "Short name"} <= missing
