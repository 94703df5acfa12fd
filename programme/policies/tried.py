"""What attacks gain by the rules in force and by proposed ones, side by side, for whoever signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from programme.attacks.judging import Judged
from programme.attacks.schemes import attack_name
from programme.policies.models import AttackTrial, PolicyProposal
from programme.policies.trying import trials_of


@dataclass(frozen=True)
class Beside:
    """One attack; what was not played by the rules of today is not there."""

    key: str
    before: Judged | None
    after: Judged

    @property
    def name(self) -> str:
        """In the language of whoever reads."""
        return attack_name(self.key)

    @property
    def is_worse(self) -> bool:
        """Something does not hold then that holds today."""
        held = self.before is None or not self.before.troubles
        return held and bool(self.after.troubles)


@dataclass(frozen=True)
class Tried:
    """`played` of `of` schemes; what is played once for both rules counts once."""

    played: int
    of: int
    is_on: bool
    failed: bool
    attacks: Sequence[Beside]


def tried(it: PolicyProposal) -> Tried | None:
    """None where nobody asked for it, or it was forgotten."""
    if not (trials := trials_of(it)):
        return None
    each = {trial.rules: trial for trial in trials}.values()
    return Tried(
        played=sum(trial.of if trial.ended_at else min(trial.played, trial.of) for trial in each),
        of=sum(trial.of for trial in each),
        is_on=any(trial.ended_at is None for trial in each),
        failed=any(trial.trouble for trial in each),
        attacks=_beside(*trials),
    )


def _beside(before: AttackTrial, after: AttackTrial) -> list[Beside]:
    was = {one["key"]: Judged(**one) for one in before.found}
    return [Beside(one["key"], was.get(one["key"]), Judged(**one)) for one in after.found]
