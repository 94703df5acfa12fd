"""What follows a deed: remembered, tallied, scored, told, and explained line by line."""
