"""What became of a text, word by word."""

from garant.charter import passages


def read(found, *fates):
    return "".join(each.text for each in found if each.fate in fates)


def test_a_changed_word_is_gone_and_come_between_what_is_kept():
    found = passages("On relit une fois.", "On relit deux fois.")
    assert [(each.fate, each.text) for each in found] == [
        ("kept", "On relit "),
        ("gone", "une "),
        ("come", "deux "),
        ("kept", "fois."),
    ]


def test_each_text_can_be_read_back():
    before, after = "Rien ne sort.\n\nSauf le nom.", "Rien ne sort, jamais.\n\nNi le nom ni l’adresse."
    found = passages(before, after)
    assert read(found, "kept", "come") == after
    assert read(found, "kept", "gone").split() == before.split()


def test_another_line_break_is_no_change():
    assert {each.fate for each in passages("une\ndeux", "une deux")} == {"kept"}


def test_a_text_from_nothing_only_comes():
    assert [each.fate for each in passages("", "Bonjour.")] == ["come"]
