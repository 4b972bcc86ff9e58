"""Internal documents, and texts that are public or only speak of such documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label
from garant.privacy.sensitive import internal_document
from garant.privacy.sensitive.internal import READ

INTERNAL = [
    "PROJET DE DÉLIBÉRATION – conseil du 12 juin\nObjet : cession du terrain. À relire, ne pas diffuser avant la convocation.",
    "Préparation du DOB 2027, hypothèses à arbitrer : point d’indice, gel des embauches, hausse du foncier.",
    "CONFIDENTIEL\nPoint sur le contentieux avec l’entreprise Martin. Notre avocat conseille de transiger.",
    "NOTE INTERNE – diffusion restreinte\nLe bureau de poste fermera en mars, annonce en janvier.",
    "RAPPORT D’ANALYSE DES OFFRES – avant CAO\nOffre A : 72/100. Offre B : 68/100. Classement proposé : A puis B.",
    "COMPTE RENDU D’ENTRETIEN PROFESSIONNEL\nAgent évalué : Mme Claire Berger. Appréciation générale : très bonne.",
    "Document de travail – réorganisation de l’accueil, version 2, à compléter par la DRH.",
]
PUBLIC = [
    "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nLe conseil, après en avoir délibéré, adopte à l’unanimité le budget primitif.",
    "Le budget primitif voté le 4 avril est consultable en mairie et sur le site de la ville.",
    "Bonjour, comment rédiger un ROB ? Pouvez-vous me donner un modèle ?",
    "COMMUNIQUÉ DE PRESSE\nLa ville rénove son gymnase. Contact presse : 04 92 00 00 00.",
    "L’article 9 du RGPD encadre le traitement des données confidentielles relatives à la santé.",
    "FICHE DE POSTE – agent d’entretien\nMissions : nettoyer les salles. Profil recherché : rigueur.",
    "Madame, votre demande de place en crèche est complète. Cordialement.",
    "AVIS D’ATTRIBUTION\nLe marché de nettoyage a été attribué à la société Azur.",
]


@pytest.mark.parametrize("text", INTERNAL)
def test_an_internal_document_is_recognised_as_a_whole(text: str) -> None:
    found = internal_document(text)
    assert found is not None
    assert (found.start, found.end, found.label) == (0, len(text), Label.INTERNAL_DOCUMENT)


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_text_or_one_about_such_documents_is_left_alone(text: str) -> None:
    assert internal_document(text) is None


def test_the_markings_that_gave_it_away_are_shown() -> None:
    text = "Note au maire, ne pas diffuser."
    found = internal_document(text)
    assert found is not None
    assert "ne pas diffuser" in [text[start:end] for start, end in found.words]


def test_a_marking_beyond_the_first_pages_is_not_looked_for() -> None:
    assert internal_document("Le pré est vert. " * (READ // 10) + "NE PAS DIFFUSER") is None


@given(
    st.one_of(
        st.text(max_size=300), st.lists(st.sampled_from([*INTERNAL, *PUBLIC]), max_size=3).map("\n".join)
    )
)
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_with_offsets_within_it(text: str) -> None:
    found = internal_document(text)
    assert found == internal_document(text)
    if found is not None:
        assert (found.start, found.end) == (0, len(text))
        assert found.words
        assert all(0 <= start < end <= len(text) for start, end in found.words)
