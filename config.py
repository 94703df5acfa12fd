"""Every setting: where it comes from, its default, and why one would change it."""

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent


class ImpossibleSetting(ValueError):
    """A setting that the club cannot start with; the text says which and what to do."""


def _number(name: str, default: int, *, least: int = 0, most: int = 65535) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ImpossibleSetting(f"{name} is {text!r}: give a whole number from {least} to {most}.")
    return int(text)


def _address(name: str, default: str | None, schemes: tuple[str, ...]) -> str | None:
    text = os.environ.get(name) or default
    if text and urlsplit(text).scheme not in schemes:
        raise ImpossibleSetting(f"{name} is {text!r}: it must begin with {'://, '.join(schemes)}://.")
    return text


def _data() -> Path:
    return Path(os.environ.get("ZONE_DATA") or ROOT / "var").absolute()


def _folder(name: str) -> Path | None:
    text = os.environ.get(name)
    if text and not Path(text).is_dir():
        raise ImpossibleSetting(f"{name} is {text!r}: there is no such folder.")
    return Path(text).resolve() if text else None


def _database() -> str:
    schemes = ("sqlite", "postgresql", "postgresql+psycopg")
    default = f"sqlite:///{_data() / 'zone.db'}"
    url = _address("DATABASE_URL", default, schemes) or default
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _secret() -> str:
    """The key from the environment, or one made once and kept, readable by its owner only."""
    if given := os.environ.get("SECRET_KEY"):
        if len(given) < 32:  # noqa: PLR2004  256 bits as hex are 64, as base64 43
            raise ImpossibleSetting("SECRET_KEY is too short: give at least 32 characters of chance.")
        return given
    kept = _data() / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text().strip()


def _public_url() -> str:
    default = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    return (_address("PUBLIC_URL", default, ("http", "https")) or default).rstrip("/")


def _measures(name: str, default: str) -> list[tuple[int, int]]:
    """«5/30 15/600»: at most 5 in 30 seconds and 15 in 600; nothing: no measure."""
    text = os.environ.get(name, default)
    pairs = [re.fullmatch(r"([1-9]\d{0,2})/([1-9]\d{0,5})", word) for word in text.split()]
    if not all(pairs):
        raise ImpossibleSetting(f"{name} is {text!r}: say how many in how many seconds, as in {default!r}.")
    return [(int(it[1]), int(it[2])) for it in pairs if it]


def _hosts(name: str) -> frozenset[str]:
    """«relay.lan:1935 10.0.0.7:1935»."""
    words = os.environ.get(name, "").lower().split()
    for word in words:
        if not re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}", word):
            raise ImpossibleSetting(f"{name} holds {word!r}: give hosts with ports, as in relay.lan:1935.")
    return frozenset(words)


def _club_rules() -> Path:
    file = Path(os.environ.get("CLUB_RULES") or ROOT / "community/moderation/club_rules.toml").absolute()
    if not file.is_file():
        raise ImpossibleSetting(f"CLUB_RULES is {str(file)!r}: there is no such file.")
    return file


def _with_issuer(name: str) -> str:
    given = os.environ.get(name, "")
    if os.environ.get("OIDC_ISSUER") and not given:
        raise ImpossibleSetting(f"OIDC_ISSUER is set, so give {name} as well, or leave both out.")
    return given


@dataclass
class Config:
    """Settings come from the environment; each line says why one would change it."""

    # Where the web process listens. Behind a proxy on another machine: HOST=0.0.0.0.
    HOST: str = field(default_factory=lambda: os.environ.get("HOST", "127.0.0.1"))
    # The port there.
    PORT: int = field(default_factory=lambda: _number("PORT", 8000, least=1))
    # Everything the club keeps on disk: database, pictures, index, mail in development.
    ZONE_DATA: Path = field(default_factory=_data)
    # SQLite serves one machine well; a large club gives postgresql://user@host/name.
    SQLALCHEMY_DATABASE_URI: str = field(default_factory=_database)
    # With more than one web or worker process: redis://host/0 carries jobs and live messages.
    REDIS_URL: str | None = field(
        default_factory=lambda: _address("REDIS_URL", None, ("redis", "rediss", "unix"))
    )
    # Signs what browsers and mails carry. Changing it ends every link that was sent.
    SECRET_KEY: str = field(default_factory=_secret)
    # The address members type; it stands in mails and decides whether cookies ask for https.
    PUBLIC_URL: str = field(default_factory=_public_url)
    # smtp://user:password@host:587 sends mail; file:// writes it into the data folder.
    MAIL_URL: str = field(
        default_factory=lambda: _address("MAIL_URL", None, ("smtp", "smtps", "file")) or "file://"
    )
    # The private key by which push services know the club; browsers that listen must be asked again when it
    # changes. By default one is made once and kept in the data folder.
    PUSH_KEY: str | None = field(default_factory=lambda: os.environ.get("PUSH_KEY"))
    # Where browsers fetch pictures from, when a CDN stands before /media.
    MEDIA_URL: str = field(default_factory=lambda: os.environ.get("MEDIA_URL", "/media").rstrip("/"))
    # Where browsers fetch films from, when edges at an address of their own stand before /media/live.
    FILM_URL: str = field(default_factory=lambda: (os.environ.get("FILM_URL") or "/media/live").rstrip("/"))
    # How many worker processes `zone serve` starts for jobs: pictures, index, mail, nightly score.
    WORKERS: int = field(default_factory=lambda: _number("WORKERS", 1, least=0, most=64))
    # Proxies in front whose X-Forwarded-For we believe. None by default: anybody can send one.
    TRUSTED_PROXIES: int = field(default_factory=lambda: _number("TRUSTED_PROXIES", 0, most=8))
    # The largest upload in bytes; a camera's picture is rarely over 20 MB.
    MAX_CONTENT_LENGTH: int = field(
        default_factory=lambda: _number("MAX_UPLOAD", 25_000_000, least=100_000, most=2**31)
    )
    # An operator's token opens /metrics; without one the page does not exist.
    METRICS_TOKEN: str | None = field(default_factory=lambda: os.environ.get("METRICS_TOKEN"))
    # Members may come in by an account elsewhere (the mall's): the address of its OpenID Connect provider.
    OIDC_ISSUER: str | None = field(default_factory=lambda: _address("OIDC_ISSUER", None, ("https", "http")))
    # What the provider calls the club.
    OIDC_CLIENT_ID: str = field(default_factory=lambda: _with_issuer("OIDC_CLIENT_ID"))
    # What only the provider and the club know.
    OIDC_CLIENT_SECRET: str = field(default_factory=lambda: _with_issuer("OIDC_CLIENT_SECRET"))
    # What members call the provider; it stands on the button of the sign-in page.
    OIDC_NAME: str = field(default_factory=lambda: os.environ.get("OIDC_NAME", "the mall"))
    # On: whoever decides over others (moderators, managers, administrators) must have a second factor first.
    STAFF_SECOND_FACTOR: bool = field(
        default_factory=lambda: os.environ.get("STAFF_SECOND_FACTOR", "off") == "on"
    )
    # Off only while measuring or testing what lies behind the limits.
    RATE_LIMITS: bool = field(default_factory=lambda: os.environ.get("RATE_LIMITS", "on") != "off")
    # Where encoders (OBS, ffmpeg) send live streams with RTMP; 0: members go live from the browser only.
    RTMP_PORT: int = field(default_factory=lambda: _number("RTMP_PORT", 1935))
    # Off where nobody goes live: `zone serve` then starts no process that takes streams in.
    LIVE: bool = field(default_factory=lambda: os.environ.get("LIVE", "on") != "off")
    # Servers of one's own network to which streams may be sent on, as host:port; all others must be on the
    # open internet.
    OUTLET_HOSTS: frozenset[str] = field(default_factory=lambda: _hosts("OUTLET_HOSTS"))
    # Where engines beside the club leave what they record; without it, that has no replay.
    RECORDINGS: Path | None = field(default_factory=lambda: _folder("RECORDINGS"))
    # How many reactions a member gives in a day; fewer make each of them mean more.
    REACTIONS_A_DAY: int = field(default_factory=lambda: _number("REACTIONS_A_DAY", 50, least=1))
    # And how many of them to one author: what keeps friends from praising each other up.
    REACTIONS_A_DAY_TO_ONE: int = field(default_factory=lambda: _number("REACTIONS_A_DAY_TO_ONE", 6, least=1))
    # For how many hours after joining somebody is new, and measured as below; 0: nobody is.
    NEWCOMER_HOURS: int = field(default_factory=lambda: _number("NEWCOMER_HOURS", 24, most=720))
    # How many topics and stories somebody new opens in that time: whoever comes to advertise opens more.
    NEWCOMER_TOPICS: int = field(default_factory=lambda: _number("NEWCOMER_TOPICS", 3, least=1))
    # And how many replies: enough to talk, too few to litter every thread.
    NEWCOMER_REPLIES: int = field(default_factory=lambda: _number("NEWCOMER_REPLIES", 10, least=1))
    # Seconds somebody new leaves between two posts (topics, stories, replies); 0: as quick as everybody.
    NEWCOMER_POST_SECONDS: int = field(default_factory=lambda: _number("NEWCOMER_POST_SECONDS", 120))
    # The same between two messages in rooms of several: less for a club whose newcomers meet in its chat.
    NEWCOMER_CHAT_SECONDS: int = field(default_factory=lambda: _number("NEWCOMER_CHAT_SECONDS", 120))
    # How many direct messages somebody new writes, in how many seconds: strangers are not to be flooded.
    NEWCOMER_LETTERS: list[tuple[int, int]] = field(
        default_factory=lambda: _measures("NEWCOMER_LETTERS", "5/30 10/600 50/3600")
    )
    # How many posts (topics, stories, replies) any member writes, in how many seconds; not staff and tiers.
    POSTS_FLOOD: list[tuple[int, int]] = field(
        default_factory=lambda: _measures("POSTS_FLOOD", "5/30 15/600 50/3600")
    )
    # The rules of the club, by which members report and moderators decide: TOML, as the file that is given
    # with the house. A club that keeps its own copies that file, changes its words, and names it here.
    CLUB_RULES: Path = field(default_factory=_club_rules)
    # What reports must weigh together for a thing to be hidden until a moderator has seen it: 1 each, more of
    # tiers, staff and members who were often right. 0 hides nothing unseen.
    REPORTS_HIDE_AT: int = field(default_factory=lambda: _number("REPORTS_HIDE_AT", 8))
    # How live messages travel: gevent in the web process, threading in commands and tests.
    REALTIME: str = "threading"
    TESTING: bool = False
    # Flask's own cookie (a word to show once, a second step to take) stays behind where another site asks.
    SESSION_COOKIE_SAMESITE: str = "Lax"

    @property
    def SESSION_COOKIE_SECURE(self) -> bool:  # noqa: N802  Flask's own name
        return self.PUBLIC_URL.startswith("https://")
