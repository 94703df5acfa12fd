"""A title as part of an address, as all floors write it."""

from community.slugs import slug_of

__all__ = ["slug_of"]
