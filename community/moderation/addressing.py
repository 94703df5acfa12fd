"""What is decided, as the member it concerns reads it."""

from flask_babel import gettext as _

from community.moderation.club_rules import ClubRule, rule_called
from community.moderation.models import Case, Decision, Measure


def measure_told(measure: Measure) -> str:
    """What it does to what is yours, or to you."""
    return {
        Measure.KEEP: _("It stays as it is."),
        Measure.LIMIT: _("Only those who follow you read it."),
        Measure.LABEL: _("It says “Advertisement” wherever it is shown, and the points it brought go back."),
        Measure.HIDE: _("Only you see it. It keeps its points."),
        Measure.REMOVE: _("Only you see it, and the points it brought go back."),
        Measure.WARN: _("Nothing changes; please read why it should not happen again."),
        Measure.FRAUD: _(
            "What you say of others weighs nothing now, and of your score only what you bought counts. "
            "A tier that this does not keep ends. All comes back if the decision is overturned."
        ),
        Measure.SUSPEND: _("You are kept out for some days, at once and everywhere."),
        Measure.BAN: _("You are kept out for 30 days, and for good once a second person agrees."),
    }[measure]


def effect_told(case: Case, measure: Measure) -> str:
    """What it would do to this one: who is kept out for what waits is refused that as well."""
    return _with_what_it_hides(measure_told(measure), hides=measure.keeps_out and case.hidden_at is not None)


def effect_of(decision: Decision) -> str:
    """What one decision does, as things stand."""
    return _with_what_it_hides(_effect_of(decision), hides=decision.hides_too)


def _with_what_it_hides(told: str, *, hides: bool) -> str:
    return f"{told} {_('What it is about stays hidden: only you see it.')}" if hides else told


def _effect_of(decision: Decision) -> str:
    """A ban that a second person has heard is no open question."""
    if decision.measure is Measure.SUSPEND and decision.until is None:
        return _("You are kept out until the club lifts it, at once and everywhere.")
    if decision.measure is not Measure.BAN or decision.confirmed_at is None:
        return measure_told(decision.measure)
    if decision.is_for_good:
        return _("You are kept out for good: a second person has agreed.")
    return _("You are kept out for 30 days: a second person has found that to be enough.")


def reason(decision: Decision) -> str:
    """What its author reads beside the rule."""
    return reason_given(decision.words, rule_called(decision.rule))


def reason_given(words: str, rule: ClubRule) -> str:
    """In words of whoever decided, else in those of the rule; the machine alone may leave both out."""
    return (
        words
        or rule.template
        or _(
            "Nobody has written down why. You have a right to know: appeal, and somebody who did not decide "
            "looks at it again and answers you."
        )
    )


def next_step(measure: Measure) -> str:
    """What its author can do now, beside appealing."""
    if measure is not Measure.LABEL:
        return ""
    return _(
        "The label stays, and you cannot take it off. Next time say yourself who gave or paid for it, before "
        "you publish: what you say yourself costs you nothing. If nobody gave or paid you anything, appeal."
    )
