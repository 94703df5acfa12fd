"""Ask the traveller: questions for a stop, weighed by others, answered on the spot."""
