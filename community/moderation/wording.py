"""What members call what is reported, and what may be decided."""

from flask_babel import gettext as _

from community.moderation.models import Case, Measure


def thing_name(kind: str) -> str:
    return {
        "story": _("Story"),
        "shopping_list": _("Shopping list"),
        "topic": _("Topic"),
        "tip": _("Tip"),
        "review": _("Review"),
        "reply": _("Reply"),
        "repost": _("Repost"),
        "message": _("Message"),
        "trip": _("Trip"),
        "trip_question": _("Question"),
        "trip_answer": _("Answer"),
        "stream": _("Stream"),
        "member": _("Member"),
    }.get(kind, kind)


def measure_name(measure: Measure) -> str:
    """As a moderator chooses it."""
    return {
        Measure.KEEP: _("Keep"),
        Measure.LIMIT: _("For followers alone"),
        Measure.LABEL: _("Label as advertisement"),
        Measure.HIDE: _("Hide"),
        Measure.REMOVE: _("Remove"),
        Measure.WARN: _("Warn"),
        Measure.FRAUD: _("Proven fraud"),
        Measure.SUSPEND: _("Suspend"),
        Measure.BAN: _("Ban"),
    }[measure]


def measure_words(measure: Measure) -> str:
    """What it does."""
    return {
        Measure.KEEP: _("It stays as it is."),
        Measure.LIMIT: _("Only those who follow its author read it."),
        Measure.LABEL: _("It says “Advertisement” wherever it is shown, and the points it brought go back."),
        Measure.HIDE: _("Only its author sees it. It keeps its points."),
        Measure.REMOVE: _("Only its author sees it, and the points it brought go back."),
        Measure.WARN: _("Nothing changes; the author reads why it should not happen again."),
        Measure.FRAUD: _(
            "At once, the member's word weighs nothing, and of the score only what was bought counts. "
            "A tier that this does not keep ends. All comes back if the decision is overturned."
        ),
        Measure.SUSPEND: _("The member is kept out for some days, at once and everywhere."),
        Measure.BAN: _("The member is kept out for 30 days, and for good once a second person agrees."),
    }[measure]


def effect_on(case: Case, measure: Measure) -> str:
    """What it would do to this one: who is kept out for what waits is refused that as well."""
    hides_too = measure.keeps_out and case.hidden_at
    also = _("What it is about stays hidden: only its author sees it.") if hides_too else ""
    return f"{measure_words(measure)} {also}".rstrip()


def outcome(measure: Measure) -> str:
    """As the log and the author read it."""
    return {
        Measure.KEEP: _("Kept"),
        Measure.LIMIT: _("For followers alone"),
        Measure.LABEL: _("Labelled as advertisement"),
        Measure.HIDE: _("Hidden"),
        Measure.REMOVE: _("Removed"),
        Measure.WARN: _("Warned"),
        Measure.FRAUD: _("Found to be fraud"),
        Measure.SUSPEND: _("Suspended"),
        Measure.BAN: _("Banned"),
    }[measure]
