"""Whose texts somebody of the team reads before others do: a member's for a while, or those of a tier."""
