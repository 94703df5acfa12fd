"""Replies: what members answer to a topic, a story or a list."""
