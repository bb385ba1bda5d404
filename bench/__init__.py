"""Measurements: figures with machine, date and command in ``README.md``."""
