"""Khronika turns a folder of documents into a sourced record and a dossier, offline."""

__version__ = "0.1.0"
