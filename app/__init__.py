"""Chairside: the desk of a chair."""

__version__ = "0.1.0"
