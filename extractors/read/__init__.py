"""Bytes -> Document. Nothing in here knows about councils."""
