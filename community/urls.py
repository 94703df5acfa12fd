"""The parts of an address that somebody else wrote."""

from urllib.parse import SplitResult, urlsplit

NOTHING = SplitResult("", "", "", "", "")


def parts_of(address: str) -> SplitResult:
    """All of them are empty where it cannot be read, as that of `http://[::1`."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOTHING
