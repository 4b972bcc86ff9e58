"""AI that is already used, told without blame, and the approved alternative."""
