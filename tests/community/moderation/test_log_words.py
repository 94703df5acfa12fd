"""What stands in the log is read in words, in the reader's language; none of its acts is a bare name."""

import re
from pathlib import Path

import pytest

from community.audit import audit
from community.db import transaction
from community.moderation.acts import ACTS

HOUSE = Path(__file__).parents[3]
FLOORS = ("community", "posts", "livestream", "programme")
SAID = {
    "case.decided": (
        {"measure": "hide", "rule": "other", "decision": 3, "together": 2},
        "Hidden, by the rule",
    ),
    "case.undone": ({"decision": 3}, "It was decision 3"),
    "appeal.decided": ({"won": 0}, "The decision stays"),
    "score_appeal.decided": ({"won": 1}, "The member was right"),
    "ban.confirmed": ({"agrees": 1}, "Agreed: for good"),
    "dossier.disputed": ({"experts": 2}, "2 experts were asked"),
    "dossier.decided": ({"verdict": "unproven"}, "Shown neither way"),
    "dossier.appeal": ({"was": "fake", "verdict": "genuine"}, "Confirmed fake before, now: Genuine"),
    "word.watched": ({"what": "hold"}, "Texts with it wait for a moderator"),
    "word.let_go": ({"what": "replace"}, "Something else stands in its place"),
    "member.read_first": ({"days": 1}, "For 1 day"),
    "tiers.read_first": ({"tiers": "apass, super"}, "Apass, Super"),
    "products.merged": ({"into": 7}, "Into product 7"),
    "member.role": ({"role": "service_manager"}, "Service manager"),
    "figures.downloaded": ({"members": 12}, "12 members"),
}


@pytest.fixture
def log(nia, browser_of):
    return lambda: browser_of(nia).get("/moderation/log").text


@pytest.mark.parametrize("act", SAID)
def test_what_an_act_leaves_open_is_a_sentence(nia, log, act):
    facts, sentence = SAID[act]
    with transaction():
        audit(act, "case 7", nia.id, **facts)
    page = log()
    assert sentence in page
    assert ">Case 7</a>" in page
    assert not {f"{name} {value}" for name, value in facts.items()} & set(re.split(r"[<>]", page))


def test_what_it_is_about_is_called_by_its_name(nia, log):
    with transaction():
        audit("webhook.paused", "webhook 4", None)
        audit("figures.downloaded", "figure tier", nia.id, members=1)
        audit("queue.taken", "ring 3", nia.id)
    page = log()
    assert "Rings 3" in page
    assert "Web hook 4" in page
    assert "Paused a web hook" in page
    assert "A figure of the club" in page


def test_every_act_that_is_written_has_its_words():
    written = re.compile(r'\baudit\(\s*"([a-z_.]+)"')
    named = {
        act
        for floor in FLOORS
        for file in (HOUSE / floor).rglob("*.py")
        for act in written.findall(file.read_text(encoding="utf-8"))
    }
    assert len(named) > 25
    assert named <= set(ACTS)
