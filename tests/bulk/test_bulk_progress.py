import io

import pytest

from garant.bulk.progress import Progress, Shown, duration

HALF = Progress(done=50, total=100, undone=2, bytes_done=500, bytes_total=1000, doubtful=7, seconds=10.0)


def test_progress_says_how_far_how_fast_how_long_and_what_is_uncertain():
    assert HALF.sentence() == "50/100 · 5,0 fichiers/s · reste 10 s · 7 à vérifier · 2 non traités"


def test_the_beginning_promises_nothing():
    assert Progress(0, 100, 0, 0, 1000, 0, 0.4).sentence() == "0/100 · 0 à vérifier"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "1 s"), (89, "89 s"), (600, "10 min"), (12_000, "3 h 20")]
)
def test_a_duration_is_rounded_as_people_say_it(seconds: float, told: str):
    assert duration(seconds) == told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_one_line_and_a_log_has_few():
    for stream, times in ((Terminal(), range(10)), (io.StringIO(), range(0, 100, 10))):
        now = [0.0]
        shown = Shown(stream, lambda now=now: now[0])
        for time in times:
            now[0] = float(time)
            shown(HALF)
        shown.end()
        lines = stream.getvalue().count("\n")
        assert lines == (0 if stream.isatty() else 3)
        assert (stream.getvalue().count("50/100")) == (10 if stream.isatty() else 3)
