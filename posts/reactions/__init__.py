"""Reactions: a member's answer in one gesture."""
