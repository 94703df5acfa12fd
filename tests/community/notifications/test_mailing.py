"""News by mail and by digest: in its time, once, in the reader's language, with a way out."""

import email
import re
import smtplib
from datetime import UTC, datetime, timedelta
from email import policy

import pytest

from community import clock, mail
from community.contributions import Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from community.entrance.sessions import Session
from community.jobs import Job, run_due
from community.notifications.bells import own_bell
from community.notifications.digesting import leave_digests
from community.notifications.kinds import USUAL, Channel, Kind
from community.notifications.listeners import wish, wishes_of
from community.notifications.mailing import MOST_BOUNCES
from community.notifications.models import Bell, Notification, Rhythm
from community.notifications.notifying import notify
from community.notifications.ringing import LOOK_AGAIN, MAIL_WAITS
from community.notifications.wishing import Rhythms, be_silent, settle
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.reactions.liking import like
from posts.replies.writing import remove, reply

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, in Shanghai
MOMENT = timedelta(seconds=1)


@pytest.fixture
def letters(app):
    """What lies in the folder of mail, oldest first."""
    folder = app.config["ZONE_DATA"] / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()

    def letters():
        files = sorted(folder.glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return letters


@pytest.fixture(autouse=True)
def at_noon(app):
    with clock.stopped(NOON):
        yield


def after(span):
    with clock.stopped(NOON + span + MOMENT):
        run_due()


def body(letter, kind="plain"):
    return letter.get_body((kind,)).get_content()


def test_a_letter_comes_when_she_has_not_seen_it_herself(ada, ben, story, letters):
    reply(story, "Where did you stay?", by=ben)
    after(MAIL_WAITS - timedelta(minutes=1))
    assert letters() == []
    after(MAIL_WAITS)
    (letter,) = letters()
    assert letter["To"] == "ada@example.org"
    assert letter["Subject"] == "Ben replied to “Three days on the coast”"
    assert "Where did you stay?" in body(letter)
    assert "http://localhost/replies/" in body(letter)
    after(timedelta(hours=2))
    assert len(letters()) == 1


def test_what_she_has_read_is_not_written(ada, ben, story, letters, browser_of):
    reply(story, "Where did you stay?", by=ben)
    with transaction():
        db.session.query(Notification).update({"read_at": clock.now()})
    after(MAIL_WAITS)
    assert letters() == []


def test_what_was_taken_back_is_not_written(ada, ben, story, letters):
    remove(reply(story, "Oops.", by=ben), by=ben)
    after(MAIL_WAITS)
    assert letters() == []


def test_more_of_it_is_one_letter(ada, ben, mia, story, letters):
    reply(story, "Where did you stay?", by=ben)
    reply(story, "And what did it cost?", by=mia)
    with transaction():
        notify(Kind.REMINDER, [ada.id], about=story)
    after(MAIL_WAITS)
    (letter,) = letters()
    assert letter["Subject"] == "Mia and Ben replied to “Three days on the coast”, and 1 more"
    assert "You wanted to come back" in body(letter)


def test_a_like_is_no_letter_unless_one_wishes(ada, ben, mia, story, letters):
    like(story, by=ben)
    after(MAIL_WAITS)
    assert letters() == []
    with transaction():
        db.session.query(Notification).update({"read_at": clock.now()})
    wish(ada, {Kind.LIKE: {Channel.MAIL}})
    like(story, by=mia)
    after(MAIL_WAITS)
    assert [letter["Subject"] for letter in letters()] == ["Mia liked “Three days on the coast”"]


def test_it_speaks_her_language(ada, ben, story, letters):
    with transaction():
        ada.language = "zh_Hans"
    reply(story, "?", by=ben)
    after(MAIL_WAITS)
    (letter,) = letters()
    assert letter["Subject"] == "Ben回复了“Three days on the coast”"
    assert letter["Content-Language"] == "zh-Hans"


def test_whoever_is_here_is_left_alone_until_gone(ada, ben, story, letters):
    reply(story, "Where did you stay?", by=ben)
    with transaction():
        seen = NOON + MAIL_WAITS
        db.session.add(Session(member=ada, token_hash="x", seen_at=seen))
    after(MAIL_WAITS)
    assert letters() == []
    after(MAIL_WAITS + 3 * LOOK_AGAIN)
    assert len(letters()) == 1


def test_a_quiet_night_ends_in_the_morning(ada, ben, story, letters):
    settle(ada, Rhythms(quiet=True, quiet_from="11:00", quiet_until="14:00"))
    reply(story, "Where did you stay?", by=ben)
    after(timedelta(hours=1, minutes=59))
    assert letters() == []
    after(timedelta(hours=2))
    assert len(letters()) == 1


def test_do_not_disturb_until_then(ada, ben, story, letters):
    be_silent(ada, NOON + timedelta(hours=5))
    reply(story, "Where did you stay?", by=ben)
    after(timedelta(hours=4))
    assert letters() == []
    after(timedelta(hours=5))
    assert len(letters()) == 1


def test_old_news_is_no_letter(ada, ben, story, letters):
    """A worker that was away for two days begins with what is new."""
    reply(story, "Where did you stay?", by=ben)
    after(timedelta(days=2))
    assert letters() == []


def test_every_letter_has_a_way_out(app, ada, ben, story, letters):
    reply(story, "Where did you stay?", by=ben)
    after(MAIL_WAITS)
    (letter,) = letters()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way = letter["List-Unsubscribe"].strip(" <>")
    assert way in body(letter).replace("\n", "")
    stranger, path = app.test_client(), way.removeprefix("http://localhost")
    assert "Replies to what I made" in stranger.get(path).text
    assert wishes_of(ada.id) == USUAL
    one_click = {"List-Unsubscribe": "One-Click"}
    for _ in range(2):
        assert stranger.post(path, data=one_click).status_code == 200
        assert "No more mail of this kind" in stranger.get(path).text
    assert wishes_of(ada.id)[Kind.REPLY] == {Channel.APP, Channel.PUSH}
    assert wishes_of(ada.id)[Kind.MENTION] == USUAL[Kind.MENTION]
    stranger.post(path, data={"again": "1"})
    assert wishes_of(ada.id) == USUAL


def test_the_way_out_is_written_as_mail_programs_read_it(app, ada, ben, story, letters):
    """Python's own folding would write a long address in code (RFC 2047), where no program looks for one."""
    app.config["PUBLIC_URL"], before = "http://a-club-with-a-long-name.example.org", app.config["PUBLIC_URL"]
    reply(story, "Where did you stay?", by=ben)
    after(MAIL_WAITS)
    app.config["PUBLIC_URL"] = before
    (file,) = (app.config["ZONE_DATA"] / "mail").glob("*.eml")
    (line,) = re.findall(rb"^List-Unsubscribe: (.*)$", file.read_bytes(), re.MULTILINE)
    assert re.fullmatch(rb"<http://a-club-with-a-long-name\.example\.org/unsubscribe/[\w.-]{30,}>\r?", line)


@pytest.mark.parametrize("token", ["x", "WzEsIm1haWwiXQ.nonsense", "%00"])
def test_a_false_way_out_leads_nowhere(app, ada, token):
    assert app.test_client().post(f"/unsubscribe/{token}").status_code == 404
    assert wishes_of(ada.id) == USUAL


def refuses(code):
    def post(_letter):
        raise smtplib.SMTPRecipientsRefused({"ada@example.org": (code, b"no")})

    return post


def test_an_address_that_is_gone_is_left_alone(ada, ben, mia, story, letters, monkeypatch):
    monkeypatch.setattr(mail, "post", refuses(550))
    for n in range(MOST_BOUNCES):
        with transaction():
            notify(Kind.REMINDER, [ada.id], about=story, thing=str(n))
            db.session.query(Notification).update({"mail_due_at": clock.now()})
        after(MAIL_WAITS * (n + 1))
        with transaction():
            db.session.query(Notification).update({"read_at": clock.now()})
    assert db.session.get(Bell, ada.id).bounces == MOST_BOUNCES
    assert [job for job in db.session.query(Job) if job.work.endswith("mailing.post")] == []
    monkeypatch.undo()
    reply(story, "Are you there?", by=ben)
    after(timedelta(hours=3))
    assert letters() == []


def test_a_server_that_is_busy_is_asked_again(ada, ben, story, letters, monkeypatch):
    monkeypatch.setattr(mail, "post", refuses(451))
    reply(story, "Where did you stay?", by=ben)
    after(MAIL_WAITS)
    assert not db.session.get(Bell, ada.id).bounces
    monkeypatch.undo()
    after(MAIL_WAITS + timedelta(minutes=5))
    assert len(letters()) == 1


def test_the_digest_comes_on_her_morning_once(ada, ben, story, letters):
    like(story, by=ben)
    settle(ada, Rhythms(digest=Rhythm.DAILY, digest_hour=8))
    leave_digests()
    leave_digests()
    after(timedelta(hours=19, minutes=59))
    assert letters() == []
    after(timedelta(hours=20))
    after(timedelta(hours=21))
    (letter,) = letters()
    assert letter["Subject"] == "Your day in the club, March 3, 2026"
    assert "Ben liked “Three days on the coast”" in body(letter)
    assert "Ben liked" in body(letter, "html")
    assert "List-Unsubscribe" in letter
    after(timedelta(hours=44))
    assert len(letters()) == 1  # nothing new to tell


def test_the_digest_tells_what_was_liked_and_nobody_of_what_is_not_theirs(ada, ben, mia, story, letters):
    like(story, by=mia)
    settle(ben, Rhythms(digest=Rhythm.DAILY))
    after(timedelta(hours=20))
    (letter,) = letters()
    assert letter["To"] == "ben@example.org"
    assert "Three days on the coast" in body(letter)
    with transaction():
        story.audience = "only_me"
    after(timedelta(hours=44))
    assert len(letters()) == 1


def test_what_was_paid_for_is_said_in_every_letter_but_to_its_author(ada, ben, story, letters, browser_of):
    disclose(story, Disclosure.GIFTED, "Casa Levante", by=ada)
    wish(ben, {Kind.PUBLISHED: {Channel.APP, Channel.MAIL}})
    settle(ben, Rhythms(digest=Rhythm.DAILY))
    other = write("Two days inland", "Words", by=ada)
    disclose(other, Disclosure.SPONSORED, "Levante Group", by=ada)
    publish(other, by=ada)
    run_due()
    reply(story, "Was it free?", by=ben)
    after(MAIL_WAITS)
    told = {letter["To"]: body(letter) for letter in letters()}
    assert "Ada published “Two days inland”\nSponsored by Levante Group\n" in told["ben@example.org"]
    assert "Casa Levante" not in told["ada@example.org"]
    assert "Sponsored by Levante Group" in " ".join(browser_of(ben).get("/notifications").text.split())
    after(timedelta(hours=20))
    digest = letters()[-1]
    assert digest["To"] == "ben@example.org"
    assert "* Three days on the coast · Ada\n  Gifted by Casa Levante\n  http" in body(digest)
    for words in ("Gifted by Casa Levante", "Sponsored by Levante Group"):
        assert words in body(digest, "html")


def test_who_said_nothing_has_a_digest_on_mondays(ada, ben, story, letters):
    like(story, by=ben)
    leave_digests()
    assert db.session.get(Bell, ada.id).digest_due_at == datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
    with clock.stopped(NOON + timedelta(days=6)):
        leave_digests()
    after(timedelta(days=6, hours=20))
    assert {letter["To"] for letter in letters()} == {"ada@example.org", "ben@example.org"}


def test_a_digest_that_is_not_wanted_any_more_does_not_come(app, ada, ben, story, letters):
    like(story, by=ben)
    settle(ada, Rhythms(digest=Rhythm.DAILY))
    settle(ada, Rhythms(digest=Rhythm.NEVER))
    after(timedelta(hours=21))
    assert letters() == []


def test_a_digest_of_the_morning_is_none_in_the_evening(ada, ben, story, letters):
    like(story, by=ben)
    settle(ada, Rhythms(digest=Rhythm.DAILY))
    after(timedelta(hours=33))
    assert letters() == []
    assert db.session.get(Bell, ada.id).digest_due_at > NOON + timedelta(hours=33)


def test_one_sees_the_digest_of_today_before_it_is_sent(ada, ben, story, browser_of, letters):
    browser = browser_of(ada)
    page = browser.get("/settings/notifications/digest").text
    assert "There is nothing to tell" in page
    assert "9 Mar 2026, 08:00" in page  # the Monday after, in her zone
    like(story, by=ben)
    assert "Ben liked “Three days on the coast”" in browser.get("/settings/notifications/digest").text
    assert letters() == []


def test_the_way_out_of_the_digest_ends_it(app, ada, ben, story, letters):
    like(story, by=ben)
    settle(ada, Rhythms(digest=Rhythm.DAILY))
    after(timedelta(hours=20))
    way = letters()[0]["List-Unsubscribe"].strip(" <>").removeprefix("http://localhost")
    assert "Mail of this kind will end" in app.test_client().get(way).text
    app.test_client().post(way)
    assert "No more mail of this kind" in app.test_client().get(way).text
    with transaction():
        assert own_bell(ada).digest is Rhythm.NEVER
