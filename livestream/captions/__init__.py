"""Captions of a replay: what is said in the film, in writing, in the languages of the club."""
