"""Bookmarks: what a member wants to come back to."""
