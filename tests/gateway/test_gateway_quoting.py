from gateway_world import policy

from garant.gateway.quoting import plain, quote


def test_a_clause_is_quoted_by_its_number_its_title_and_its_words() -> None:
    assert (
        quote(policy(), ["donnees"])
        == "Clause 1.2 « Les données » : « Aucune donnée personnelle ne part telle quelle. »"
    )


def test_the_others_are_named() -> None:
    assert quote(policy(), ["secrets", "donnees"]).endswith("Voir aussi : 1.2 « Les données ».")


def test_without_a_clause_the_reason_is_that_there_is_none() -> None:
    assert quote(policy(), []) == quote(policy(), ["inconnue"]) == "Aucune clause de la charte ne le permet."


def test_markdown_becomes_words() -> None:
    assert plain("# Titre\n\n- **gras** et `code`\n- un [lien](https://x/)\n") == "Titre gras et code un lien"
    assert plain("un nom_de_champ, 3 * 4") == "un nom_de_champ, 3 * 4"


def test_a_long_clause_is_cut_after_a_word() -> None:
    said = plain("mot " * 400)
    assert len(said) <= 702
    assert said.endswith("mot …")
