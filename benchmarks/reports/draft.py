"""How long the draft of an annual report takes: 10,000 uses, and what a million journal entries leave in the mirror.

A database of its own is filled through the models (the uses with their passages, sheets, arbitrations and trials, the
registers, the daily counts and footprints of one year), then the draft is asked for as its page asks for it. With
`--entries N`, so many real entries are also written to a journal and gathered, to see what the mirror costs the first
time; the threads of the product keep it up to date afterwards.

    python benchmarks/reports/draft.py [--uses 10000] [--entries 0]
"""

import argparse
import os
import tempfile

import django


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--uses", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=0)
    asked = parser.parse_args()
    # The settings read the state directory, and the models need the settings: both before the models are named.
    os.environ["GARANT_STATE"] = tempfile.mkdtemp(prefix="garant-benchmark-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "garant.web.settings")
    django.setup()
    from measuring import measure

    measure(asked)


if __name__ == "__main__":
    main()
