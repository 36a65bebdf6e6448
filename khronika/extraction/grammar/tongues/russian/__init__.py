"""Russian: what the parser is shown, what it says mended, and its words with names in the nominative."""
