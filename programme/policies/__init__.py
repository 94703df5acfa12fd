"""The score's rules are changed with open eyes: proposed, seen, signed by a second, told."""
