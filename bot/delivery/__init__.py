"""What the bot posts by itself, and the record that keeps it to once."""
