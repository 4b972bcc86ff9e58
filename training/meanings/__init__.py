"""Groups of words of like meaning, from vectors that anybody may use (CC0)."""
