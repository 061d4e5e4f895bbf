"""Standing questions and phrases."""
