"""Importable record types of people; one module per line of work."""
