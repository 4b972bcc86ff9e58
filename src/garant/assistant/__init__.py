"""The chat that a person uses: an ordinary client of the gateway, with the charter in view at each step.

Doors: `actions` (what a person does), `queries` (what a person reads), `exchange` (one message and its answer).
"""
