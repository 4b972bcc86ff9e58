"""What an organisation adds to detection: its public people, its desks, its own numbers, its corrections."""
