"""Trips: where members travel for the club, what they find there, and what the others ask them."""
