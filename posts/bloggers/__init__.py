"""Verified bloggers: who asks to be one, who decides and why, and a badge that ends unless it is used."""
