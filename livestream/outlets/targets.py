"""What the process that sends is told, on its standard input: others can read a command line."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Target:
    """`ways`: IP addresses that were looked at and may be called; `folder`: of the film, none for a try."""

    host: str
    port: int
    app: str
    is_secure: bool
    ways: list[str]
    key: str = field(repr=False)
    folder: str = ""

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.is_secure else 1935
        port = "" if self.port == usual else f":{self.port}"
        return f"rtmp{'s' * self.is_secure}://{host}{port}/{self.app}"

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def read_target(line: bytes) -> Target:
    return Target(**json.loads(line))
