"""Files made once: what is kept, what is made again, and who waits."""

import threading

import pytest

from garant.press import PressBusy, Shelf


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_made_once():
    shelf, made = Shelf(), []
    for _ in range(3):
        assert shelf.get("a", lambda: made.append(1) or b"a") == b"a"
    assert made == [1]


def test_two_keys_are_two_files():
    shelf = Shelf()
    assert shelf.get("a", lambda: b"a") == b"a"
    assert shelf.get("b", lambda: b"b") == b"b"


def test_the_least_asked_goes_first_where_there_is_no_more_room():
    shelf = Shelf(kept_bytes=10)
    shelf.get("a", lambda: b"aaaa")
    shelf.get("b", lambda: b"bbbb")
    shelf.get("a", lambda: pytest.fail("it is kept"))
    shelf.get("c", lambda: b"cccc")
    shelf.get("a", lambda: pytest.fail("it was asked for last"))
    assert shelf.get("b", lambda: b"anew") == b"anew"


def test_a_file_larger_than_the_room_is_still_given():
    shelf = Shelf(kept_bytes=2)
    assert shelf.get("a", lambda: b"aaaa") == b"aaaa"


def test_only_so_many_are_made_within_a_minute_and_what_is_kept_is_always_given():
    clock = Clock()
    shelf = Shelf(made_per_minute=2, clock=clock)
    shelf.get("a", lambda: b"a")
    shelf.get("b", lambda: b"b")
    with pytest.raises(PressBusy):
        shelf.get("c", lambda: b"c")
    assert shelf.get("a", lambda: pytest.fail("it is kept")) == b"a"
    clock.now += 59
    with pytest.raises(PressBusy):
        shelf.get("c", lambda: b"c")
    clock.now += 1
    assert shelf.get("c", lambda: b"c") == b"c"


def test_two_who_ask_at_once_wait_for_one_making():
    shelf, made, gate = Shelf(), [], threading.Event()

    def make() -> bytes:
        made.append(1)
        gate.wait(5)
        return b"a"

    threads = [threading.Thread(target=shelf.get, args=("a", make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(5)
    assert made == [1]


def test_a_making_that_fails_leaves_nothing_behind():
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: 1 // 0)
    assert shelf.get("a", lambda: b"a") == b"a"
