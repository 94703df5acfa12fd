"""What a reader calls what somebody made."""

from flask_babel import gettext as _


def kind_name(kind: str) -> str:
    names = {
        "story": _("Story"),
        "shopping_list": _("Shopping list"),
        "topic": _("Topic"),
        "tip": _("Tip"),
        "review": _("Review"),
        "reply": _("Reply"),
        "repost": _("Repost"),
        "trip": _("Trip"),
        "trip_question": _("Question"),
        "trip_answer": _("Answer"),
        "message": _("Message"),
        "stream": _("Live stream"),
    }
    return names[kind]
