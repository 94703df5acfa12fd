"""How templates are read and rendered, so that pages are small and made quickly."""

import re
from collections.abc import MutableMapping
from types import MappingProxyType
from typing import Any, cast

from flask.templating import Environment
from jinja2.ext import Extension

_indent = re.compile(r"\n[ \t]+")


class Undented(Extension):
    """Takes the indentation of a page's template away: a page is a tenth smaller. Mails stay as written.

    A space stays of it: where a block begins within a tag, its line break goes, and what follows needs one.
    Nothing in them may need more: what is shown as typed (`<pre>`) comes from expressions.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _indent.sub("\n ", source) if name and name.endswith(".html") else source


class Templates(Environment):
    """Every template sees the house's own words and no others.

    Jinja lays a map for each template over them, whose keys are gone through anew for every page and import.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        if d:
            return super().make_globals(d)
        return cast("MutableMapping[str, Any]", MappingProxyType(self.globals))
