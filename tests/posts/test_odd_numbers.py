"""Numbers no row can have, wherever an address or a form asks for one: an answer, never a broken page."""

import re

import pytest

from community.db import row_id
from posts.blog.models import Words
from posts.blog.writing import begin

HUGE = "9" * 30
FIELDS = re.findall(
    r"\w+",
    """after against before days digest_hour down in into item minutes number open page place poll_days
    poll_most position product purchase removed reply section seq series stars story topic up uses version""",
)


def addresses(app, method, ids):
    """Each address of the house that answers to this, with each of these numbers where it asks for one."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and not rule.rule.startswith("/static") and rule.rule != "/readyz":
            path = re.sub(r"<(?!int)[^>]+>", "x", rule.rule)
            yield from {re.sub(r"<int[^>]*>", str(id), path) for id in ids}


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_no_address_breaks_on_a_number_no_row_can_have(app, ada, cream, browser_of, method):
    story = begin(Words("Linen", "Cool and heavy."), by=ada)
    there = list(addresses(app, method, [HUGE, -1, 2**31 - 1, cream.id, story.id]))
    assert len(there) > 10
    fields = dict.fromkeys(FIELDS, HUGE)
    for path in there:
        browser = browser_of(ada)
        sent = {"query_string": fields} if method == "GET" else {"data": fields}
        assert browser.open(path, method=method, **sent).status_code < 500, path


@pytest.mark.parametrize(
    "word", [None, "", "0", "-1", "+1", "1.0", " 1", "²", "x", HUGE, "9" * 5000, str(2**31)]
)
def test_no_row_has_such_a_number(word):
    assert row_id(word) is None


def test_a_row_may_have_such_a_number():
    assert (row_id("1"), row_id(str(2**31 - 1))) == (1, 2**31 - 1)
