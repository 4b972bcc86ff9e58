"""Forbidden uses: what is recognised, and the near miss that is left alone."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charter.charter_texts import BASE, with_lines

from garant.charter import ForbiddenUse, compile_policy, forbidden_use, load_text
from garant.charter.uses import covers, fold
from garant.words import Mode

POLICY = compile_policy(load_text(BASE))


@pytest.mark.parametrize(
    "text",
    [
        "Classe ces candidats selon leur âge.",
        "CLASSER LES CANDIDATES PAR AGE",
        "Selon l’âge, peux-tu classer chaque candidature ?",
        "Bonjour. Merci de bien vouloir classer, avec M. Dupont, les candidats par âge.",
        "Voici les critères pour classer les candidats :\n\n- le diplôme\n- l’âge",
        "Peux-tu classer\nces candidats\npar âge ?",
        "Classe ces candi\u00addats par a\u0302ge.",  # soft hyphen, decomposed accent
        "Ｃｌａｓｓｅ ces candidats par âge",  # full-width letters
        "Branche la reconnaissance\u00a0faciale à l’entrée.",
        "la RECONNAISSANCE   FACIALE",
        "Il faut noter  les\ncitoyens.",
    ],
)
def test_a_forbidden_use_is_recognised(text: str) -> None:
    assert [use.clause for use in forbidden_use(POLICY, text)] == ["interdits"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Classe ces candidats par date d’arrivée.",
        "Classe ces candidats. Quel âge a le bâtiment ?",
        "Classe ces candidats.\n\nÂge moyen : 40 ans.",
        "Déclasser le dossier des candidats par âge.",  # class* is not within a word
        "La reconnaissance d’une façade.",
        "Il faut annoter les citoyens",
        "reconnaissancefaciale",
    ],
)
def test_a_near_miss_is_left_alone(text: str) -> None:
    assert forbidden_use(POLICY, text) == ()


def test_a_use_under_observation_is_returned_with_its_mode() -> None:
    text = with_lines("use: Trier des candidats", "mode: observe\n              use: Trier des candidats")
    (use,) = forbidden_use(compile_policy(load_text(text)), "reconnaissance faciale")

    assert use.mode is Mode.OBSERVE


def test_a_classifier_adds_uses_and_clears_none() -> None:
    def none(text: str, uses: Sequence[ForbiddenUse]) -> list[ForbiddenUse]:
        return []

    def all_of_them(text: str, uses: Sequence[ForbiddenUse]) -> list[ForbiddenUse]:
        return list(uses)

    assert len(forbidden_use(POLICY, "reconnaissance faciale", classifier=none)) == 1
    assert len(forbidden_use(POLICY, "Bonjour", classifier=all_of_them)) == 1


def test_a_use_with_nothing_to_recognise_it_is_never_found() -> None:
    start = BASE.index("              keywords: [[class")
    end = BASE.index("  - title: La vie")
    policy = compile_policy(load_text(BASE[:start] + BASE[end:]))

    assert policy.forbidden[0].keywords == ()
    assert forbidden_use(policy, "reconnaissance faciale") == ()


def test_folding_twice_changes_nothing_for_any_letter() -> None:
    for code in (*range(0x3100), *range(0xFB00, 0x10000)):
        folded = fold(f"a{chr(code)}b")
        assert fold(folded) == folded


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(forbidden_use(POLICY, text), tuple)


def test_patterns_that_are_too_large_together_are_still_searched_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from garant.charter import uses

    monkeypatch.setattr(uses, "_UNION_MEMORY", 1)
    uses._recogniser.cache_clear()
    assert forbidden_use(POLICY, "Il faut noter les citoyens.")
    assert not forbidden_use(POLICY, "Il faut annoter les citoyens.")
    uses._recogniser.cache_clear()


def test_each_of_several_patterns_is_told_apart() -> None:
    text = with_lines(
        "  - title: La vie",
        "          - forbid: {use: Autre., patterns: ['(?:ÉMOTIONS|humeur) des agents', 'a|b[xy]']}\n  - title: La vie",
    )
    policy = compile_policy(load_text(text))

    assert [use.use for use in forbidden_use(policy, "Lire les émotions des agents")] == ["Autre."]
    assert [use.use for use in forbidden_use(policy, "Noter les citoyens, BX")] == [
        "Trier des candidats selon un critère protégé.",
        "Autre.",
    ]


@settings(deadline=None)
@given(st.text(alphabet="abc .,\n", max_size=60), st.text(alphabet="abc .,\n", max_size=60))
def test_what_surrounds_a_sentence_does_not_hide_it(before: str, after: str) -> None:
    assert forbidden_use(POLICY, f"{before}. Mettre la reconnaissance faciale. {after}")


@pytest.mark.parametrize(
    "text",
    [
        "." * 400_000 + "x",
        " " * 400_000 + "x",
        "\n " * 200_000,
        "classe " * 60_000,
        "a" * 400_000,
        "é" * 400_000,
    ],
)
def test_long_texts_take_linear_time(text: str) -> None:
    started = time.process_time()
    forbidden_use(POLICY, text)

    assert time.process_time() - started < 2


def test_a_group_covers_another_where_it_recognises_all_that_it_does() -> None:
    assert covers(["class*"], ["classer", "âge"])
    assert covers(["CLASS*", "age"], ["classe*", "âge"])
    assert not covers(["class*", "sexe"], ["classer", "âge"])
    assert not covers(["classer"], ["class*"])
