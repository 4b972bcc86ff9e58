"""Lines for the single document on occupational risks."""
