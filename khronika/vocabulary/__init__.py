"""The nouns of the field: frozen values, no third-party import, no input or output but the packaged word lists."""
