"""Reviews: what a member thinks of a product, and whether she bought it."""
