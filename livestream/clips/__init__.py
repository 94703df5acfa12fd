"""Clips: at most a minute cut from a replay, with a name and a page of its own, and a place in stories."""
