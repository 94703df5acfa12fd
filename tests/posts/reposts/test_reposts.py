"""A repost carries what another made: if its author likes, to its own readers, with what was paid for it."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.engagement.standing import Standing
from community.following import follow
from community.quiet.keeping import mute_word, silence
from community.quiet.models import How
from community.sharing.models import Reposts
from community.sharing.terms import settle_habit, settle_terms
from posts.blog.publishing import address_to, publish
from posts.blog.writing import write
from posts.reposts.models import NOTE, Repost, RepostedAlready, SaidNo
from posts.reposts.reposting import allow, decline, put_back, repost, take_back

FOLLOWING = "/?view=following"


def path_of(it) -> str:
    return f"/contributions/{it.id}/reposts"


def published(title, by, audience=Audience.MEMBERS):
    story = write(title, f"Words of {title}", by=by)
    publish(story, by=by)
    if audience is not Audience.MEMBERS:
        address_to(story, audience, by=by)
    return story


def test_a_repost_is_shown_to_those_who_follow_whoever_made_it(ada, ben, mia, cleo, coast, lines, browser_of):
    form = browser_of(ben).get(f"/contributions/{coast.id}/repost").text
    assert f'action="{path_of(coast)}"' in form
    made = browser_of(ben).post(path_of(coast), data={"note": "  For the autumn.\n"})
    it = db.session.query(Repost).one()
    assert (made.location, it.excerpt, it.title) == (it.url, "For the autumn.", "")
    home = browser_of(cleo).get(FOLLOWING).text
    assert "Reposted by Ben" in home
    assert "For the autumn." in home
    assert "Three days on the coast" in home
    assert f"/contributions/{coast.id}/reaction" in home
    assert f"/contributions/{it.id}/reaction" not in home
    assert "Reposted by" not in browser_of(mia).get(FOLLOWING).text
    for view in ("latest", "for-you"):
        assert "For the autumn." not in browser_of(cleo).get(f"/?view={view}").text
    assert "Ben reposted" in lines(ada)
    assert "For the autumn." in browser_of(mia).get("/@ben/reposts").text
    assert "For the autumn." in browser_of(ada).get(path_of(coast)).text
    assert "For the autumn." in browser_of(cleo).get(it.url).text


def test_what_it_carries_is_liked_and_answered_in_its_own_place(ben, cleo, coast, browser_of):
    it = repost(coast, "Read this.", by=ben)
    browser = browser_of(cleo)
    assert browser.post(f"/contributions/{it.id}/like").status_code == 403
    assert browser.post(f"/contributions/{it.id}/replies", data={"text": "Yes"}).status_code == 403
    assert browser_of(ben).get(f"/contributions/{it.id}/sharing").status_code == 403
    assert browser.get(f"/contributions/{it.id}/repost").status_code == 404
    assert browser.post(path_of(it)).status_code == 403


def test_what_was_paid_for_it_is_said_where_it_is_reposted(ada, ben, cleo, browser_of):
    story = write("A bag I was given", "It is light.", by=ada)
    with transaction():
        story.disclosure, story.sponsor = Disclosure.GIFTED, "Ardita"
    publish(story, by=ada)
    it = repost(story, "", by=ben)
    for path in (FOLLOWING, it.url, "/@ben/reposts"):
        shown = browser_of(cleo).get(path).text
        assert "A bag I was given" in shown
        assert "Ardita" in shown


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.ONLY_ME, Audience.STAFF])
def test_what_was_for_some_is_not_passed_on(ada, ben, audience, browser_of):
    story = published("For you alone", ada, audience)
    answer = browser_of(ben).post(path_of(story))
    assert answer.status_code in {403, 404}
    assert not db.session.query(Repost).count()


def test_one_does_not_repost_what_is_ones_own(ada, coast, browser_of):
    assert "your own" in browser_of(ada).get(f"/contributions/{coast.id}/repost").text
    assert browser_of(ada).post(path_of(coast)).status_code == 403


def test_once_is_enough(ben, coast, browser_of):
    browser = browser_of(ben)
    first = browser.post(path_of(coast), data={"note": "One"})
    again = browser.post(path_of(coast), data={"note": "Two"})
    assert first.location == again.location
    assert db.session.query(Repost).one().excerpt == "One"
    assert "You reposted it." in browser.get(f"/contributions/{coast.id}/repost").text


def test_a_note_that_is_too_long_is_not_lost(ben, coast, browser_of):
    note = "x" * (NOTE + 1)
    answer = browser_of(ben).post(path_of(coast), data={"note": note})
    assert answer.status_code == 422
    assert f"at most {NOTE} characters" in answer.text
    assert note in answer.text


def test_a_repost_is_worth_nothing_and_says_so(ben, coast, browser_of):
    it = repost(coast, "", by=ben)
    standing = db.session.get(Standing, ben.id)
    assert not standing or not standing.points
    assert it.activity_key
    take_back(it, by=ben)
    assert it.activity_key is None


def test_who_wants_to_be_asked_is_asked(ada, ben, cleo, coast, lines, browser_of):
    settle_terms(coast, ada, outside=False, reposts=Reposts.ASK)
    adas, bens, cleos = browser_of(ada), browser_of(ben), browser_of(cleo)
    assert "wants to be asked first" in bens.get(f"/contributions/{coast.id}/repost").text
    made = bens.post(path_of(coast), data={"note": "For the autumn."}, follow_redirects=True)
    assert "Ada is asked" in made.text
    assert "Ada has not answered yet" in made.text
    it = db.session.query(Repost).one()
    assert "asks to repost" in lines(ada)
    assert "For the autumn." not in cleos.get(FOLLOWING).text
    assert cleos.get(it.url).status_code == 404
    assert cleos.post(f"{it.url}/answer", data={"answer": "yes"}).status_code in {403, 404}
    assert bens.post(f"{it.url}/answer", data={"answer": "yes"}).status_code == 403
    assert "For the autumn." in adas.get("/reposts/asked").text
    adas.post(f"{it.url}/answer", data={"answer": "yes"})
    assert "For the autumn." in cleos.get(FOLLOWING).text
    assert "is shown now" in lines(ben)
    assert "asks to repost" not in lines(ada)
    assert "Nothing waits" in adas.get("/reposts/asked").text


def test_who_would_rather_not_is_not_asked_again(ada, ben, coast, lines, browser_of):
    settle_habit(ada, Reposts.ASK)
    it = repost(coast, "Please.", by=ben)
    decline(it, by=ada)
    decline(it, by=ada)
    assert "stays without your repost" in lines(ben)
    assert "would rather not" in browser_of(ben).get("/reposts/asked").text
    with pytest.raises(SaidNo):
        repost(coast, "Please!", by=ben)
    take_back(it, by=ben)
    with pytest.raises(SaidNo):
        repost(coast, "Please?", by=ben)
    assert browser_of(ben).post(path_of(coast), data={"note": "So?"}).status_code == 422


def test_its_author_takes_a_repost_out(ada, ben, cleo, coast, lines, browser_of):
    it = repost(coast, "Look at this.", by=ben)
    adas = browser_of(ada)
    assert f'action="{it.url}/answer"' in adas.get(path_of(coast)).text
    adas.post(f"{it.url}/answer", data={"answer": "no"})
    assert "Look at this." not in browser_of(cleo).get(FOLLOWING).text
    assert browser_of(cleo).get(it.url).status_code == 404
    assert "stays without your repost" in lines(ben)
    assert it.activity_key is None


def test_nobody_may_mean_nobody(ada, ben, mia, coast, browser_of):
    settle_habit(ada, Reposts.NOBODY)
    assert "does not want it reposted" in browser_of(ben).get(f"/contributions/{coast.id}/repost").text
    assert browser_of(ben).post(path_of(coast)).status_code == 422
    settle_terms(coast, ada, outside=False, reposts=Reposts.ALL)
    assert repost(coast, "", by=ben).published_at


def test_the_habit_is_kept_and_the_terms_of_one_thing_win(ada, coast, browser_of):
    browser = browser_of(ada)
    browser.post("/settings/sharing", data={"reposts": "ask"})
    assert re.search(r'value="ask"\s+checked', browser.get("/settings/sharing").text)
    terms = browser.get(f"/contributions/{coast.id}/sharing").text
    assert "As I usually have it: Whoever asks me first" in terms
    browser.post(f"/contributions/{coast.id}/sharing", data={"reposts": "nobody"})
    assert re.search(r'value="nobody"\s+checked', browser.get(f"/contributions/{coast.id}/sharing").text)
    browser.post("/settings/sharing", data={"reposts": "rubbish"})
    assert re.search(r'value="all"\s+checked', browser.get("/settings/sharing").text)


def test_what_is_no_longer_there_is_no_longer_carried(ada, ben, cleo, coast, browser_of):
    it = repost(coast, "Look at this.", by=ben)
    with transaction():
        coast.audience = Audience.FOLLOWERS
    for path in (FOLLOWING, "/@ben/reposts", "/reposts/asked"):
        assert "Look at this." not in browser_of(cleo).get(path).text
    assert browser_of(cleo).get(it.url).status_code == 404
    follow(ada, by=cleo)
    assert "Look at this." in browser_of(cleo).get(FOLLOWING).text
    with transaction():
        coast.removed_at = clock.now()
    for member in (ada, ben, cleo):
        assert browser_of(member).get(it.url).status_code == 404
        assert "Look at this." not in browser_of(member).get("/@ben/reposts").text
    assert "Look at this." not in browser_of(cleo).get(FOLLOWING).text


def test_whom_one_does_not_want_to_hear_is_not_carried_in(ada, ben, cleo, coast, browser_of):
    repost(coast, "Look at this.", by=ben)
    silence(ada, How.MUTE, by=cleo)
    assert "Look at this." not in browser_of(cleo).get(FOLLOWING).text


def test_a_muted_word_in_what_is_carried_hides_both(ben, cleo, coast, browser_of):
    repost(coast, "Look at this.", by=ben)
    mute_word("coast", by=cleo)
    assert "Look at this." not in browser_of(cleo).get(FOLLOWING).text


def test_who_is_blocked_does_not_repost(ada, ben, coast, browser_of):
    silence(ben, How.BLOCK, by=ada)
    answer = browser_of(ben).post(path_of(coast))
    assert answer.status_code in {403, 404}
    assert not db.session.query(Repost).count()


def test_without_a_note_one_meets_a_thing_once(ada, ben, mia, cleo, coast, browser_of):
    follow(mia, by=cleo)
    repost(coast, "", by=ben)
    repost(coast, "", by=mia)
    home = browser_of(cleo).get(FOLLOWING).text
    assert home.count("Three days on the coast</a>") == 1
    assert "Reposted by Ben" in home
    assert "Reposted by Mia" not in home
    follow(ada, by=cleo)
    home = browser_of(cleo).get(FOLLOWING).text
    assert home.count("Three days on the coast</a>") == 1
    assert "Reposted by" not in home


def test_with_a_note_it_is_heard_each_time(ben, mia, cleo, coast, browser_of):
    follow(mia, by=cleo)
    repost(coast, "One", by=ben)
    repost(coast, "Two", by=mia)
    assert browser_of(cleo).get(FOLLOWING).text.count("Three days on the coast</a>") == 2


def test_taking_it_back_can_be_undone_for_half_a_minute(ben, cleo, coast, ada, lines, browser_of):
    it = repost(coast, "Look at this.", by=ben)
    bens = browser_of(ben)
    gone = bens.post(f"{it.url}/removal")
    assert 'name="undo"' in bens.get(gone.location).text
    assert 'name="undo"' not in browser_of(cleo).get(gone.location).text
    assert "Look at this." not in browser_of(cleo).get(FOLLOWING).text
    assert "Ben reposted" not in lines(ada)
    bens.post(f"{it.url}/removal", data={"undo": "1"})
    assert "Look at this." in browser_of(cleo).get(FOLLOWING).text
    assert "Ben reposted" in lines(ada)
    bens.post(f"{it.url}/removal")
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        late = bens.post(f"{it.url}/removal", data={"undo": "1"}, follow_redirects=True)
    assert "too long ago" in late.text
    assert repost(coast, "Again", by=ben).id != it.id
    with pytest.raises(RepostedAlready):
        put_back(it, by=ben)
    assert browser_of(cleo).post(f"{it.url}/removal").status_code in {403, 404}


def test_an_answer_said_twice_is_said_once(ada, ben, coast, browser_of):
    settle_habit(ada, Reposts.ASK)
    it = repost(coast, "", by=ben)
    allow(it, by=ada)
    shown = it.published_at
    allow(it, by=ada)
    assert it.published_at == shown
    take_back(it, by=ben)
    assert browser_of(ada).post(f"/reposts/{it.id}/answer", data={"answer": "no"}).status_code in {403, 404}


def test_newer_ones_are_counted_as_they_are_shown(ben, cleo, coast, browser_of):
    browser = browser_of(cleo)
    browser.get(FOLLOWING)
    repost(coast, "", by=ben)
    assert browser.get("/feed/newer?view=following&after=").json["count"] >= 1


def test_pages_of_reposts_go_on_and_nothing_is_shown_twice(ada, ben, cleo, browser_of):
    for nth in range(33):
        repost(published(f"Story {nth:02}", ada), f"Note {nth:02}" if nth % 2 else "", by=ben)
    for path in (FOLLOWING, "/@ben/reposts"):
        seen, browser, here = [], browser_of(cleo), path
        while here:
            page = browser.get(here).text
            seen += re.findall(r"Story (\d\d)</a>", page)
            found = re.search(r'href="([^"]*(?:before|cursor|after)=[^"]+)"[^>]*>\s*(?:<[^>]+>)?\s*', page)
            here = found.group(1).replace("&amp;", "&") if found and len(seen) < 33 else None
        assert seen == [f"{nth:02}" for nth in range(32, -1, -1)], path


def test_pages_ask_little_however_many_there_are(ada, ben, cleo, queries, browser_of):
    browser, asked_first = browser_of(cleo), {}
    for many in (1, 12):
        for nth in range(many):
            it = repost(published(f"{many} {nth}", ada), "Look", by=ben)
        for path in (FOLLOWING, "/@ben/reposts", it.url, path_of(it.of), f"/contributions/{it.of_id}/repost"):
            browser.get(path)
            with queries() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 20, "\n\n".join(asked)
            kind = re.sub(r"\d+", "", path)
            assert len(asked) <= asked_first.setdefault(kind, len(asked)), "\n\n".join(asked)


def test_what_waits_asks_little_however_much_it_is(ada, ben, mia, queries, browser_of):
    settle_habit(ada, Reposts.ASK)
    counts = {}
    for many in (1, 8):
        for nth in range(many):
            for by in (ben, mia):
                repost(published(f"{many} {nth} {by.handle}", ada), "Look", by=by)
        for member in (ada, ben):
            browser = browser_of(member)
            browser.get("/reposts/asked")
            with queries() as asked:
                browser.get("/reposts/asked")
            assert len(asked) <= counts.setdefault(member.handle, len(asked)), "\n\n".join(asked)


def test_strangers_and_odd_addresses(app, mia, ben, coast, browser_of):
    it = repost(coast, "", by=ben)
    assert app.test_client().get(it.url).status_code == 401
    browser, many = browser_of(mia), "9" * 20
    for path in (f"/reposts/{many}", f"/contributions/{many}/repost", "/@nobody/reposts", "/reposts/0"):
        assert browser.get(path).status_code == 404
    assert browser.get(f"/@ben/reposts?before={many}&removed={many}").status_code == 200
    assert browser.get(f"{path_of(coast)}?before=x").status_code == 200
    assert browser.post(f"/reposts/{it.id}/answer").status_code == 403
