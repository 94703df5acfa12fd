"""Reposts: a member shows followers what somebody else made, with a note, if its author allows it."""
