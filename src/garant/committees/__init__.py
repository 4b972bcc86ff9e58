"""Committees: members, conflicts of interest, agenda, opinions, quorum, minutes."""
