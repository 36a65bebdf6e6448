"""Languages beside English: their parsers' words, and the way from these to the tree that the one grammar reads."""
