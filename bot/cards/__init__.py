"""Cards: pure functions from what the news says to Discord's Components V2."""
