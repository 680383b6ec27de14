"""Importable record types of the reports layer: typed totals and targets."""
