"""How many feel what: `likes` of a contribution counts all its reactions, `felt` those that say more."""

from collections.abc import Mapping

from community.contributions import felt_by_kind
from posts.reactions.models import Kind

SHOWN = 3  # kinds beside the number


def counts(likes: int, felt: str) -> dict[Kind, int]:
    """Every kind that somebody chose, the most frequent first: `felt` reads "seeded:3 thanks:1"."""
    said = _said(felt)
    said[Kind.LIKE] = likes - sum(said.values())
    chosen = [(kind, said[kind]) for kind in Kind if said.get(kind, 0) > 0]
    return dict(sorted(chosen, key=lambda each: -each[1]))


def moved(felt: str, changes: Mapping[Kind, int]) -> str:
    """The same words after some chose and some took back."""
    said = _said(felt)
    for kind, by in changes.items():
        said[kind] = said.get(kind, 0) + by
    return " ".join(
        f"{kind}:{said[kind]}" for kind in Kind if kind is not Kind.LIKE and said.get(kind, 0) > 0
    )


def above_all(likes: int, felt: str) -> list[Kind]:
    """The kinds shown beside the number: none where everybody only likes it."""
    return list(counts(likes, felt))[:SHOWN] if felt else []


def _said(felt: str) -> dict[Kind, int]:
    return {Kind(kind): count for kind, count in felt_by_kind(felt).items()}
