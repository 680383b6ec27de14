"""Shared fixtures. The tests' world is tests/world.py."""
