"""Other tools, run by their own environment (`make bench`): lines of {"text"} in, lines of {"spans", "seconds"} out.

    .venv-peers/bin/python benchmarks/privacy/peers.py presidio|anonyfy|unpii < texts.jsonl

Each tool with the settings that its own documentation gives for French, or the most careful that it has. A first
line says how long loading took and how much memory it holds.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Span = tuple[int, int, str]


def presidio() -> Callable[[str], Iterable[Span]]:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "fr", "model_name": "fr_core_news_md"}]
    settings = {"nlp_engine_name": "spacy", "models": models}
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["fr"])
    # A place, a body or a date is not a mask, for it as for us.
    kept = [
        each
        for each in analyzer.get_supported_entities("fr")
        if each not in {"LOCATION", "ORGANIZATION", "NRP", "DATE_TIME", "URL"}
    ]

    def read(text: str) -> Iterable[Span]:
        return [
            (each.start, each.end, each.entity_type)
            for each in analyzer.analyze(text, language="fr", entities=kept)
        ]

    return read


def anonyfy() -> Callable[[str], Iterable[Span]]:
    import tempfile

    from anonyfy import Vault

    folder = tempfile.mkdtemp()
    vault = Vault(key=b"k" * 32, scope="bench", registry_path=f"{folder}/registry")

    def read(text: str) -> Iterable[Span]:
        found = vault.mask(text, observe=True).entities
        return [(each.start, each.end, str(each.type.value)) for each in found]

    return read


def unpii() -> Callable[[str], Iterable[Span]]:
    import unpii as library

    library.set_max_threads(1)

    def read(text: str) -> Iterable[Span]:
        found = library.find_spans(text, mode="paranoid")
        return [(each.start, each.end, each.category) for each in found]

    return read


TOOLS = {"presidio": presidio, "anonyfy": anonyfy, "unpii": unpii}


def resident() -> float:
    """Megabytes (Linux)."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    started = time.perf_counter()
    read = TOOLS[sys.argv[1]]()
    list(read("Madame Karima Benali, 06 12 34 56 78"))
    print(json.dumps({"load": time.perf_counter() - started, "megabytes": resident()}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)["text"]
        started = time.perf_counter()
        spans = list(read(text))
        print(json.dumps({"spans": spans, "seconds": time.perf_counter() - started}), flush=True)


if __name__ == "__main__":
    main()
