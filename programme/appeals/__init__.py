"""A member asks once that somebody looks again at what was taken back from the score."""
