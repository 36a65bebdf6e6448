"""What the cells of a table say together: a figure under its headings, a person along a row."""
