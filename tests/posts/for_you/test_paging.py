"""Whatever is published and removed while one pages: what was there all along is met once, in its order."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from posts.for_you.models import Edition, View

DEEDS = st.lists(st.sampled_from(["publish", "remove", "restore", "page", "page"]), min_size=4, max_size=16)


def test_no_page_skips_or_repeats(ada, ben, story, read):
    @settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(deeds=DEEDS, view=st.sampled_from(list(View)), at_once=st.integers(1, 4), chance=st.randoms())
    def holds(deeds, view, at_once, chance):
        with transaction():
            db.session.execute(update(Contribution).values(removed_at=clock.now()))
            db.session.execute(delete(Edition))
        there = [story(ada, f"Story {number}", hours=number // 2 + 1) for number in range(6)]
        stays, removed, met = {it.id for it in there}, [], []
        page = read(ben, view, limit=at_once, anew=True)
        met += [card.id for card in page.cards]
        for deed in [*deeds, *["page"] * 24]:
            if deed == "publish":
                story(ada, "New", hours=0)
            elif deed == "remove" and there:
                removed.append(there.pop(chance.randrange(len(there))))
                stays.discard(removed[-1].id)
                _remove(removed[-1], clock.now())
            elif deed == "restore" and removed:
                _remove(removed.pop(), None)
            elif deed == "page" and page.next:
                page = read(ben, view, page.next, limit=at_once)
                met += [card.id for card in page.cards]
        assert page.next is None
        assert len(met) == len(set(met)), "none twice"
        assert stays <= set(met), "none left out"

    with clock.stopped(clock.now()):
        holds()


def _remove(it, moment):
    with transaction():
        it.removed_at = moment
