"""What each server has set up: the feeds it follows, the channel for notices, and the cards it was sent."""
