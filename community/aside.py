"""Work that would hold everybody up is done aside: in a native thread while other greenlets go on."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from gevent import get_hub, monkey

P = ParamSpec("P")
T = TypeVar("T")


def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The answer of `work`; where there are no greenlets it is simply called."""
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(work, args, kwargs)
    return work(*args, **kwargs)
