"""Findings in; dossiers out: every line cites its passage, and what may not leave does not leave."""

from khronika.publishing.dossier import dossier

__all__ = ["dossier"]
