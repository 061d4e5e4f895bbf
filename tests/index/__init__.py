"""Tests of `knowledge.index`."""
