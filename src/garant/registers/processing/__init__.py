"""The record of processing activities (RGPD art. 30)."""
