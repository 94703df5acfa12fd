"""A product of one seller may be a fake: members show why, experts vote, and what is found stands by it."""
