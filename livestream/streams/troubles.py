"""What is wrong with what comes in, in words for whoever sends it."""

from flask_babel import gettext as _


def words_for(trouble: str) -> str:
    """Of a word in the journal; nothing where nothing is wrong."""
    sentences = {
        "unreadable": _("What comes in cannot be read as a film. Check the encoder: H.264 and AAC."),
        "codec": _("This picture cannot be shown everywhere. Set the encoder to H.264."),
        "too_large": _("The picture is larger than 1920 × 1080. Make it smaller."),
        "too_much": _("More than 12 Mbit/s come in. Lower the bitrate."),
        "disk_full": _("The club's disk is full, so filming has ended. Tell an administrator."),
        "keys_far_apart": _(
            "Whole pictures come too seldom, so viewers wait. Set the keyframe interval to 2 seconds."
        ),
    }
    return sentences.get(trouble, "")
