"""Every metric says the right number of a small cast, and nothing of what was taken back."""

from datetime import timedelta

import pytest

from community import clock
from community.contributions import Disclosure
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.engagement.standing import Tier, standing_of
from community.entrance.joining import joined
from community.members import Role
from posts.blog.publishing import publish
from posts.blog.writing import write
from programme.selection.metrics import metrics
from programme.selection.windows import Window, begins


@pytest.fixture
def year(ada, ben, mia, buys):
    """What happens in a year: every metric finds something of Ada in it."""
    buys(ada, 1_000, "Maison", "bags", ago=10)
    buys(ada, 3_000, "Atelier", "coats", ago=100, key="coat")
    buys(ada, 500, "Maison", "bags", ago=500)
    with transaction():
        record(
            Deed.PURCHASE_RETURNED, by=ada, amount=100_000, storefront="Atelier", category="coats",
            occurred_at=clock.now() - timedelta(days=99),
        )  # fmt: skip
    story, hidden = write("A bag", "It *holds*.", by=ada), write("An advert", "Buy.", by=ada)
    publish(story, by=ada)
    publish(hidden, by=ada)
    for deed in (
        Deed.LIST_PUBLISHED, Deed.TOPIC_OPENED, Deed.TIP_SHARED, Deed.REVIEW_WRITTEN, Deed.REVIEW_TOLD,
        Deed.REPLY_WRITTEN, Deed.MESSAGE_SENT, Deed.LIKED, Deed.HELPED, Deed.SHARE_VISITED, Deed.REPOSTED,
        Deed.ITEM_COLLECTED, Deed.MEMBER_INVITED,
    ):  # fmt: skip
        with transaction():
            record(deed, by=ada)
    for who in (ben, ben, mia):
        for deed in (Deed.LIKED, Deed.HELPED, Deed.ITEM_COLLECTED, Deed.REPLY_WRITTEN, Deed.SHARE_VISITED):
            with transaction():
                record(deed, by=who, about=story)
        with transaction():
            record(Deed.REPOSTED, by=who, about=story)
    with transaction():
        record(Deed.LIKED, by=mia, about=story, key="regretted")
        take_back("regretted", by=mia)
        record(Deed.LIKED, by=ada, to=ben)
        hidden.hidden_at = clock.now()
        story.disclosure = Disclosure.GIFTED
        guest = joined(handle="gus", name="Gus", email="gus@example.org", password=None, invited_by=ada)
        rogue = joined(handle="rex", name="Rex", email="rex@example.org", password=None, invited_by=ada)
        rogue.suspended_at = clock.now()
        standing_of(guest.id).tier = Tier.SUPER
        mine = standing_of(ada.id)
        mine.tier, mine.tier_since = Tier.SUPER, clock.now() - timedelta(days=50)
        ada.joined_at = clock.now() - timedelta(days=400)
        ada.portrait, ada.bio, ada.role = "w1h1-000000-" + "0" * 40, "Bags.", Role.BLOGGER
    return ada


EXPECTED = {
    "spend": 300_000, "orders": 2, "average_order": 200_000, "returned": 100_000, "return_rate": 25,
    "shopping_days": 2, "shopping_months": 2, "largest_day": 300_000, "storefronts": 2, "categories": 2,
    "main_storefront_share": 66, "main_category_share": 66,
    "stories": 2, "lists": 1, "topics": 1, "tips": 1, "reviews_kept": 1, "reviews": 2, "works": 7,
    "replies": 1, "messages": 1, "likes_given": 2, "thanked_help": 1, "share_visits": 1, "reposts": 1,
    "collected": 1, "invitations_sent": 1, "active_days": 3, "hidden": 1, "disclosed": 1,
    "likes_received": 3, "likers": 2, "helps": 3, "helped_people": 2, "collects": 3, "collectors": 2,
    "replies_received": 3, "repliers": 2, "visits_received": 3, "reposts_received": 3,
    "givers": 2, "main_giver_share": 66, "returned_favours": 50,
    "followers": 1, "guests": 1, "guests_risen": 1, "guests_suspended": 1, "membership": 400,
    "portrait": 1, "introduction": 1, "verified_blogger": 1, "is_super": 1, "days_at_tier": 50,
}  # fmt: skip


def test_every_metric_says_what_happened_in_a_year(year):
    since = begins(Window.YEAR, clock.now())
    seen = {name: metrics()[name].measured(since).get(year.id, 0) for name in EXPECTED}
    assert seen == EXPECTED


def test_the_rest_of_the_metrics_follow_the_score_and_the_calendar(year):
    standing, since = standing_of(year.id), begins(Window.YEAR, clock.now())
    seen = {
        it.name: it.measured(since).get(year.id, 0) for it in metrics().values() if it.name not in EXPECTED
    }
    assert seen == {
        "score": standing.points,
        "given": standing.given // 1000,
        "received": standing.received // 1000,
        "active_months": len({(clock.now() - timedelta(days=ago)).strftime("%Y-%m") for ago in (0, 10, 100)}),
        "kinds_of_deeds": 14,
        "follows": 0,
        "written_together": 0,
    }
    assert standing.points > 0


def test_whoever_did_nothing_has_nothing(year, pia):
    since = begins(Window.EVER, clock.now())
    quiet = {it.name for it in metrics().values() if it.measured(since).get(pia.id, 0)}
    assert quiet <= {"membership", "days_at_tier"}


def test_a_window_ends_where_it_says(year):
    spend = metrics()["spend"]
    assert spend.measured(begins(Window.QUARTER, clock.now()))[year.id] == 100_000
    assert spend.measured(begins(Window.TWO_YEARS, clock.now()))[year.id] == 350_000
    assert spend.measured(begins(Window.EVER, clock.now()))[year.id] == 350_000
    assert year.id not in metrics()["likers"].measured(clock.now() + timedelta(minutes=1))


def test_a_value_is_never_below_nothing(ada, buys):
    with transaction():
        record(Deed.PURCHASE_RETURNED, by=ada, amount=100_000, storefront="Atelier", category="coats")
    since = begins(Window.YEAR, clock.now())
    assert metrics()["spend"].measured(since)[ada.id] == 0
    assert metrics()["return_rate"].measured(since)[ada.id] == 0
    assert ada.id not in metrics()["storefronts"].measured(since)


def test_each_metric_names_itself(app):
    with app.test_request_context():
        words = [it.words() for it in metrics().values()]
    assert len(metrics()) >= 55
    assert len(set(words)) == len(words)
