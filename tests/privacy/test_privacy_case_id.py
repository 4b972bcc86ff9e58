"""Références de dossier."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.CASE_ID


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("dossier n° 2024-1234", "2024-1234", id="file"),
        pytest.param("demande n° 004 0923 11872 G", "004 0923 11872 G", id="request"),
        pytest.param("plainte n° 00451/2024/003217", "00451/2024/003217", id="complaint"),
        pytest.param("Information préoccupante n° IP-2024-0098", "IP-2024-0098", id="signalement"),
        pytest.param("N/Réf. : SM/2024-118", "SM/2024-118", id="our_reference"),
    ],
)
def test_case_id_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Délibération n° 2024-056", id="deliberation"),
        pytest.param("marché n° 2023-M-0451", id="market"),
        pytest.param("loi n° 2019-1461", id="law"),
        pytest.param("facture n° 20240012345", id="invoice"),
        pytest.param("article L. 2121-29 du code", id="article"),
        pytest.param("décret n° 2022-1084", id="decree"),
        pytest.param("formulaire Cerfa n° 12345*02", id="form"),
        pytest.param("demande de subvention 2024", id="year"),
        pytest.param("dossier du 12/03/2024", id="date"),
    ],
)
def test_what_only_looks_like_case_id_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ainsi jugé (CE, 12 juin 2020, n° 418142)", id="case_law"),
        pytest.param("vu CAA Lyon, 3 mars 2021, n° 418142", id="court_of_appeal"),
    ],
)
def test_a_decision_that_is_cited_is_nobodys_file(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_an_elector_number_after_a_proxy_is_found(found: Callable[[str], list[str]]) -> None:
    assert found("Mandataire : Anne Baudry, NNE 119 023 447") == ["119 023 447"]
