"""Parties, penalties and the deeds that a case is about."""
