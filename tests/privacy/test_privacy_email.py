"""Adresses électroniques."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, detect
from garant.privacy.desks import DEFAULT
from garant.privacy.detectors.email import DETECTOR, is_generic
from garant.privacy.engine import _Engine
from garant.privacy.folded import fold

LABEL = Label.EMAIL


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Écrire à karima.benali@orange.fr", "karima.benali@orange.fr", id="plain"),
        pytest.param("JEAN.DUPONT@GMAIL.COM", "JEAN.DUPONT@GMAIL.COM", id="capitals"),
        pytest.param("nadia.cherif (at) laposte.net", "nadia.cherif (at) laposte.net", id="at_in_brackets"),
        pytest.param("franck [arobase] free.fr", "franck [arobase] free.fr", id="arobase"),
        pytest.param("franck arobase free point fr", "franck arobase free point fr", id="spelled"),
        pytest.param("f.guillemot @ orange . fr", "f.guillemot @ orange . fr", id="OCR"),
        pytest.param(
            "sophie.marchand@mairie-digne.fr",
            "sophie.marchand@mairie-digne.fr",
            id="public_domain_with_a_name",
        ),
        pytest.param(
            "jean point dupont arobase gmail point com",
            "jean point dupont arobase gmail point com",
            id="all_spelled",
        ),
        pytest.param("jean.dupont at orange point fr", "jean.dupont at orange point fr", id="at_and_point"),
        pytest.param(
            "apolline.roy [at] terre-et-feu [dot] fr",
            "apolline.roy [at] terre-et-feu [dot] fr",
            id="own_domain",
        ),
        pytest.param("jferret©wanadoo.fr", "jferret©wanadoo.fr", id="OCR_of_the_sign"),
        pytest.param("caro1ine.aubry@orange,fr", "caro1ine.aubry@orange,fr", id="OCR_of_the_point"),
        pytest.param("jeandupont@gmail et", "jeandupont@gmail", id="no_ending"),
        pytest.param("j.dupont@wanadoofr", "j.dupont@wanadoofr", id="no_point"),
        pytest.param("Mél : jean. dupont@orange.fr", "jean. dupont@orange.fr", id="cut_by_a_blank"),
        pytest.param("pm.durand@orange.fr", "pm.durand@orange.fr", id="initials_of_a_service"),
        pytest.param("sport.benali@gmail.com", "sport.benali@gmail.com", id="word_and_name"),
        pytest.param("petit@ville-gap.fr", "petit@ville-gap.fr", id="surname_that_is_a_word"),
    ],
)
def test_email_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("contact@ville-manosque.fr", id="generic_desk"),
        pytest.param("mairie@volx.fr", id="mairie"),
        pytest.param("service-rh@departement04.fr", id="service"),
        pytest.param("no-reply@service-public.fr", id="noreply"),
        pytest.param("Meet us at noon.com is closed", id="at_in_English"),
        pytest.param("@property def x", id="decorator"),
        pytest.param("ecole.jean-moulin@orange.fr", id="school_at_a_provider"),
        pytest.param("ce.0040012a@ac-aix-marseille.fr", id="school_by_its_number"),
        pytest.param("pref-etrangers@alpes.gouv.fr", id="prefecture"),
        pytest.param("enfance-jeunesse@cc-exemple.fr", id="words_of_a_service"),
        pytest.param("enquete-plu@exemple.fr", id="public_inquiry"),
        pytest.param("je vais à Orange", id="town_of_Orange"),
        pytest.param("super 😀 merci.fr", id="emoji"),
        pytest.param("un dra¬me, la journée, de", id="hyphen_at_a_line_s_end"),
    ],
)
def test_what_only_looks_like_email_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_an_organisation_adds_its_own_desks() -> None:
    ours = DEFAULT.extended(mailboxes=frozenset({"guichetunique"}))
    assert is_generic("guichetunique", "x.fr", ours)
    assert not is_generic("guichetunique", "gmail.com", DEFAULT)
    assert "contact" in ours.mailboxes


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["@", " @ ", "(at)", " (at) ", "[arobase]", " arobase ", " at ", "©", "<at>", " [@] "]),
    st.sampled_from([".", " . ", ",", " point ", "(point)", " [dot] "]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_any_disguise_of_a_mailbox_is_seen_through(at: str, dot: str, case: Callable[[str], str]) -> None:
    text = case(f"karim.benali{at}orange{dot}fr")
    covered = {place for span in detect(text) for place in range(span.start, span.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isalnum())


@pytest.mark.parametrize("piece", ["a@", "a.", "a point ", "a arobase ", "(at)", "a-"])
def test_time_is_linear_on_pieces_of_mailboxes(piece: str) -> None:
    alone = _Engine((DETECTOR,))
    started = time.process_time()
    list(alone.candidates(fold(piece * (40_000 // len(piece)))))
    assert time.process_time() - started < 1
