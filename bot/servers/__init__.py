"""What each server and member asked and chose."""
