"""Same news from several outlets: duplicates, stories, summaries, disagreeing figures, digests and trends."""
