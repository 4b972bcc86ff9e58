"""Registers that people keep: today the incidents. Doors: `actions`, `queries`."""
