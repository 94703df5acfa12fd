"""Attacks on the score, played by the club's own verbs among honest members who live on."""
