"""By what attacks were played: what an attack gains follows from the rules and from the code that counts."""

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

from community.engagement.policy import Policy
from config import ROOT

COUNTS = ("community/engagement", "programme/attacks")  # where the code is that makes the difference
SAYS_NOTHING = {"name", "from_", "because"}  # of what an attack gains


def rules_of(policy: Policy) -> str:
    """Two policies that count alike have the same, as long as the code is the same."""
    said = policy.model_dump(mode="json", exclude=SAYS_NOTHING)
    return blake2b(json.dumps([said, _code()], sort_keys=True).encode(), digest_size=16).hexdigest()


@cache
def _code() -> str:
    files = sorted(file for folder in COUNTS for file in (Path(ROOT) / folder).rglob("*.py"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=16).hexdigest()
