"""Adresses électroniques."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, detect
from garant.privacy.desks import DEFAULT
from garant.privacy.detectors.email import DETECTOR, is_generic
from garant.privacy.folded import fold
from garant.privacy.rules import Rules

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
        pytest.param(
            "g comme Gaston, tiret, roux, arobase, sfr, point, fr",
            "g comme Gaston, tiret, roux, arobase, sfr, point, fr",
            id="dictated_with_commas",
        ),
        pytest.param(
            "léa point roux neuf cinq chez gmail",
            "léa point roux neuf cinq chez gmail",
            id="dictated_without_its_end",
        ),
        pytest.param(
            "léa (tiret bas) roux17 arobas gmail.com",
            "léa (tiret bas) roux17 arobas gmail.com",
            id="sign_in_brackets",
        ),
        pytest.param("rouxlea224@@outlook fr", "rouxlea224@@outlook fr", id="twice_the_sign"),
        pytest.param("n.weber@ville-exemple.fr", "n.weber@ville-exemple.fr", id="an_agents_initial"),
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
        pytest.param("sgc.oloron@dgfip.finances.gouv.fr", id="treasury"),
        pytest.param("drh-absences@mairie-exemple.fr", id="staff_absences"),
        pytest.param("un point, un tiret, puis chez orange un conseiller", id="signs_and_a_shop"),
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
    alone = Rules((DETECTOR,))
    started = time.process_time()
    list(alone.candidates(fold(piece * (40_000 // len(piece)))))
    assert time.process_time() - started < 1


# How people write it: what stands between brackets has to be covered, under whatever label.
AS_PEOPLE_WRITE = (
    "[[jean.dupont@orange.fr]]",
    "mail : [[jean.dupont at orange.fr]]",
    "[[jean.dupont(a)orange.fr]]",
    "[[jean.dupont (a) orange.fr]]",
    "[[jean.dupont[at]orange.fr]]",
    "[[jean.dupont [at] orange [point] fr]]",
    "[[jean.dupont chez orange.fr]]",
    "[[jean.dupont chez orange point fr]]",
    "[[jean point dupont arobase orange point fr]]",
    "[[jean.dupont (arobase) orange.fr]]",
    "[[jean.dupont AROBASE orange.fr]]",
    "[[jean.dupont{at}orange.fr]]",
    "[[jean.dupont<arobase>orange.fr]]",
    "[[jean.dupont -at- orange.fr]]",
    "[[jean.dupont_at_orange.fr]]",
    "[[jean.dupontARObaseorange.fr]]",
    "[[jean.dupont©orange.fr]]",
    "[[jean.dupont ® orange.fr]]",
    "[[jean.dupont@orange,fr]]",
    "[[jean.dupont@orange. fr]]",
    "[[jean.dupont@ orange.fr]]",
    "[[jean.dupont @orange.fr]]",
    "[[jean .dupont@orange.fr]]",
    "[[jean. dupont@orange.fr]]",
    "[[jean.dupont@orange]]",
    "[[jean.dupont@orangefr]]",
    "[[jean.dupont@\norange.fr]]",
    "[[jean.dupont@oran-\nge.fr]]",
    "[[jean.dupont\n@orange.fr]]",
    "[[m.o'brien@gmail.com]]",
    "[[jean+ecole@gmail.com]]",
    "[[jean_dupont-roux@hotmail.fr]]",
    "Jean DUPONT <[[jdupont@sfr.fr]]>",
    '"Dupont, Jean" <[[jdupont@sfr.fr]]>',
    "mailto:[[jdupont@sfr.fr]]",
    '<a href="mailto:[[jdupont@sfr.fr]]">écrire</a>',
    "E-mail.....: [[jdupont@sfr.fr]]",
    "mel [[jdupont@sfr.fr]], tel",
    "[[jdupont@sfr.fr]];[[lroux@free.fr]]",
    "[[jdupont@sfr.fr]]/[[lroux@free.fr]]",
    "mon mail c'est [[jdupont26 arobase gmail com]]",
    "mon mail c est [[jdupont26 arobase gmail point com]]",
    "adresse mail [[jdupont26 a gmail.com]]",
    "[[jdupont26 à gmail.com]]",
    "[[jdupont26 à gmail point com]]",
    "[[jdupont26(à)gmail.com]]",
    "[[jdupont 26@gmail.com]]",
    "[[JDUPONT26@GMAIL.COM]]",
    "[[j.dupont@departement04.fr]]",
    "[[jean.dupont@mairie-volx.fr]]",
    "[[dupont@mairie-volx.fr]]",
    "[[directrice.lemaire@ecole-volx.fr]]",
    "[[prenom.nom.enfant@laposte.net]]",
    "[[jean.dupont@ac-aix-marseille.fr]]",
    "[[jean.dupont@interieur.gouv.fr]]",
    "[[éloïse.dupré@orange.fr]]",
    "[[eloïse@café-dupré.fr]]",
    "[[jdupont@sfr.fr.]]",
    "[[j . dupont @ orange . fr]]",
    "[[jdupont＠orange.fr]]",
    "[[jdupont@protonmail.com]]",
    "[[jdupont@pm.me]]",
    "[[jdupont@mailo.com]]",
    "[[famille.dupont@orange.fr]]",
    "[[les.dupont26@free.fr]]",
    "[[dupontetfils@wanadoo.fr]]",
    "[[lulu_du_26@hotmail.com]]",
    "[[ptitchat2010@live.fr]]",
    "[[toto@toto.re]]",
    "[[marie.hoarau@mediaserv.net]]",
    "[[marie.hoarau tiret bas 974 arobase orange point re]]",
    "[[marie underscore h arobase gmail point com]]",
    "[[marie tiret hoarau arobase free point fr]]",
    "[[jdupont@sfr-business.example]]",
    "[[paie.jdupont@volx.example]]",
    "[[jdupont(at)free(dot)fr]]",
    "[[jdupont(at)free.fr]]",
    "[[jdupont*at*free.fr]]",
    "[[jdupont [@] free.fr]]",
    "[[jdupont[a]free.fr]]",
    "[[jdupont%40free.fr]]",
    "[[jdupont&#64;free.fr]]",
    "[[jdupont@yahoo.co.uk]]",
    "[[jdupont@gmail.con]]",
    "[[jdupont@gmail,com]]",
    "[[jdupont@gmai1.com]]",
    "[[jdupont@hotmail;fr]]",
    "[[jdupont@gmail.com,lroux@gmail.com]]",
    "jdupont arobaze : [[jdupont arobaze orange.fr]]",
    "[[jdupont arobas orange.fr]]",
    "[[jdupont @ la poste . net]]",
    "[[jdupont@la poste.net]]",
    "[[jdupont[arobase]laposte[point]net]]",
    "[[jdupont arobase la poste point net]]",
    "écrire à [[glafont chez gmail.com]]",
    "[[jf.lemoine arobase monasso.alsace]]",
    "[[violette.temp32 arobase proton.example]]",
    "[[yves.hamelin at asso-lavoir.example]]",
    "[[hak.abdou@free,example]]",
    "[[secretariat.perso.lamothe@sfr.fr]]",
)

# What looks like it and is nobody's.
NOBODYS = (
    "contact@mairie-volx.fr",
    "mairie@volx.fr",
    "accueil.mairie@volx.fr",
    "secretariat@ecole-volx.fr",
    "service.urbanisme@volx.fr",
    "urbanisme@volx.fr",
    "etat-civil@volx.fr",
    "ccas@volx.fr",
    "ce.0040012a@ac-aix-marseille.fr",
    "noreply@impots.gouv.fr",
    "ne-pas-repondre@caf.fr",
    "dpo@departement04.fr",
    "marches.publics@departement04.fr",
    "rh@volx.fr",
    "services-techniques@volx.fr",
    "direction.generale@volx.fr",
    "police.municipale@volx.fr",
    "prefecture@alpes-de-haute-provence.gouv.fr",
    "info@sydevom04.fr",
    "mediatheque@volx.fr",
    "creche.lespetitslutins@volx.fr",
    "centre-loisirs@volx.fr",
    "contact (at) mairie-volx.fr",
    "contact arobase mairie-volx point fr",
    "mairie.volx@wanadoo.fr",
    "mairie-volx@orange.fr",
    "ecole.volx@orange.fr",
    "comite-fetes.volx@gmail.com",
    "club.rugby@gmail.com",
    "accueil@gmail.com",
    "habitat-logement@agglo.fr",
    "petite.enfance@volx.fr",
    "mds.manosque@departement04.fr",
    "assistante.sociale@departement04.fr",
    "guichet-unique@volx.fr",
    "signalement@volx.fr",
    "cabinet.maire@volx.fr",
    "bonjour@volx.fr",
    "support-info@volx.fr",
    "j'habite chez Orange",
    "il travaille chez orange.",
    "je suis à free.",
    "on se voit à gap point final",
    "12 @ 3 euros",
    "la réunion à Orange, point 3",
    "un point à voir",
    "le point fr",
    "rendez-vous à la poste",
    "chez free, facture",
    "a. free",
    "passer de sfr à orange.fr",
    "voir orange.fr",
    "aller sur gmail.com",
    "se connecter à gmail.com",
    "allez à laposte.net",
    "je suis passée à gmail.com",
    "mon fils est employé chez gmail.com",
    "perso@mairie-volx.fr",
    "secretariat.mairie@sfr.fr",
    "le caractère arobase du clavier. Ensuite",
)


@pytest.mark.parametrize("marked", AS_PEOPLE_WRITE)
def test_what_people_write_is_covered(left_bare: Callable[[str], list[str]], marked: str) -> None:
    assert left_bare(marked) == []


@pytest.mark.parametrize("text", NOBODYS)
def test_near_misses_of_it_stay_readable(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
