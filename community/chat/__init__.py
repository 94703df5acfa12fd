"""Chat: rooms for all, rooms for some, and words between two."""
