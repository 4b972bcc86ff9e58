"""Addresses told rather than written, as people say where they live; and places that are nobody's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.detectors.address import DETECTOR
from garant.privacy.folded import fold
from garant.privacy.reading import CERTAIN_FROM
from garant.privacy.rules import Rules

_ALONE = Rules((DETECTOR,))
_MARK = re.compile(r"\[\[|\]\]")

TOLD = (
    "Elle habite [[juste derrière la boulangerie]].",
    "J'habite [[au-dessus de la pharmacie Martin, deuxième étage, à Manosque]].",
    "Il vit, depuis la rentrée, [[au-dessus du lavomatic de la rue Basse, porte de droite]].",
    "Mon adresse c'est [[le vieux moulin, à côté du lavoir, 05400]].",
    "Adresse connue : [[péniche « Belle Étoile », quai du Canal amont, 59500 Douai]]",
    "On habite [[la ferme du Puy, après le pont, 43000 Polignac]].",
    "J'habite dans [[le mobil-home du Clos Perrin]].",
    "J'habite dans [[le rez-de-chaussée du Clos Perrin]].",
    "Il habite au [[rond-point de la Croix, la caravane derrière]].",
    "Elle demeure [[au cimetière, logement de fonction, portail sud]].",
    "Maison : [[Haranbidea, le chemin qui monte après le lavoir, 64780 Ossès]].",
    "Dort où : [[Hôtel des Alpes, ch. 12, Échirolles]]",
    "Ils sont au [[Kroaz-Ru, ti gwenn, 29530 Plonévez-du-Faou]].",
    "Il a indiqué « [[derrière l'église de Volx, le portail vert]] ».",
    "Je reste [[cité La Busserine, tour K, 2e étage porte gauche, 13014]].",
    "Moi j'habite [[quartier Mtsapéré, derrière la mosquée, 97600 Mamoudzou]].",
    "Mme Roux, [[71 chemin Bois-Rouge, Îlet à Cordes, 97413 Cilaos]]",
    "Jean Roux, au [[59, la longère, Les Ormes-sur-Voulzie]].",
    "M. Roux, [[résidence les Pins, bât. Ibis, 3e palier, 97419 La Possession]]",
    "Je suis Paul Roux, [[7 allée des Pins, premier étage, chez Inès, 13600 La Ciotat]].",
    "Mme Roux, [[12 rue Haute maison 4 44600 Saint-Nazaire]]",
    "Yvonne Roux\n[[quartier du Bosquet, maison aux volets verts, 65300 Lannemezan]]",
    "M. Roux, [[138, rue Haute (6e), escalier du fond, Marseille]]",
)
NOBODYS = (
    "La réunion aura lieu au 12 rue Haute, derrière l'église.",
    "Les habitants vivent au-dessus de la décharge de Saint-Pierre.",
    "Le festival vit sous le chapiteau, derrière le stade Jean-Bouin.",
    "Le défilé passera devant la boulangerie, rue Haute et place du Marché.",
    "Il vit à Gap depuis trois ans.",
    "Elle vit dans un mobil-home sans chauffage.",
    "Il habite au rez-de-chaussée.",
    "Elle habite chez sa mère avec ses trois enfants.",
    "Elle vit dans une caravane sans eau ni électricité.",
    "Un dossier d'aide a été adressé à la DDT sous un numéro.",
    "L'avis est adressé à la mairie de Bayonne, à l'attention de Mme Roux.",
    "L'adresse du garage : 4 zone des Combes",
    "C'est au fond de la salle que se tient le bureau de vote.",
    "Maintenant c'est Resto du Cœur.",
    "Je vis sous le seuil de pauvreté.",
    "Elle demeure sous la protection du juge des tutelles de Gap.",
    "Il vit entre la France et l'Italie.",
    "Je suis au bout du rouleau.",
    "L'appart a été rendu, on était dans la cage d'escalier à crier.",
    "Loge à la Maison des Parents.",
    "Le courrier est à retirer à la poste de Veynes.",
)


def _covered(text: str) -> set[int]:
    return {
        place
        for span in _ALONE.candidates(fold(text))
        if span.score >= CERTAIN_FROM
        for place in range(span.start, span.end)
    }


@pytest.mark.parametrize("marked", TOLD)
def test_a_place_that_somebody_tells_is_covered(marked: str) -> None:
    pieces = _MARK.split(marked)
    text = "".join(pieces)
    start = len(pieces[0])
    covered = _covered(text)
    inside = [at for at in range(start, start + len(pieces[1])) if text[at].isalnum()]
    # An article or a preposition before the place may stay.
    bare = "".join(text[at] for at in inside if at not in covered)
    assert len(bare) <= 3, bare


@pytest.mark.parametrize("marked", TOLD)
def test_what_stands_after_the_place_stays_readable(marked: str) -> None:
    pieces = _MARK.split(marked + " Il a rappelé le service mardi pour son dossier.")
    text = "".join(pieces)
    end = len(pieces[0]) + len(pieces[1])
    assert not any(text[at].isalnum() for at in _covered(text) if at >= end)


@pytest.mark.parametrize("text", NOBODYS)
def test_a_place_of_everybody_stays_readable(text: str) -> None:
    assert _covered(text) == set()


@given(
    st.lists(
        st.sampled_from(
            [
                "habite ",
                "au ",
                "derrière la ",
                "12, ",
                "moulin ",
                "« ",
                ", ",
                "97600 ",
                "Gap",
                "\n",
                "adresse : ",
            ]
        )
    )
)
def test_any_pieces_of_places_give_spans_within_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert all(0 <= at < len(text) for at in _covered(text))
