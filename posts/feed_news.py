"""Word that something new was published goes to all members; each page asks whether it is for its reader."""

from functools import partial

from community.contributions import Audience
from community.db import after_commit
from community.engagement.activity import Activity, Deed
from community.engagement.record import when_recorded
from community.realtime import MEMBERS, tell

PUBLISHED = (  # stories tell of themselves, once
    Deed.LIST_PUBLISHED,
    Deed.TOPIC_OPENED,
    Deed.TIP_SHARED,
    Deed.REVIEW_WRITTEN,
    Deed.REVIEW_TOLD,
    Deed.WENT_LIVE,
)


@when_recorded
def hear(activity: Activity) -> None:
    it = activity.contribution
    if activity.deed not in PUBLISHED or activity.reverses or not it or it.audience is not Audience.MEMBERS:
        return
    facts = {"kind": it.kind, "title": it.title, "url": it.url, "author": activity.member.handle}
    after_commit(partial(tell, MEMBERS, "feed.new", facts))
