"""Rows of lists in; which rows are one person out, each link with its weight and reason, and who was on which lists."""
