"""Requests of people who exercise their rights: received, counted by the law's delay, answered or refused."""
