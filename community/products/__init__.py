"""Products: what members speak of and buy, where, and for how much."""
