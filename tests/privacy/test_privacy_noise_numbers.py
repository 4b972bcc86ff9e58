"""Numbers cut, glued, decorated or disguised: whatever stands between the digits, they are found whole."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from garant.privacy import Label, detect
from garant.privacy.detectors.nir import key_of

SEPARATORS = [
    "",
    "",
    " ",
    "  ",
    ".",
    "-",
    "/",
    "_",
    "\t",
    "\n",
    " - ",
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u200b",
]


@st.composite
def nirs(draw: st.DrawFn) -> str:
    body = (
        draw(st.sampled_from("12"))
        + f"{draw(st.integers(0, 99)):02}{draw(st.integers(1, 12)):02}"
        + draw(st.sampled_from(["04", "75", "99", "2A", "2B"]))
        + f"{draw(st.integers(1, 990)):03}{draw(st.integers(1, 999)):03}"
    )
    return f"{body}{key_of(body):02}"


@st.composite
def ibans(draw: st.DrawFn) -> str:
    bank = draw(st.sampled_from(["30006", "20041", "14508", "10278"]))
    account = draw(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=11, max_size=11))
    rest = f"{bank}{draw(st.integers(0, 99999)):05}{account}{draw(st.integers(1, 97)):02}"
    return f"FR{iban.calc_check_digits('FR00' + rest)}{rest}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from("45")) + draw(st.text("0123456789", min_size=14, max_size=14))
    return body + luhn.calc_check_digit(body)


def scattered(draw: st.DrawFn, number: str) -> str:
    gaps = draw(st.lists(st.sampled_from(SEPARATORS), min_size=len(number) - 1, max_size=len(number) - 1))
    return number[0] + "".join(gap + sign for gap, sign in zip(gaps, number[1:], strict=True))


def covered(text: str, start: int, end: int, label: Label) -> bool:
    spans = [s for s in detect(text) if s.label is label]
    held = {at for span in spans for at in range(span.start, span.end)}
    return all(at in held for at in range(start, end) if text[at].isalnum())


@given(st.data())
def test_any_separators_in_a_nir_leave_it_found(data: st.DataObject) -> None:
    written = scattered(data.draw, data.draw(nirs()))
    text = f"Son NIR : {written}, merci"
    assert covered(text, 10, 10 + len(written), Label.NIR)


@given(st.data())
def test_any_separators_in_an_iban_leave_it_found(data: st.DataObject) -> None:
    written = scattered(data.draw, data.draw(ibans()))
    if data.draw(st.booleans()):
        written = written.lower()
    text = f"Mon IBAN : {written}, merci"
    assert covered(text, 11, 11 + len(written), Label.IBAN)


@given(st.data())
def test_any_separators_in_a_card_leave_it_found(data: st.DataObject) -> None:
    written = scattered(data.draw, data.draw(cards()))
    text = f"Ma carte bancaire : {written}, merci"
    assert covered(text, 20, 20 + len(written), Label.CARD)


@pytest.mark.parametrize(
    "text",
    [
        "NIR **1 85 05 78** 006 084 91",
        "NIR 1 85 05 *78* 006 084 91",
        "NIR `185057800608491`",
        "NIR _185057800608491_",
        '<b>NIR</b><td>1 85 05 78 <span style="color:red">006</span> 084 91</td>',
        "NIR : 1&nbsp;85&nbsp;05&nbsp;78&nbsp;006&nbsp;084&nbsp;91",
        "> NIR : 1 85 05 78\n> 006 084 91",
        "NIR : 1\t85\t05\t78\t006\t084\t91",
        "NIR １８５０５７８００６０８４９１",
        "NIR 1٨٥٠٥٧٨٠٠٦٠٨٤91",
        "NIR 18505\u180e7800\U000e00336084\U000e01019\u20dd1",
        "NIR 1850578\u3164006084\u206091",
        "ΝІR 185057800608491",
    ],
)
def test_decoration_and_disguise_hide_nothing(text: str) -> None:
    (span,) = [s for s in detect(text) if s.label is Label.NIR]
    inside = re.sub(r"<[^>]*>|&nbsp;", "", text[span.start : span.end])
    assert sum(character.isdigit() for character in inside) == 15


def test_a_plate_in_cyrillic_letters_is_a_plate() -> None:
    assert [s.label for s in detect("véhicule АВ-123-СЕ")] == [Label.PLATE]


def test_a_hidden_password_stays_hidden() -> None:
    assert detect("mot de passe : ******** ou ****") == ()


MEGABYTE = 300_000  # characters, near enough
HARD = {
    "digits": "1" * MEGABYTE,
    "digits and blanks": "1 " * (MEGABYTE // 2),
    "digits and dashes": "12-3.4 " * (MEGABYTE // 7),
    "dashes": "-" * MEGABYTE,
    "emphasis": "**a" * (MEGABYTE // 3),
    "underscores": "_a" * (MEGABYTE // 2),
    "open tags": '<b style="' * (MEGABYTE // 10),
    "announcements of nothing": "dossier n° " * (MEGABYTE // 11),
    "births of nobody": "né le " * (MEGABYTE // 6),
    "passwords of nothing": "mdp : " * (MEGABYTE // 6),
    "headings": "nir\nnom\n" * (MEGABYTE // 8),
    "pipes": "|a" * (MEGABYTE // 2),
    "beginnings of an IBAN": "FR76 3000 " * (MEGABYTE // 10),
}


@pytest.mark.parametrize("name", HARD)
def test_the_reading_of_labels_and_shapes_is_linear_on_hard_input(name: str) -> None:
    """A tenth of the text takes about a tenth of the time: of this process alone, and with room."""
    from garant.privacy import columns
    from garant.privacy.blocks import blocks
    from garant.privacy.folded import fold

    def seconds(text: str) -> float:
        started = time.process_time()
        for _, block in blocks(fold(text)):
            for _ in columns.read(block):
                pass
        return time.process_time() - started

    seconds(HARD[name][:1000])
    part = min(seconds(HARD[name][: MEGABYTE // 10]) for _ in range(2))
    assert seconds(HARD[name]) < 40 * part + 0.5


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_is_read_and_spans_stay_inside(text: str) -> None:
    for span in detect(text):
        assert 0 <= span.start < span.end <= len(text)
