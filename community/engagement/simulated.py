"""What a policy would do, in lines for the command line: the numbers of the managers' page."""

from collections.abc import Iterator, Mapping, Sequence

from community.engagement.policy import MILLI
from community.engagement.simulating import Outcome, Seen
from community.engagement.standing import Part, Tier


def told_of(seen: Seen, moved: Sequence[Outcome], handles: Mapping[int, str]) -> Iterator[str]:
    numbers = (seen.of(name) for name in ("members", "up", "down"))
    yield "{:,} members: {:,} would have more, {:,} less.".format(*numbers)
    yield ""
    yield f"{'tier':<14}{'today':>9}{'then':>9}{'enter':>9}{'leave':>9}"
    for tier in Tier:
        counts = (seen.of(f"{name}.{tier}") for name in ("was", "will", "enter", "leave"))
        yield f"{tier:<14}" + "".join(f"{number:>9,}" for number in counts)
    yield ""
    for part in Part:
        yield f"{part:<14}{seen.share(part, 'before'):>8} %{seen.share(part, 'after'):>8} % of all points"
    kept = (seen.renewed("before"), seen.renewed("after"))
    yield f"{'renewals':<14}{kept[0]:>8} %{kept[1]:>8} % of those with a tier to lose"
    yield from _movers(moved, handles)


def _movers(moved: Sequence[Outcome], handles: Mapping[int, str]) -> Iterator[str]:
    for it in moved:
        lines = ", ".join(
            f"{part} {change / MILLI:+,.1f}" for part in Part if (change := it.after[part] - it.before[part])
        )
        tier = f" {it.was} → {it.will}" if it.was != it.will else ""
        yield f"{it.change / MILLI:>+10,.1f}  @{handles[it.member_id]}{tier}: {lines}"
