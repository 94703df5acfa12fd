"""Ada bought a bag, and a shop tells that she returned it; Pia and Pol manage the programme."""

import pytest

from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.reading import lines_of
from community.engagement.record import record
from tests.programme.selection.conftest import buys, pia, pol, queries

__all__ = ["buys", "pia", "pol", "queries"]
WHY = "I kept the bag; another member's parcel was scanned in its place."
ANSWER = "The shop has confirmed it."


@pytest.fixture
def returned(ada, pia, buys):
    """Ada bought a bag of a new kind, and a shop tells that she returned it: the line she reads first."""
    buys(ada, 10_000, key="order 7")
    with transaction():
        facts = {"storefront": "Maison", "category": "bags", "amount": 1_000_000}
        record(Deed.PURCHASE_RETURNED, by=ada, key="return 7", **facts)
    return next(line for line in lines_of(ada.id) if line.key == "return 7" and line.points < 0)
