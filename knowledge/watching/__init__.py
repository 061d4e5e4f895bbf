"""Standing questions and phrases: which of them a new article answers, without asking each of them."""
