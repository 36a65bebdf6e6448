"""Findings in; dossiers out: every line cites its passage, and what may not leave does not leave."""

from khronika.publishing.dossier import dossier
from khronika.publishing.misses import misses, reviewed

__all__ = ["dossier", "misses", "reviewed"]
