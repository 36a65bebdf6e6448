"""Numbers: their value, whom they count, what for, and of which whole they are a part."""
