"""The languages that news is searched in: what is known of each, and which one a text is in."""
