"""The ledger: record, withdraw, read as of now, search, verify. Nothing recorded is ever changed."""

from khronika.ledger.book import Ledger, open_ledger
from khronika.ledger.entries import Entry, Erasure, Hit, Withdrawal

__all__ = ["Entry", "Erasure", "Hit", "Ledger", "Withdrawal", "open_ledger"]
