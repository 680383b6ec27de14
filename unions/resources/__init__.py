"""Importable record types of the organisation and its work; one module per line of work."""
