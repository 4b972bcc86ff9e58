"""Tables and forms: a heading says what its cells are."""

import re

import pytest

from garant.privacy import Label, columns, detect
from garant.privacy.blocks import WHOLE
from garant.privacy.columns import heading_label
from garant.privacy.folded import fold


def found(text: str, label: Label) -> list[str]:
    return [text[span.start : span.end] for span in detect(text) if span.label is label]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("dt naiss", Label.DATE_BIRTH),
        ("date_naissance", Label.DATE_BIRTH),
        ("ne(e) le", Label.DATE_BIRTH),
        ("no ss", Label.NIR),
        ("secu", Label.NIR),
        ("alloc.", Label.BENEF_ID),
        ("matr.", Label.EMPLOYEE_ID),
        ("immat", Label.PLATE),
        ("cle rib", Label.IBAN),
        ("nom/prenom", Label.PERSON),
        ("plaignant", Label.PERSON),
        ("jeton", Label.SECRET),
        ("no de l'eleve", Label.CASE_ID),
        ("no de nir", Label.NIR),
        ("no denir", None),
        ("lieu de naissance", None),
        ("montant", None),
        ("observations", None),
    ],
)
def test_a_heading_is_known_in_its_short_forms(heading: str, label: Label | None) -> None:
    assert heading_label(heading) == label


@pytest.mark.parametrize("separator", [";", "\t", " | ", ",", " - "])
def test_a_column_is_read_by_its_heading_whatever_separates_the_cells(separator: str) -> None:
    rows = [["Agent", "Matricule", "Taille"], ["Poulet Armand", "C-0098", "43"], ["Belle G.", "4471", "45"]]
    text = "\n".join(separator.join(row) for row in rows)
    assert found(text, Label.EMPLOYEE_ID) == ["C-0098", "4471"]


def test_columns_of_blanks_are_read_by_place() -> None:
    text = (
        "NOM           MATRICULE     MONTANT\n"
        "LECOMTE       00412         213,00\n"
        "MBARGA        00455         198,50\n"
    )
    assert found(text, Label.EMPLOYEE_ID) == ["00412", "00455"]


def test_a_rib_by_fields_is_read_under_its_headings() -> None:
    text = "Code banque    Code guichet    N° de compte    Clé RIB\n11315    00001    08004471923    71\n"
    assert found(text, Label.IBAN) == ["11315", "00001", "08004471923", "71"]


def test_labels_one_to_a_line_have_their_values_after_them() -> None:
    text = "Date de naissance\nN° allocataire\nMatricule\n12/03/1985\n1234567\n00412\n"
    assert found(text, Label.DATE_BIRTH) == ["12/03/1985"]
    assert found(text, Label.BENEF_ID) == ["1234567"]
    assert found(text, Label.EMPLOYEE_ID) == ["00412"]


def test_a_column_without_a_telling_heading_is_of_names_if_all_its_cells_are() -> None:
    text = "Rang;NIR;Qui\n1;185057800608491;benali karima\n2;290069935201127;dupont jean\n"
    assert found(text, Label.PERSON) == ["benali karima", "dupont jean"]


def test_a_column_of_towns_is_not_of_names() -> None:
    text = "Rang;NIR;Lieu\n1;185057800608491;manosque\n2;290069935201127;sisteron\n"
    assert not any(span.label is Label.PERSON for span in columns.read(fold(text)))


def test_a_table_of_things_is_nobodys() -> None:
    text = "Nom;Quantité;Prix\nramette;12;24,50\nstylo;40;18,00\n"
    assert detect(text) == ()


def test_a_bare_number_column_is_somebodys_only_when_it_is_long() -> None:
    text = "N°;Nom;Tel\n1;MARTIN;0611223344\n884512;DURAND;0755667788\n"
    assert found(text, Label.CASE_ID) == ["884512"]


def test_a_table_longer_than_a_block_keeps_its_headings() -> None:
    rows = [f"{number:06};ligne de remplissage sans rien d'autre" for number in range(WHOLE // 30)]
    text = "Matricule;Texte\n" + "\n".join(rows)
    assert len(text) > WHOLE
    assert len(found(text, Label.EMPLOYEE_ID)) == len(rows)


def test_a_list_under_a_heading_of_births_is_of_births() -> None:
    text = "Dates de naissance :\nAmandine : 03/03/2003\nKévin 12.04.2005\n\nRéunion du 12/03/2024"
    assert found(text, Label.DATE_BIRTH) == ["03/03/2003", "12.04.2005"]


def test_a_name_after_a_word_of_birth_is_no_heading() -> None:
    text = "Mme Hélène, née Le Floch\nappt 44\nnée le\n12/04/1977"
    assert found(text, Label.DATE_BIRTH) == ["12/04/1977"]


def test_a_second_table_after_the_first_is_read_by_its_own_headings() -> None:
    text = "Nom;Matricule\nDURAND;4471\nObjet;Matricule;Prix\nclé;5530;12\n"
    assert found(text, Label.EMPLOYEE_ID) == ["4471", "5530"]


def test_a_town_and_its_postcode_in_columns_of_their_own_are_the_address() -> None:
    text = (
        "nom;prénom;adresse;CP;ville;tél;régime\nHADJ;Miloud;31 rue de Véel;55000;Bar-le-Duc;0767319055;normal\n"
        "MICHEL;Liliane;9 rue Voltaire;55000;Bar-le-Duc;0972410335;normal\nTOTAL;2 repas;;;;;46,80 €\n"
    )
    covered = {at for span in detect(text) for at in range(span.start, span.end)}
    assert all(
        at in covered
        for place in ("55000", "Bar-le-Duc")
        for m in re.finditer(place, text)
        for at in range(*m.span())
    )
    assert text.index("repas") not in covered


def test_a_town_without_the_street_is_a_place() -> None:
    text = "nom;prénom;ville;tél\nHADJ;Miloud;Bar-le-Duc;0767319055\nMICHEL;Liliane;Bar-le-Duc;0972410335\n"
    assert not [span for span in detect(text) if span.label is Label.ADDRESS]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("SARL Forez Primeurs;ZI du Forum 42110 Feurs;0477260909", False, id="a_firm"),
        pytest.param("École Charles-Perrault;3 rue de la Loire 42110 Feurs;0477261100", False, id="a_school"),
        pytest.param("PERRAULT Charles;3 rue de la Loire 42110 Feurs;0477261100", True, id="a_person"),
        pytest.param(
            "Mme Perrault (école);3 rue de la Loire 42110 Feurs;0477261100", True, id="with_a_title"
        ),
    ],
)
def test_a_body_in_a_column_of_names_is_nobody(row: str, found: bool) -> None:
    text = f"nom;adresse;téléphone\nBENALI Karima;2 rue Basse 42110 Feurs;0612345678\n{row}\n"
    begin = text.index(row)
    names = [span for span in detect(text) if span.label is Label.PERSON]
    assert any(span.start >= begin for span in names) is found
    assert any(span.end <= begin for span in names)
