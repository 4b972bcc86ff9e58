"""Words of like meaning share a group; a group is never made up."""

from garant.privacy.meanings import NUMBER, meanings


def test_rare_words_share_the_group_of_what_is_found_in_like_company() -> None:
    words = meanings()
    assert words.group("expulse") == words.group("expulsee")


def test_words_of_different_things_are_in_different_groups() -> None:
    words = meanings()
    assert words.group("dialyse") != words.group("huissier")


def test_a_word_that_nobody_writes_is_in_no_group() -> None:
    words = meanings()
    assert words.group("zzqzz") == 0
    assert words.group("") == 0


def test_every_group_is_within_the_table() -> None:
    words = meanings()
    assert all(0 < words.group(word) <= NUMBER for word in ("mairie", "maire", "chien", "facture", "le"))
