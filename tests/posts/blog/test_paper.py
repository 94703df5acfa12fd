"""What goes through the rich editor comes back as it was, whatever it is; a change changes nothing else."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.posts.test_prose import LONG, PATHOLOGICAL, every_hostile_text

HOUSE = Path(__file__).parents[3]
PHOTO = "photo:w1200h800-7593a8-" + "a" * 40
PIECES = [
    "Plain words.",
    "*em* and __strong__ and _em_",
    "- a\n- b",
    "* x\n* y",
    "+ z",
    "- a\n\n- b",
    "1. one\n2. two",
    "3) three",
    "> quote\n> more",
    "```js\nx\n```",
    "```\nunclosed",
    "    indented",
    "---",
    "***",
    "## Head",
    "Head\n===",
    "[a] ref",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "https://a.example/x_y",
    "See www.example.org/a_b_c.",
    "[List](/lists/7)",
    "[Piece](/lists/7-coats#piece-3)",
    f"![a]({PHOTO})",
    f'![a]({PHOTO} "b")\n![c]({PHOTO})',
    f"Words ![a]({PHOTO}) between",
    f'![a]({PHOTO})\n[Bag](/lists/7#piece-3 "34,60")\n[A \\"b\\"](/products/9 "0,100")',
    f'![a]({PHOTO})\n[Bag](/lists/7 "3,6")\n![b]({PHOTO} "c")\n[Hat](/lists/7-x#piece-4 "7,8")',
    f'![a]({PHOTO})\n[Bag](https://a.example "34,60")',
    "![elsewhere](https://a.example/b.png)",
    "<div>\nx\n</div>",
    "a\\\nb",
    "a  \nb",
    "line\nline",
    "- nested\n  - deeper\n    1. deepest",
    "- [ ] task",
    "~~gone~~",
    "`code`",
    "&amp;amp; &copy;",
    "   spaced",
    "1986\\. A great year",
    "- ",
    "> ",
    "me@example.org",
    "@ada_b says",
    "汉字 *强调* 文字",
]


def asked(script: str, question: object) -> dict[str, list[dict[str, str]]]:
    node = shutil.which("node", path=f"{HOUSE / '.venv/bin'}:/usr/bin:/usr/local/bin") or "node"
    done = subprocess.run(
        [node, Path(__file__).parent / "_paper" / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
        cwd=HOUSE,
    )
    answer: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return answer


def typed(text: str) -> str:
    """As a text field of a browser holds it."""
    return (
        re.sub(r"\r\n?", "\n", text)
        .replace("\0", "\ufffd")
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )


def test_our_own_stories_and_all_signs_come_back_untouched():
    stories = [file.read_text().split("+++")[-1] for file in (HOUSE / "seeds/village/stories").glob("*.md")]
    answer = asked("unchanged.mjs", [*stories, *PIECES, "\n\n".join(PIECES), "\n".join(PIECES), "", " \n "])
    assert answer["wrong"] == []
    assert answer["rich"] > len(stories)


@pytest.mark.slow
def test_hostile_texts_come_back_untouched(shared):
    texts = [typed(text) for text in every_hostile_text(shared)]
    quoted = [f"> {text}\n\n- {text}\n" for text in texts[:2000]]
    long = [(piece * LONG)[: LONG // 20] for piece in PATHOLOGICAL]
    assert asked("unchanged.mjs", [*texts, *quoted, *long])["wrong"] == []


def test_what_is_changed_changes_nothing_else():
    assert asked("edited.mjs", {"pieces": PIECES, "times": 1500})["wrong"] == []
