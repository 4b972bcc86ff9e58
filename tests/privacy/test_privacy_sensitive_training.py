"""The training of sensitive statements: its texts, its regression, and what the shipped weights make of kept hands."""

from tests.privacy.conftest import statements
from training.sensitive.regression import fit
from training.sensitive.texts import own_texts, own_whole_texts, read_statements

from garant.privacy import Label
from garant.privacy.sensitive import internal_document


def test_marks_are_read_with_their_places() -> None:
    text, stated = read_statements(
        "Le <<date 3 mars>>. {{SENSITIVE_HEALTH+SENSITIVE_MINOR: [[PERSON Zoé]] a la grippe.}} Fin."
    )
    assert text == "Le 3 mars. Zoé a la grippe. Fin."
    assert [(text[start:end], label) for start, end, label in stated] == [
        ("Zoé a la grippe.", Label.SENSITIVE_HEALTH),
        ("Zoé a la grippe.", Label.SENSITIVE_MINOR),
    ]


def test_a_hand_is_on_one_side_only() -> None:
    for texts in (own_texts(), own_whole_texts()):
        kept = {text.hand for text in texts if text.kept}
        assert kept
        assert kept.isdisjoint(text.hand for text in texts if not text.kept)


def test_there_are_enough_sentences_and_near_misses() -> None:
    texts = own_texts()
    lines = sum(len(text.text.splitlines()) for text in texts)
    stated = {(text.text, start) for text in texts for start, _, _ in text.stated}
    assert lines >= 600
    assert 0.35 <= len(stated) / lines <= 0.65


def test_the_regression_learns_what_decides_and_always_the_same() -> None:
    examples = [(("bias", "told"), True), (("bias", "told", "noise"), True)] * 20
    examples += [(("bias", "law"), False), (("bias", "law", "noise"), False)] * 20
    weights = fit(examples)
    assert weights == fit(examples)
    assert weights["told"] > 1 > abs(weights["noise"])
    assert weights["law"] < -1


def test_a_feature_that_is_seen_too_rarely_has_no_weight() -> None:
    assert "rare" not in fit([(("bias", "rare"), True), (("bias",), False)] * 2)


def test_kept_hands_are_read_well_enough() -> None:
    stated = found = claimed = rightly = 0
    for text in own_texts():
        if text.kept:
            said = statements(text.text)
            claimed += len(said)
            rightly += sum(text.says(each.start, each.end, each.label) for each in said)
            stated += len(text.stated)
            found += sum(
                any(each.start < end and start < each.end and each.label is label for each in said)
                for start, end, label in text.stated
            )
    assert found / stated >= 0.7
    assert rightly / claimed >= 0.8


def test_kept_documents_are_read_well_enough() -> None:
    kept = [text for text in own_whole_texts() if text.kept]
    wrong = [text.text[:60] for text in kept if (internal_document(text.text) is not None) != text.internal]
    assert len(wrong) <= len(kept) // 5, wrong
