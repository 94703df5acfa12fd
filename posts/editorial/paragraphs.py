"""A text in the parts that one can point at, and where in a newer text a remark on an older one stands."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser

from posts.prose import plain

EMPTY = {"br", "hr", "img", "source", "input", "wbr"}  # elements that do not end


def paragraphs(html: str) -> list[str]:
    """What stands side by side in safe HTML: a paragraph, a list, a photo."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.found()


def places(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each part of the old text, the place in the new one of what it is there, or of what replaced it."""
    before, after = ([plain(part) or part for part in parts] for parts in (old, new))
    at = []
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for n in range(i, j):
            beside = k + (n - i) if op == "equal" else min(k + (n - i), max(m - 1, k))
            at.append(max(0, min(beside, len(new) - 1)))
    return at


class _Reader(HTMLParser):
    """Cuts where an outermost element ends; the text is clean already, so that all of them do."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._depth, self._cuts = html, 0, [0]
        lines = html.split("\n")
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in EMPTY:
            self._depth += 1
        elif not self._depth:
            self._cut(len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self._depth -= 1
            if not self._depth:
                self._cut(len(tag) + 3)

    def _cut(self, length: int) -> None:
        line, column = self.getpos()
        self._cuts.append(self._starts[line - 1] + column + length)

    def found(self) -> list[str]:
        ends = [*self._cuts[1:], len(self._html)]
        parts = (self._html[start:end].strip() for start, end in zip(self._cuts, ends, strict=True))
        return [part for part in parts if part]
