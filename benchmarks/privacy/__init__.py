"""How well the privacy engine finds, and how fast: `python -m benchmarks.privacy`."""
