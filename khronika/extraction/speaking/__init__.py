"""Who says so: sources, cues, and the chain from the origin to the author."""
