"""Fetching, against outlets on loopback."""
