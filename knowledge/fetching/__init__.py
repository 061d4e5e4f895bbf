"""Polite and safe HTTP for feeds and article pages."""
