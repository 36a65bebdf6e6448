"""Instruments and their provisions, by catalogue and by pattern."""
