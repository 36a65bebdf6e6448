"""Rows of lists in; which rows are one person out, each link with its weight and reason, and who was on which lists."""

from khronika.resolution.lists.cells import listed, pseudonymous, rows_of
from khronika.resolution.lists.linking import link_lists
from khronika.resolution.lists.rows import METHOD, Linked, Listed, histories

__all__ = ["METHOD", "Linked", "Listed", "histories", "link_lists", "listed", "pseudonymous", "rows_of"]
