"""Another site hears of what all members can read: signed, once each, and of nothing else."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

from sqlalchemy import select

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.jobs import run_due
from community.webhooks.keeping import letters_to, pause
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.sending import AGAIN, forget_old_letters
from community.webhooks.signing import signature
from community.webhooks.writing import send_a_test, send_again
from posts.blog.publishing import publish, remove
from posts.blog.writing import write
from tests.conftest import joins


def tells(author, title="Rain in Hanoi", audience=Audience.MEMBERS):
    story = write(title, "It rained.", by=author)
    with transaction():
        story.audience = audience
    publish(story, by=author)
    return story


def heard(shop):
    """What arrived, and under which heads."""
    return [(json.loads(body), heads) for body, heads in shop.told]


def test_a_published_story_is_told_of_with_a_signature_that_holds(app, ada, hook, shop, secret):
    story = tells(ada)
    run_due()
    ((letter, heads),) = heard(shop)
    assert letter["type"] == "story.published"
    assert letter["data"]["member"] == ada.handle
    assert letter["data"]["url"].endswith(story.url)
    assert "It rained" not in shop.told[0][0].decode()
    signed = f"{heads['webhook-id']}.{heads['webhook-timestamp']}.".encode() + shop.told[0][0]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    ours = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert heads["webhook-signature"] == f"v1,{ours}"
    assert letters_to(hook)[0].arrived_at


def test_the_signature_is_the_one_of_the_specification():
    """The example that its libraries test themselves with."""
    secret, key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    body = b'{"test": 2432232314}'
    assert signature(secret, key, 1614265330, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_is_not_for_all_members_is_told_to_nobody(app, ada, hook, shop):
    for audience in (Audience.FOLLOWERS, Audience.SUPER, Audience.ONLY_ME):
        tells(ada, audience=audience)
    late = tells(ada)
    with transaction():
        late.audience = Audience.SUPER  # before the letter left
    run_due()
    assert shop.told == []
    assert letters_to(hook) == []


def test_who_was_told_hears_that_it_is_gone_without_its_words(app, ada, hook, shop):
    story = tells(ada)
    run_due()
    remove(story, by=ada)
    run_due()
    gone, _ = heard(shop)[-1]
    assert (gone["type"], gone["data"]["id"]) == ("contribution.withdrawn", story.id)
    assert gone["data"]["url"].endswith(f"/stories/{story.id}")
    assert "member" not in gone["data"]


def test_who_was_not_told_does_not_hear_that_it_is_gone(app, ada, hook, shop):
    remove(tells(ada, audience=Audience.SUPER), by=ada)
    run_due()
    assert shop.told == []


def test_who_joins_is_told_by_name_and_who_has_left_is_not(app, hook, shop):
    lin = joins("Lin")
    hoa = joins("Hoa")
    with transaction():
        record(Deed.MEMBER_JOINED, by=lin)
        record(Deed.MEMBER_JOINED, by=hoa)
        hoa.left_at = clock.now()
    run_due()
    assert [letter["data"] for letter, _ in heard(shop)] == [{"member": "lin"}]


def test_what_does_not_arrive_is_tried_again_under_the_same_key_and_given_up_at_last(app, ada, hook, shop):
    shop.page("/hears", "not now", status=503)
    tells(ada)
    now = clock.now()
    for wait in (timedelta(), *AGAIN):
        now += wait
        with clock.stopped(now):
            run_due()
    assert len(shop.told) == len(AGAIN) + 1
    assert len({heads["webhook-id"] for _, heads in shop.told}) == 1
    (letter,) = letters_to(hook)
    assert (letter.status, bool(letter.given_up_at)) == (503, True)


def test_what_arrives_late_ends_the_trouble(app, ada, hook, shop):
    shop.page("/hears", "not now", status=500)
    tells(ada)
    run_due()
    assert db.session.get_one(Webhook, hook.id).failing_since
    shop.page("/hears", "", status=200)
    with clock.stopped(clock.now() + AGAIN[0]):
        run_due()
    assert db.session.get_one(Webhook, hook.id).failing_since is None


def test_a_site_that_is_gone_is_paused_and_its_keepers_are_told(app, ada, hook, shop, peizhi, browser_of):
    shop.page("/hears", "", status=410)
    tells(ada)
    run_due()
    assert db.session.get_one(Webhook, hook.id).paused_at
    assert "A web hook was paused" in browser_of(peizhi).get("/notifications").text
    tells(ada, "Sun in Hanoi")
    run_due()
    assert len(shop.told) == 1
    pause(hook, by=peizhi, on=False)
    shop.page("/hears", "", status=200)
    tells(ada, "Wind in Hanoi")
    run_due()
    assert len(shop.told) == 2


def test_a_letter_is_sent_again_by_hand(app, ada, hook, shop, peizhi):
    letter = send_a_test(hook, by=peizhi)
    run_due()
    send_again(letter, by=peizhi)
    run_due()
    assert [told["type"] for told, _ in heard(shop)] == ["webhook.test"] * 2
    assert len({heads["webhook-id"] for _, heads in shop.told}) == 1


def test_old_letters_are_forgotten(app, hook, peizhi):
    send_a_test(hook, by=peizhi)
    with clock.stopped(clock.now() + timedelta(days=31)):
        forget_old_letters()
    assert db.session.scalar(select(WebhookLetter.id)) is None
