"""Sharing: a link of one's own to a thing, and what came of it."""
