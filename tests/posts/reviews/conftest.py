"""A bag that Ada bought at the mall, as its books say."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock, jobs
from community.db import db, transaction
from community.engagement.policy import policy_on
from community.engagement.standing import Standing, first_day
from community.products.finding import product_named
from community.products.importing import accept
from community.products.purchase_files import Manner
from posts.reviews.writing import Opinion, write_review

OURS = "order,member,product,quantity,unit_price,currency,occurred_at,storefront,category"
MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_may():
    with clock.stopped(MAY):
        yield


@pytest.fixture
def bag(app):
    with transaction():
        it = product_named("Weekender", "Ardita")
        it.shown_at = clock.now()
    return it


@pytest.fixture
def books(tmp_path):
    """Tells the club what a shop's books say."""
    count = iter(range(1, 100))

    def books(*lines):
        file = tmp_path / f"books{next(count)}.csv"
        file.write_text("\r\n".join([OURS, *lines, ""]))
        accept(file, Manner())
        jobs.run_due()

    return books


@pytest.fixture
def bought(ada, bag, books):
    with transaction():
        db.session.get(Standing, ada.id).since = first_day(clock.today(), policy_on(clock.today()))
    day = (MAY - timedelta(days=3)).date()
    books(f"ORDER-A1,ada@example.org,Ardita Weekender,1,3280,CNY,{day},Flagship,bags")


@pytest.fixture
def sends_back(ada, books):
    day = (MAY - timedelta(days=1)).date()
    return lambda: books(f"BACK-1,ada@example.org,Ardita Weekender,-1,3280,CNY,{day},Flagship,bags")


@pytest.fixture
def review(ada, bag):
    """Without a purchase."""
    return write_review(bag, Opinion(4, again=True, text="The *zip* is the reason."), by=ada)
