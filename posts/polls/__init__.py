"""Polls: what a topic asks its readers to choose."""
