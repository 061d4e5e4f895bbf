"""Measuring the answers over a folder of articles and questions."""
