"""The one place that answers «may this member do that?»; each floor declares its own rules."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort

from community.members import Member, current_member

Test = Callable[[Member, Any], bool]
T = TypeVar("T", bound=Test)
_rules: dict[tuple[str, type], Test] = {}


def rule(action: str, on: type) -> Callable[[T], T]:
    """Declare who may do `action` to a thing of type `on`, or to the type where there is no thing yet."""

    def declare(test: T) -> T:
        _rules[action, on] = test
        return test

    return declare


def rules() -> dict[tuple[str, type], Test]:
    """Every rule that was declared, for the pages and tests that list them."""
    return dict(_rules)


def may(member: Member, action: str, subject: object) -> bool:
    """Ask of a thing, or of its class where there is no thing yet: may(ada, "write", Story)."""
    test = _rule(action, subject)
    if test is None:
        raise LookupError(f"nobody has said who may {action} a {_kind(subject).__name__}")
    return member.suspended_at is None and test(member, subject)


def require(member: Member, action: str, subject: object) -> None:
    """Go on only if the member may. What one may not even read is as if it did not exist."""
    if may(member, action, subject):
        return
    is_thing = not isinstance(subject, type) and _rule("read", subject) is not None
    hidden = is_thing and not may(member, "read", subject)
    abort(404 if hidden else 403)


def visitor_may(action: str, subject: object) -> bool:
    """The same question as templates ask it, of whoever is looking."""
    member = current_member()
    return member is not None and may(member, action, subject)


def _kind(subject: object) -> type:
    return subject if isinstance(subject, type) else type(subject)


def _rule(action: str, subject: object) -> Test | None:
    return next((_rules[action, kind] for kind in _kind(subject).__mro__ if (action, kind) in _rules), None)
