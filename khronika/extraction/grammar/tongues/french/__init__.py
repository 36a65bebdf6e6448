"""French: its parser, what is mended of the trees of its model, and what it says in its own way."""
