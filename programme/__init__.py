"""The second floor: what the club gives its members."""
