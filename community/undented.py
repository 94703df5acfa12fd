"""Templates are indented for whoever writes them; what is sent and kept is not: a page is a tenth smaller."""

import re

from jinja2.ext import Extension

_indent = re.compile(r"\n[ \t]+")


class Undented(Extension):
    """Takes the indentation of a page's template away; others, as of mails, stay as they are written.

    A space stays of it: where a block begins within a tag, its line break goes, and what follows needs one.
    Nothing in them may need more: what is shown as typed (`<pre>`) comes from expressions.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _indent.sub("\n ", source) if name and name.endswith(".html") else source
