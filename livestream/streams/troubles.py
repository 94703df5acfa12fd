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
        "no_picture": _("Only sound comes in: viewers hear you and see nothing. Give the encoder a camera."),
        "no_sound": _("No sound comes in: viewers see you and hear nothing. Give the encoder a microphone."),
        "clock_leaps": _(
            "The encoder's clock leaps. Viewers see a short break; if it happens often, restart it."
        ),
        "size_changed": _("The picture has another size now. Viewers saw a short break."),
        "broke_off": _(
            "Filming broke off on our side. Send again; if it does not last, tell an administrator."
        ),
        "key_renewed": _(
            "Your stream key was renewed: what was sent with the old one is cut off. Use the new one."
        ),
    }
    return sentences.get(trouble, "")
