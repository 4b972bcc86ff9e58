"""Legal delays as dated facts, working days and holidays of the place. Pure."""
