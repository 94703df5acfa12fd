"""Worlds to start with: `village` to look at, `crowd` to measure with, `empty` for a real club."""
