"""An organisation in minutes: its charter from a shipped one, its first administrator. Doors: `actions`."""
