"""Drafts of the record, the DPIA and the FRIA: what the sheet knows, and nothing that nobody said."""

import json

from hypothesis import given
from tests.qualification.sheet_answers import CLUB, assessed, some_answers

from garant.qualification import dpia_draft, fria_draft, processing_record_draft

CRECHE = {
    "use.purpose": "Préparer l’examen des demandes de place en crèche.",
    "use.process": "L’outil résume le dossier ; la commission décide.",
    "use.frequency": "campaign",
    "use.period": "De mars à juin",
    "use.public_facing": "no",
    "crpa.individual_decision": "yes",
    "crpa.contribution": "informs",
    "rgpd.personal_data": "yes",
    "rgpd.legal_basis": "public_task",
    "rgpd.legal_basis_reference": "Code de la santé publique, art. L. 2324-1",
    "rgpd.person_categories": ["users", "minors"],
    "rgpd.data_categories": ["identity", "economic"],
    "rgpd.sensitive_data": ["health"],
    "rgpd.recipients": ["service", "provider"],
    "rgpd.processor_contract": "yes",
    "rgpd.retention": "Un an après la commission",
    "rgpd.information": "yes",
    "rgpd.rights": "unknown",
    "rgpd.minimised": "yes",
    "rgpd.transfer": "yes",
    "rgpd.transfer_basis": "adequacy",
    "rgpd.transfer_countries": ["united_kingdom"],
    "rgpd.cnil_required": ["none"],
    "reliability.review": "always",
    "security.encryption": "yes",
    "security.access": "no",
    "security.incident": "yes",
}


def test_the_record_is_drafted_from_the_sheet():
    draft = processing_record_draft(CRECHE, assessed(CRECHE), title=" Places en crèche ")
    assert draft == {
        "name": "Places en crèche",
        "purposes": "Préparer l’examen des demandes de place en crèche.",
        "legal_basis": "public_task",
        "legal_basis_french": "Une mission d’intérêt public",
        "legal_basis_reference": "Code de la santé publique, art. L. 2324-1",
        "data_categories": [
            "État civil, identité, données d’identification, images…",
            "Informations d’ordre économique et financier (revenus, situation financière, situation fiscale…)",
        ],
        "sensitive_data": ["Santé ou handicap"],
        "person_categories": ["Habitants et usagers", "Enfants et adolescents"],
        "recipients": ["Les agents du service", "Le fournisseur de l’outil ou son hébergeur"],
        "transfers": ["Royaume-Uni ; Une décision d’adéquation ; jusqu’au 27/12/2031"],
        "retention": "Un an après la commission",
        "security": [
            "Chiffrement des échanges et du stockage",
            "Procédure d’arrêt et d’alerte en cas d’incident",
        ],
        "information": "Les personnes seront-elles informées de cet usage ? Oui.",
        "rights": "",
        "dpia_criteria": ["sensitiveData", "vulnerablePeople"],
    }


def test_none_of_these_is_no_line_of_the_record():
    answers = {**CRECHE, "rgpd.sensitive_data": ["none"]}
    assert processing_record_draft(answers, assessed(answers))["sensitive_data"] == []


def test_a_list_that_nobody_knows_does_not_read_as_none():
    answers = {
        **CRECHE,
        "rgpd.sensitive_data": "unknown",
        "rgpd.transfer": "unknown",
        "rgpd.transfer_countries": [],
    }
    draft = processing_record_draft(answers, assessed(answers))
    assert draft["sensitive_data"] == [
        "À examiner : Y a-t-il des données sensibles ou relatives à des infractions ?"
    ]
    assert draft["transfers"][0].startswith("À examiner : Ces données sortiront-elles")


def test_a_transfer_to_a_country_that_is_not_named_yet_is_a_transfer():
    answers = {**CRECHE, "rgpd.transfer_countries": []}
    assert processing_record_draft(answers, assessed(answers))["transfers"] == [
        "Hors de l’Union européenne, pays à préciser"
    ]
    answers["rgpd.transfer"] = "no"
    assert processing_record_draft(answers, assessed(answers))["transfers"] == []


def test_a_measure_that_is_not_in_place_is_not_written_as_one():
    security = processing_record_draft(CRECHE, assessed(CRECHE))["security"]
    assert not any("Comptes nominatifs" in line for line in security)
    asked = dpia_draft(CRECHE, assessed(CRECHE))["measures_asked"]
    assert "Ouvrir des comptes nominatifs reliés à l’annuaire." in asked


def test_the_impact_assessment_says_why_it_is_due_and_what_is_still_open():
    draft = dpia_draft(CRECHE, assessed(CRECHE))
    assert draft["reasons"][0].startswith("2 critères sur neuf")
    assert draft["context"] == CRECHE["use.process"]
    assert draft["information"] == "Les personnes seront-elles informées de cet usage ? Oui."
    assert draft["rights"] == ""
    assert any(text.startswith("Saurez-vous retrouver, rectifier") for text in draft["to_examine"])
    assert "Des données de santé sont traitées." in draft["risks"]


def test_the_fundamental_rights_assessment_has_the_six_points_of_article_27():
    draft = fria_draft(CRECHE, assessed(CRECHE))
    assert draft["processes"] == CRECHE["use.process"]
    assert (
        draft["period_and_frequency"] == "Par campagnes (inscriptions, budget, recensement…) ; De mars à juin"
    )
    assert draft["person_categories"] == ["Habitants et usagers", "Enfants et adolescents"]
    assert "Une décision individuelle repose en partie sur un traitement algorithmique." in draft["risks"]
    assert draft["human_oversight"].endswith("Un agent, toujours, avant que cela serve.")
    assert "Procédure d’arrêt et d’alerte en cas d’incident" in draft["if_risks_materialise"]


def test_what_is_hidden_is_in_no_draft():
    answers = {**CRECHE, "rgpd.personal_data": "no"}
    draft = processing_record_draft(answers, assessed(answers))
    assert draft["legal_basis"] == draft["retention"] == ""
    assert draft["data_categories"] == draft["transfers"] == []


def test_an_association_keeps_its_legitimate_interest():
    answers = {**CRECHE, "rgpd.legal_basis": "legitimate_interest"}
    draft = processing_record_draft(answers, assessed(answers, CLUB))
    assert draft["legal_basis_french"] == "L’intérêt légitime de votre organisme"


@given(some_answers())
def test_drafts_are_texts_and_lists_of_texts_whatever_was_answered(answers):
    found = assessed(answers)
    for draft in (processing_record_draft, dpia_draft, fria_draft):
        drafted = draft(answers, found)
        assert json.loads(json.dumps(drafted)) == drafted
        for value in drafted.values():
            assert isinstance(value, str) or all(isinstance(item, str) and item for item in value)
            assert "Je ne sais pas" not in (value if isinstance(value, str) else " ".join(value))
