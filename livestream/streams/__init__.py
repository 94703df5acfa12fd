"""Streams: a member goes live, others watch, and it stays to be seen again."""
