"""The words within marks."""

from collections.abc import Sequence

from markdown_it.token import Token


def words_of(children: Sequence[Token] | None) -> str:
    """What is read of some marked-up words."""
    texts = (child.content if not child.children else words_of(child.children) for child in children or ())
    return "".join(texts)
