"""What must be true of a club at every moment: each room says it of its own, `zone verify` asks all."""

from collections.abc import Callable, Iterable

Check = Callable[[], Iterable[str]]
checks: dict[str, Check] = {}


def check(promise: str) -> Callable[[Check], Check]:
    """Declare what is asked. The function answers a sentence for each thing that is not as promised."""

    def declare(ask: Check) -> Check:
        checks[promise] = ask
        return ask

    return declare
