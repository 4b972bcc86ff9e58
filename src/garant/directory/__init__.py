"""Organisations, their people, their charter in force. Doors: `actions`, `queries`, `access`, `keys`, `sealing`."""
