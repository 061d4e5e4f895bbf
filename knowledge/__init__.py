"""The news: reading, keeping, finding and quoting it. Knows nothing of Discord."""
