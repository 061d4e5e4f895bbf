"""What the bot posts by itself (digests and alerts), and the outbox that keeps each posting from being sent twice."""
