"""Search: text to terms, terms to postings, postings to ranked passages."""
