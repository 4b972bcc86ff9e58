import errno
import os
from pathlib import Path

import pytest

from garant.words import reason


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENOTDIR])
def test_a_usual_refusal_has_french_words(number: int):
    assert os.strerror(number) not in reason(OSError(number, os.strerror(number)))
    assert not reason(OSError(number, "x")).startswith("erreur système")


def test_an_unusual_one_has_its_number():
    assert reason(OSError(errno.ELOOP, "x")) == f"erreur système n° {errno.ELOOP}"
    assert reason(OSError("only words")) == "erreur système"


def test_a_real_refusal_of_the_system(tmp_path: Path):
    with pytest.raises(OSError) as caught:
        (tmp_path / "nothing").read_bytes()
    assert reason(caught.value) == "introuvable"
