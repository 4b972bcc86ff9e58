"""The AI systems that an organisation knows: who runs them, where, under which terms. Doors: `actions`, `queries`."""
