"""Syntax lives here and nowhere else: blocks, tokens, dates, the clause graph and the lexicon that reads it."""
