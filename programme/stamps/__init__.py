"""Stamps in the passport: what a member has lived through in the club, with its day. Never points."""
