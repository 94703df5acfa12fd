"""Tips: a photo and a line."""
