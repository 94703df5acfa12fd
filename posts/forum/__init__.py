"""Boards, and the topics members open on them."""
