"""What a shop asks of programs that come by themselves: its robots.txt, asked for once an hour."""

import time
from urllib.robotparser import RobotFileParser

from community.links.addresses import place_of
from community.links.fetching import NAME, fetch
from community.links.refusals import NoPage, NotWelcome, OtherKind, TooLarge

KEPT = 3600.0  # seconds
MOST = 500_000  # as large as anybody reads one
MOST_SHOPS = 500
SERVERS_FAULT = 500
_known: dict[str, tuple[float, RobotFileParser]] = {}


def ask_first(url: str) -> float:
    """How many seconds the shop wants between two visits. Raises NotWelcome, or what kept us from asking."""
    rules = _rules_of(url)
    if not rules.can_fetch(NAME, url):
        raise NotWelcome
    return float(rules.crawl_delay(NAME) or 0)


def _rules_of(url: str) -> RobotFileParser:
    place = place_of(url)
    home = place._replace(target="/robots.txt").url
    asked_at, rules = _known.get(home, (0.0, RobotFileParser()))
    if not asked_at or time.monotonic() - asked_at > KEPT:
        rules = RobotFileParser(home)
        rules.parse(_lines(home))
        if len(_known) >= MOST_SHOPS:
            _known.clear()
        _known[home] = (time.monotonic(), rules)
    return rules


def _lines(home: str) -> list[str]:
    """A shop without rules has none; one that is in trouble is asked another time."""
    try:
        answer = fetch(home, kinds=("text/",), most=MOST, cut=True)
    except NoPage as refusal:
        if refusal.status >= SERVERS_FAULT:
            raise
        return []
    except (OtherKind, TooLarge):
        return []
    return answer.content.decode("utf-8", "replace").splitlines()


def forget_rules() -> None:
    """For whoever cannot wait an hour."""
    _known.clear()
