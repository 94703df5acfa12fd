"""One of them goes live, shows what she carried, and answers; it can be seen again with all of it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from community import clock
from community.chat.messages import say
from community.contributions import Audience
from community.db import db
from community.engagement.activity import Deed
from community.engagement.record import record
from livestream.clips.cutting import cut
from livestream.replay.models import Feeling, Felt
from livestream.shelf.laying import lay, take_off
from livestream.streams.films import folder_of, throw_away
from livestream.streams.going_live import announce, begin, close_film, end
from livestream.streams.models import Stream, StreamViewer
from livestream.trips.models import Trip
from posts.reactions.liking import like
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.filming import put_on_film
from seeds.village.staging.trips import ITALY

AGO = timedelta(days=20, hours=3)
HOST, TITLE, BASKET = "ruolan", "After nine days: what came along", "carry-on-nine"
DRAWINGS = ("lake:3", "bag:3", "coat:2", "dusk:5")
SAID = (
    (2.4, "dora", "Good evening from a train!"),
    (4.1, "yuchen", "那个湖，是科莫吗？"),
    (6.0, "ruolan", "Como, an hour before the boat."),
    (11.2, "sukin", "The bag survived the ferry, then."),
    (14.8, "ting", "It survived me sitting on it."),
    (20.5, "hugo", "Undyed linen, and not one stain. How?"),
    (23.9, "ruolan", "One stain. It is on the inside."),
    (30.3, "jiaqi", "这个傍晚的颜色，想裱起来。"),
)
SHOWN = (("Saddle leather weekender", 9.5, 18.0), ("Linen jacket, undyed", 18.5, 27.0))
FELT = ((3, Feeling.LOVE, 2), (12, Feeling.SMILE, 3), (24, Feeling.SMILE, 4), (31, Feeling.WOW, 2))
WATCHED = ("dora", "yuchen", "sukin", "ting", "hugo", "jiaqi", "manling", "anders")
# Days from then on which a shop tells of an order of what she showed last, and by whom; then what went back.
ORDERED = {
    -10.0: ("dora", "priya", "sukin"),
    -3.0: ("lanfang", "beibei", "weining"),
    1.5: ("yuchen", "hugo", "jiaqi", "ting", "minhquan"),
    8.5: ("manling", "keke", "mohua", "laowei"),
}
SENT_BACK = (12.0, "jiaqi")
PRICE = 168_000
CLIP = ("The lake, an hour before the boat", 0.5, 8.5)


def scenes(cast: Cast) -> Iterator[Scene]:
    yield Scene(AGO, partial(_goes_live, cast))
    for days, handles in ORDERED.items():
        for nth, handle in enumerate(handles):
            ago = AGO - timedelta(days=days, hours=nth)
            yield Scene(ago, partial(_orders, Deed.PURCHASE_MADE, handle, cast))
    days, handle = SENT_BACK
    yield Scene(AGO - timedelta(days=days), partial(_orders, Deed.PURCHASE_RETURNED, handle, cast))


def _goes_live(cast: Cast) -> None:
    host, trip = cast.member(HOST), db.session.get_one(Trip, ITALY.ids["trip"])
    it = announce(TITLE, Audience.MEMBERS, by=host, trip=trip)
    begin(it)
    throw_away(it.id)  # what an earlier village left there
    put_on_film(DRAWINGS, folder_of(it.id), clock.now())
    _they_talk(it, cast)
    _she_shows(it, cast)
    _they_watch(it, cast)
    with clock.stopped(clock.now() + timedelta(seconds=40)):
        end(it, by=host)
        close_film(it.id)
        title, begins, ends = CLIP
        cut(it, title, begins, ends, by=host)


def _orders(deed: Deed, handle: str, cast: Cast) -> None:
    name = SHOWN[-1][0]
    key = f"village:{deed}:{handle}:{name}"
    record(
        deed,
        by=cast.member(handle),
        key=key,
        storefront="Tessa Ligure",
        category="fashion",
        product=name,
        amount=PRICE,
    )


def _they_talk(it: Stream, cast: Cast) -> None:
    for place, (second, handle, words) in enumerate(SAID):
        with clock.stopped(clock.now() + timedelta(seconds=second)):
            say(it.room, words, by=cast.member(handle), client_id=f"village-{place}")


def _she_shows(it: Stream, cast: Cast) -> None:
    for name, second, off in SHOWN:
        if piece := cast.piece(BASKET, name):
            laid = lay(it, piece.id, by=it.author)
            take_off(laid, by=it.author)
            laid.second, laid.off_second = second, off


def _they_watch(it: Stream, cast: Cast) -> None:
    now = clock.now()
    for handle in WATCHED:
        who = cast.member(handle)
        db.session.add(StreamViewer(stream_id=it.id, member_id=who.id, first_at=now, seen_at=now, seconds=35))
        like(it, by=who)
    for second, feeling, count in FELT:
        db.session.add(Felt(stream_id=it.id, second=second, feeling=feeling, count=count))
    it.peak = len(WATCHED)
