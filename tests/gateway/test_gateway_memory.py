from garant.gateway.memory import TextMemory, digest_of


def test_two_texts_have_two_digests_and_one_text_has_one() -> None:
    assert digest_of("a") == digest_of("a")
    assert digest_of("a") != digest_of("b")
    assert len(digest_of("\ud800")) == 16


def test_the_oldest_go_first_and_what_is_used_stays() -> None:
    memory: TextMemory[int] = TextMemory(3)
    for number in range(3):
        memory.keep(bytes([number]), number)
    assert memory.recall(b"\0") == 0
    memory.keep(b"\3", 3)
    assert [memory.recall(bytes([n])) for n in range(4)] == [0, None, 2, 3]


def test_a_heavy_value_takes_the_place_of_several() -> None:
    memory: TextMemory[str] = TextMemory(10)
    for number in range(10):
        memory.keep(bytes([number]), "x")
    memory.keep(b"heavy", "y", 8)
    assert sum(memory.recall(bytes([n])) is not None for n in range(10)) == 2


def test_a_new_value_takes_the_place_of_the_old_one() -> None:
    memory: TextMemory[str] = TextMemory(2)
    memory.keep(b"a", "x")
    memory.keep(b"a", "y", 2)
    assert memory.recall(b"a") == "y"
