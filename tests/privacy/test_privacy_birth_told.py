"""Dates de naissance told in words, in any order, beside a name or an age; and the dates of everything else."""

from collections.abc import Callable

import pytest

from garant.privacy import Label, detect
from garant.privacy.detectors.date_words import RUN, is_whole
from garant.privacy.folded import fold

LABEL = Label.DATE_BIRTH


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "née le vingt-deux zéro six deux mille trois",
            "vingt-deux zéro six deux mille trois",
            id="figures_in_words",
        ),
        pytest.param(
            "né le dix sept septembre deux mille un", "dix sept septembre deux mille un", id="without_hyphens"
        ),
        pytest.param(
            "née un onze septembre, en soixante-huit",
            "un onze septembre, en soixante-huit",
            id="day_then_year",
        ),
        pytest.param("née en mai 2004, le 4", "mai 2004, le 4", id="month_first"),
        pytest.param("Élise, née en août 39", "août 39", id="month_and_short_year"),
        pytest.param("née Roux le jour de la Saint-Jean 1934", "jour de la Saint-Jean 1934", id="a_feast"),
        pytest.param("né 1e l8 fevrier l92l à Dax", "l8 fevrier l92l", id="scanned"),
        pytest.param("né à Papeete 21/10/2005", "21/10/2005", id="place_and_nothing_else"),
        pytest.param("Né à : Trois-Rivières   Le : 1987-06-03", "1987-06-03", id="two_fields"),
        pytest.param("Date de naissance du demandeur : 14 juillet 1983", "14 juillet 1983", id="of_whom"),
        pytest.param("Date de naissance déclarée : 1er janvier 2009", "1er janvier 2009", id="as_declared"),
        pytest.param("il est né en quatre-vingt-trois", "quatre-vingt-trois", id="year_in_words"),
        pytest.param("Je suis du 9 sept. 57", "9 sept. 57", id="i_am_of"),
        pytest.param("Elle est du vingt mai trente-et-un", "vingt mai trente-et-un", id="she_is_of"),
        pytest.param("Elle a 80 ans, 5 février 1944", "5 février 1944", id="beside_an_age"),
        pytest.param("qui a 6 ans le 12.08", "12.08", id="a_birthday"),
        pytest.param("Ma date : 31 du 8, 79", "31 du 8, 79", id="my_date"),
        pytest.param("M. Karim Benali (7.2.58)", "7.2.58", id="name_and_short_year"),
        pytest.param("LE BIHAN Erwan – M – 18/03/1971 – marin", "18/03/1971", id="name_and_sex"),
        pytest.param("Karim Benali (1984), son frère", "1984", id="name_and_year"),
        pytest.param(
            "Nadir Ould-Ali, le huit décembre mil neuf cent soixante-dix-sept",
            "huit décembre mil neuf cent soixante-dix-sept",
            id="name_and_words",
        ),
        pytest.param("la fratrie Roux : Ayden (02/2015)", "02/2015", id="a_list_of_children"),
        pytest.param("je suis né chez vous le 5 mai 1987", "5 mai 1987", id="where"),
        pytest.param("née ici même, au premier, le 7 avril 1951", "7 avril 1951", id="where_twice"),
        pytest.param("Poppy et Alfie, nés tous les deux le 8 juin 2016", "8 juin 2016", id="twins"),
        pytest.param("elle vit le jour le 2 juin 1938", "2 juin 1938", id="saw_the_day"),
        pytest.param(
            "vit le jour le premier juin mil neuf cent trente-huit",
            "premier juin mil neuf cent trente-huit",
            id="saw_the_day_in_words",
        ),
        pytest.param(
            "La facture est fausse. Mon fils Rayan (13 03 2019) est inscrit", "13 03 2019", id="new_sentence"
        ),
        pytest.param("Tiago (il est né le 03/02/2017) et Lina (21 mars 2020)", "21 mars 2020", id="siblings"),
        pytest.param("j'ai 18 ans depuis lundi (17/11/2007)", "17/11/2007", id="of_age_since"),
        pytest.param(
            "Le dix mai mil neuf cent trente, à six heures, est née Anne",
            "dix mai mil neuf cent trente",
            id="an_act",
        ),
    ],
)
def test_a_date_of_birth_that_is_told_is_found_exactly(
    found: Callable[[str], list[str]], text: str, datum: str
) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("L'association est née en 1983.", id="a_body"),
        pytest.param("La facture est du 14 juillet 1983.", id="a_bill"),
        pytest.param("Votre lettre ? Elle est du 12 mars 2024.", id="a_letter"),
        pytest.param("Réunion avec M. Karim Benali (12.03.24) à 14 h", id="a_meeting"),
        pytest.param("Mme Roux, 12.03.24 : RAS", id="a_note"),
        pytest.param("Réponse de Nadir Ould-Ali, le huit décembre, par lettre", id="a_reply"),
        pytest.param("Le contrat de Karim Benali, 12 mars 2023, prend fin.", id="a_contract"),
        pytest.param("Fait à Gap, le douze mars deux mille vingt-quatre", id="a_signature"),
        pytest.param("il y a 6 ans le 12.08 nous avons signé", id="years_ago"),
        pytest.param("dans 6 ans le 12 mars", id="years_ahead"),
        pytest.param("Ils ont mis 12/03/2024 sur le courrier.", id="on_a_letter"),
        pytest.param("Le projet, né chez nous le 5 mai 2017, grandit.", id="a_project"),
        pytest.param("Il est né ici et habite Gap depuis le 5 mai 1987", id="since"),
        pytest.param("Facture de mon fils Rayan (13 03 2019)", id="a_bill_of_a_child"),
        pytest.param("Elle vit le jour, dort la nuit. Visite le 5 mai 2024", id="lives_by_day"),
        pytest.param("Naissances : 12 en 2024", id="a_count"),
        pytest.param("Elle a 80 ans, 5 février 2024 : visite", id="age_and_visit"),
    ],
)
def test_the_date_of_anything_else_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["le 12", "le 4 juin à 15 h", "le douze mars, deux enfants", "12 en 2024"])
def test_a_piece_of_a_date_is_no_whole_date(text: str) -> None:
    run = RUN.search(fold(text).text)
    assert run is None or not is_whole(run[0])


def test_what_comes_after_a_date_is_not_of_it() -> None:
    run = RUN.search("12 mars 1985, 3 rue Haute")
    assert run is not None
    assert run[0] == "12 mars 1985"


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "date de naissance 0 8 / 1 2 / 2 0 1 7 lieu Angers", "0 8 / 1 2 / 2 0 1 7", id="by_digits"
        ),
        pytest.param("Né(e) le |0|5|1|1|1|9|9|9| à Pau", "0|5|1|1|1|9|9|9", id="boxes_of_a_form"),
        pytest.param("née le 21 septanm 1943", "21 septanm 1943", id="month_in_another_language"),
        pytest.param("né le 13 de maio de 1947", "13 de maio de 1947", id="month_between_two_de"),
        pytest.param("née en 08/1979 à Oran", "08/1979", id="month_and_year"),
        pytest.param("né le XX/XX/1980", "XX/XX/1980", id="unknown_day"),
        pytest.param("Léo, né mars 2011, en 4e", "mars 2011", id="month_and_nothing_else"),
        pytest.param("abonné S. VERBEKE né Dunkerque 21/02/1962", "21/02/1962", id="place_without_a_word"),
        pytest.param(
            "Marchal née Petit, Denise, le 17 août 1944", "17 août 1944", id="maiden_then_first_name"
        ),
        pytest.param(
            "la date de naissance de Lola : c'est bien le 27 mai 2016", "27 mai 2016", id="it_is_indeed"
        ),
        pytest.param("Date de naissance pour identification : 27.02.1964", "27.02.1964", id="for_what"),
        pytest.param("– Votre date de naissance ?\n– Le sept mai 88", "sept mai 88", id="asked_and_answered"),
        pytest.param("BOT : Date de naissance ?\nVOUS : 09 01 90", "09 01 90", id="asked_by_a_program"),
        pytest.param(
            "elle est venue au monde le deux décembre dernier", "deux décembre", id="day_of_a_newborn"
        ),
        pytest.param("Lui : 6 mai 1988. Témoins : deux.", "6 mai 1988", id="beside_him"),
        pytest.param("accompagnateurs : moi 08/05/1983", "08/05/1983", id="beside_me"),
        pytest.param("majeur depuis le 15/01/2008", "15/01/2008", id="of_age"),
        pytest.param("ses 7 ans c'est le 19 avril", "19 avril", id="birthday_that_is"),
        pytest.param("deux enfants (12/2016 et 05/2020)", "05/2020", id="months_of_children"),
        pytest.param("Mme Lucie Roux et Nassim Roux, du 4 octobre 2017", "4 octobre 2017", id="of_a_day"),
        pytest.param(
            "M. Baptiste Joncour du onze onze cinquante-six", "onze onze cinquante-six", id="in_words"
        ),
        pytest.param("Moi né le 12.VIII.1982, elle le 3.II.1985", "3.II.1985", id="and_she"),
        pytest.param(
            "sa mère l'a mis au monde un 19 mars 1935", "un 19 mars 1935", id="brought_into_the_world"
        ),
        pytest.param("AUBERT Louison (GS) 27.04.19 s/porc", "27.04.19", id="after_a_class_in_brackets"),
        pytest.param("Mme R., 3 enf. : 4/9/03, 1/1/07, 17/12/11", "17/12/11", id="days_of_children"),
        pytest.param("Zoé, née à Lyon 4e le 5 mai 2024", "5 mai 2024", id="district_of_a_town"),
        pytest.param("deux enfants (1998 et 2003)", "2003", id="years_of_children"),
        pytest.param("jsuis du 12/12/2005", "12/12/2005", id="i_am_of_in_a_chat"),
        pytest.param("CASTERAN LOUIS / 22 02 1936 / quartier bas", "22 02 1936", id="between_slashes"),
        pytest.param("Karim Benali, sexe M, 1er janv. 1968", "1er janv. 1968", id="sex_and_its_word"),
    ],
)
def test_a_birth_is_found_however_a_form_a_chat_or_a_family_writes_it(
    found: Callable[[str], list[str]], text: str, datum: str
) -> None:
    assert datum in found(text)


def test_a_day_of_something_else_after_a_birth_is_left_alone(found: Callable[[str], list[str]]) -> None:
    assert found("Je suis né le 3/5/80, ma facture le 12/12/2023") == ["3/5/80"]


@pytest.mark.parametrize(
    ("text", "births"),
    [
        pytest.param(
            "NOM | NAISSANCE | ENTREE\nLACROIX Béatrice | 03/02/1968 | 01/09/1994\nBAH Kadiatou | 06/10/1972 | 15/01/2002",
            ["03/02/1968", "06/10/1972"],
            id="column_of_a_table",
        ),
        pytest.param(
            "Enfants : Mamadou né 2014-06-02, Fatoumata née 2017-01-19\nMariage : 22 août 2013. Surface 58 m².",
            ["2014-06-02", "2017-01-19"],
            id="line_of_a_form",
        ),
    ],
)
def test_another_day_of_the_same_person_is_no_birth(
    found: Callable[[str], list[str]], text: str, births: list[str]
) -> None:
    assert found(text) == births


def test_the_births_of_a_family_told_in_one_sentence_are_found() -> None:
    text = "Je suis né le 3/5/80, ma femme le 12/12/79, le petit le 1er juin 2011 et la grande le 4 mars 2008. Mariés le 9 août 2003."
    found = [text[span.start : span.end] for span in detect(text) if span.label is LABEL]
    assert found == ["3/5/80", "12/12/79", "1er juin 2011", "4 mars 2008"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Objet : acte de naissance\nDate : mardi 8 octobre 2024 09:12", id="header_of_a_mail"),
        pytest.param("Mme GUÉRIN, née LOISEL, décédée le 4 janvier 2025", id="a_death"),
        pytest.param("Quand est la date de naissance ? Réunion le 12/03/2024", id="asked_and_not_answered"),
        pytest.param("Moi 12 euros, elle 15 euros", id="amounts_of_two"),
        pytest.param("Elle, le 12 mars 2024, a payé", id="a_recent_day_of_hers"),
        pytest.param("le courrier de M. Karim Benali, du 4 octobre 2017", id="a_letter_of_that_day"),
        pytest.param("l'arrêté de M. Karim Benali du deux mars quatre-vingt", id="an_act_of_that_day"),
        pytest.param("né(e) : voir acte\nM. Roux est propriétaire depuis le 3 mars 1999", id="since"),
        pytest.param("deux tomes (1998 et 2003), enfants bienvenus", id="years_of_books"),
        pytest.param("deux lots (12/2016 et 05/2020)", id="months_of_lots"),
        pytest.param("il ne sera là ni le 12/03 ni le 14/03", id="a_negation"),
    ],
)
def test_what_stands_near_a_birth_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
