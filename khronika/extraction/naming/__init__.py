"""Names: whose they are, who is meant by a pronoun, which body or place is named."""
