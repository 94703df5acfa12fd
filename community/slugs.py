"""A title as part of an address."""

import re
import unicodedata

LONGEST = 60


def slug_of(title: str) -> str:
    """Letters of any script, joined by hyphens; may be empty."""
    flat = unicodedata.normalize("NFKC", title[: 4 * LONGEST]).lower()
    return re.sub(r"[\W_]+", "-", flat).strip("-")[:LONGEST].strip("-")
