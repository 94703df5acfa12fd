"""A shop to look at."""

from tests.shops import shop  # noqa: F401
