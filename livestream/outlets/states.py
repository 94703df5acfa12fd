"""How the line to an outlet stands, and why it does not, in words that the process that sends knows too."""

from enum import StrEnum


class LineState(StrEnum):
    READY = "ready"  # the film has not begun
    CONNECTING = "connecting"
    SENDING = "sending"
    WAITING = "waiting"  # to try again
    TAKEN = "taken"  # by another stream: an outlet's key carries one at a time
    OFF = "off"  # its host does not want it


class Trouble(StrEnum):
    UNREACHABLE = "unreachable"
    PRIVATE = "private"  # it leads into a house, ours or another's
    UNTRUSTED = "untrusted"  # its certificate is not that of its name
    STRANGE = "strange"  # what answers does not speak RTMP
    REFUSED = "refused"  # the key, mostly
    CLOSED = "closed"  # it hung up while it was sent to
    SLOW = "slow"  # it takes less than what comes
    RESHAPED = "reshaped"  # the picture has another shape from here on: a new line begins with it
    SEALED = "sealed"  # the key cannot be read any more
    BROKEN = "broken"  # the process that sends ended


class Failed(Exception):
    """Nothing can be sent, or nothing more."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble
