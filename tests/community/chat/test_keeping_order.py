"""Those who keep order in the club do so in open rooms, too: what they do there is in the log of the team."""

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from community.audit import AuditEntry
from community.chat.messages import say
from community.chat.pacing import slow_down
from community.chat.pinning import pin, unpin
from community.chat.rooms import archive, rename, reopen
from community.db import db
from community.moderation.reporting import report
from tests.community.chat.conftest import heard
from tests.community.moderation.conftest import decided, fresh, moderator, nia

__all__ = ["moderator", "nia"]


def acts():
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_moderator_pins_and_paces_and_the_log_knows(ben, owls, moderator, browser_of):
    message = say(owls, "The door code", by=ben, client_id="1")
    pin(message, by=moderator)
    unpin(message, by=moderator)
    slow_down(owls, 30, by=moderator)
    slow_down(owls, 30, by=moderator)
    rename(owls, "Night owls", "Quietly", by=moderator)
    archive(owls, by=moderator)
    reopen(owls, by=moderator)
    done = ["pinned", "unpinned", "slowed", "renamed", "closed", "opened"]
    assert acts()[-6:] == [f"room.{it}" for it in done]
    page = browser_of(moderator).get(owls.url).text
    assert "data-keeps" in page
    assert "Name, topic and pace" in page
    log = browser_of(moderator).get("/moderation/log").text
    assert "Changed how quickly one may write in a room" in log
    assert f"Room {owls.id}" in log


def test_who_keeps_a_room_as_its_own_is_in_no_log(ada, ben, owls):
    before = acts()
    pin(say(owls, "The door code", by=ben, client_id="1"), by=ada)
    slow_down(owls, 30, by=ada)
    assert acts() == before


def test_behind_a_door_a_moderator_keeps_nothing(ada, italy, owls, moderator, mia):
    with pytest.raises(NotFound):
        pin(say(italy, "Ours", by=ada, client_id="1"), by=moderator)
    with pytest.raises(NotFound):
        slow_down(italy, 30, by=moderator)
    with pytest.raises(Forbidden):
        slow_down(owls, 30, by=mia)


def test_what_a_moderator_reports_of_a_room_is_gone_until_a_colleague_decides(
    house,
    mia,
    ben,
    owls,
    moderator,
    nia,
    looks_at,
    browser_of,
):
    message = say(owls, "Buy mine, half the price", by=ben, client_id="1")
    screen = looks_at(mia, owls)
    assert "as soon as you send this" in browser_of(moderator).get(f"/contributions/{message.id}/report").text
    case = report(message, "selling", "", by=moderator).case
    assert fresh(message).hidden_at == case.hidden_at
    assert heard(screen, "message.changed")
    assert acts()[-1] == "message.hidden"
    decided(case, "keep", nia)
    assert fresh(message).hidden_at is None


def test_the_report_of_a_member_or_of_something_written_hides_nothing(house, mia, ben, owls, browser_of):
    message = say(owls, "Buy mine", by=ben, client_id="1")
    assert "as soon as you send" not in browser_of(mia).get(f"/contributions/{message.id}/report").text
    report(message, "selling", "", by=mia)
    assert fresh(message).hidden_at is None
