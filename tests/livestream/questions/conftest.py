"""The trip of the neighbouring room."""

from tests.livestream.trips.conftest import at_stop, draft, pia, queries, trip  # noqa: F401
