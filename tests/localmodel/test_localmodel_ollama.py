import pytest

from garant.localmodel.ollama import best

GIB = 1 << 30


def model(name: str, size: float = 4.0, billions: str = "7.6B", **more: object) -> dict[str, object]:
    return {
        "name": name,
        "size": int(size * GIB),
        "details": {"family": "qwen2", "parameter_size": billions},
        **more,
    }


def test_the_largest_of_the_small_models_is_taken():
    listed = [
        model("qwen2.5:1.5b", 1, "1.5B"),
        model("mistral:7b", 4, "7.2B"),
        model("qwen2.5:32b", 12, "32.8B"),
    ]
    assert best(listed, 32 * GIB) == "mistral:7b"


def test_a_model_larger_than_the_memory_is_left():
    assert best([model("mistral:7b", 4, "7.2B"), model("qwen2.5:1.5b", 1, "1.5B")], 4 * GIB) == "qwen2.5:1.5b"


def test_a_large_model_alone_is_taken_where_it_fits():
    assert best([model("qwen2.5:32b", 18, "32.8B")], 64 * GIB) == "qwen2.5:32b"


@pytest.mark.parametrize(
    "listed",
    [
        model("gpt-oss:120b-cloud", 0, "120B"),
        model("mistral:7b", remote_host="https://elsewhere.example", remote_model="mistral"),
        model("glm-5:cloud", 1),
    ],
)
def test_a_model_of_the_cloud_is_never_taken_for_a_local_one(listed: dict[str, object]):
    assert best([listed], 64 * GIB) is None


@pytest.mark.parametrize(
    "name",
    [
        "nomic-embed-text",
        "bge-m3:latest",
        "llama-guard3:8b",
        "llava:7b",
        "starcoder2:7b",
        "llama3:8b-text-q4_0",
    ],
)
def test_a_model_that_does_not_chat_is_left(name: str):
    assert best([model(name)], 64 * GIB) is None


def test_a_model_whose_capabilities_lack_completion_is_left():
    assert best([model("something", capabilities=["embedding"])], 64 * GIB) is None
    assert best([model("something", capabilities=["completion", "tools"])], 64 * GIB) == "something"


def test_of_two_equals_the_coder_is_left():
    assert best([model("qwen2.5-coder:7b"), model("qwen2.5:7b")], 64 * GIB) == "qwen2.5:7b"


@pytest.mark.parametrize(
    "strange", [{}, {"name": 3}, {"name": "a", "size": "big"}, {"name": "a", "details": []}]
)
def test_a_strange_entry_is_left(strange: dict[str, object]):
    assert best([strange, model("mistral:7b")], 64 * GIB) == "mistral:7b"
