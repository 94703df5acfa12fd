"""Ada takes home whom she does not hear, and brings it back: all of it, or nothing."""

import io
from datetime import timedelta

import pytest

from community import clock
from community.db import db
from community.entrance.tokens import Scope, create_token
from community.following import Follow, follow
from community.quiet import files
from community.quiet.files import FaultyList, NotAList, TooLongAList, Wrong, as_file, lines_in, take_in
from community.quiet.hearing import quiet_of
from community.quiet.keeping import hear_again, silence
from community.quiet.models import How

PAGE = "/settings/quiet"


def brings(browser, text, **more):
    file = (io.BytesIO(text.encode()), "mine.csv")
    return browser.post(f"{PAGE}/members", data={"file": file, **more})


def test_what_was_taken_home_can_be_brought_back(ada, mia, ben, browser_of):
    browser = browser_of(ada)
    silence(mia, How.BLOCK, by=ada)
    silence(ben, How.MUTE, by=ada, span=timedelta(days=7))
    answer = browser.get(f"{PAGE}/members.csv")
    assert answer.mimetype == "text/csv"
    assert answer.text.splitlines()[0] == "handle,how,until"
    for whom in (mia, ben):
        hear_again(whom, by=ada)
    assert brings(browser, answer.text).location == PAGE
    assert quiet_of(ada).members == {mia.id: How.BLOCK, ben.id: How.MUTE}
    assert sorted(as_file(ada).splitlines()) == sorted(answer.text.splitlines())
    assert "1 member is muted, 1 is blocked." in browser.get(PAGE).text


def test_a_block_that_is_brought_ends_the_following(ada, mia):
    follow(mia, by=ada)
    assert take_in(lines_in(b"handle,how\n@MIA,Block\n"), by=ada).blocked == 1
    assert db.session.get(Follow, (ada.id, mia.id)) is None


def test_every_fault_is_told_with_its_line_and_nothing_is_done(ada, mia, browser_of):
    text = "handle,how,until\nmia,block,\nnobody_here,mute,\n,mute,\nada,mute,\nmia,hate,soon\n"
    with pytest.raises(FaultyList) as told:
        take_in(lines_in(text.encode()), by=ada)
    assert [(it.line, it.wrong) for it in told.value.faults] == [
        (3, Wrong.UNKNOWN),
        (4, Wrong.HANDLE),
        (5, Wrong.ONESELF),
        (6, Wrong.HOW),
        (6, Wrong.UNTIL),
    ]
    page = brings(browser_of(ada), text)
    assert page.status_code == 422
    assert "Line 3: Nobody in the club is called “nobody_here”." in page.text
    assert "Line 6: “hate” is neither mute nor block." in page.text
    assert quiet_of(ada).members == {}


def test_whom_the_club_does_not_know_may_be_left_out(ada, mia, browser_of):
    browser = browser_of(ada)
    assert brings(browser, "handle\nmia\ngone_away\n").status_code == 422
    assert brings(browser, "handle\nmia\ngone_away\n", unknown="leave_out").status_code == 303
    assert "nobody is called so: gone_away." in browser.get(PAGE).text
    assert quiet_of(ada).members == {mia.id: How.MUTE}


def test_what_is_over_is_not_begun_again(ada, mia, ben):
    over = (clock.now() - timedelta(days=1)).isoformat()
    text = f"handle,until\nmia,{over}\nben,9999-12-31\n"
    taken = take_in(lines_in(text.encode()), by=ada)
    assert (taken.muted, taken.over) == (1, 1)
    assert set(quiet_of(ada).members) == {ben.id}


@pytest.mark.parametrize(
    "raw", [b"", b"name,how\nmia,mute\n", b"\xff\xfe\x00", b"PK\x03\x04", b'handle\n"mia\n']
)
def test_what_is_no_such_file_is_refused(raw):
    with pytest.raises(NotAList):
        lines_in(raw)


@pytest.mark.parametrize(
    "until", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-13-01", "\0"]
)
def test_a_moment_that_is_none_is_a_fault(ada, mia, until):
    with pytest.raises(FaultyList):
        take_in([files.Line(2, "mia", "mute", until)], by=ada)


def test_there_is_a_limit(ada, browser_of):
    lines = "handle\n" + "nobody_here\n" * (files.MOST + 1)
    with pytest.raises(TooLongAList):
        take_in(lines_in(lines.encode()), by=ada)
    with pytest.raises(TooLongAList):
        lines_in(b"handle\n" + b"x" * files.LARGEST)
    assert "at most 1,000 lines" in brings(browser_of(ada), lines, unknown="leave_out").text


def test_programs_bring_a_list_too(app, ada, mia):
    _token, word = create_token(ada, "a test", [Scope.ALL])
    program, headers = app.test_client(), {"Authorization": f"Bearer {word}"}

    def bring(silences, **more):
        body = {"silences": silences, **more}
        return program.post("/api/v1/me/silences", json=body, headers=headers)

    both = [{"handle": "mia", "how": "block"}, {"handle": "gone", "until": "soon"}]
    refused = bring(both)
    assert refused.status_code == 422
    assert set(refused.json["errors"]) == {"silences.1.handle", "silences.1.until"}
    assert quiet_of(ada).members == {}
    both[1]["until"] = ""
    taken = bring(both, leave_out_unknown=True)
    assert (taken.status_code, taken.json["blocked"], taken.json["unknown"]) == (201, 1, ["gone"])
    assert quiet_of(ada).members == {mia.id: How.BLOCK}
    assert bring([{"handle": "mia", "how": "hate"}]).status_code == 422
