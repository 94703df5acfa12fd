"""What was made to run in a browser is written everywhere one may write, and read in one: nothing runs."""

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
TOGETHER = 12  # texts in one reply or message
SENT = """async ([path, fields]) => {
  const { status, url } = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  return [status, url];
}"""
ACTS = """() => [...document.querySelectorAll("*")].filter((it) => {
  const src = String(it.src || location.origin);
  const strange = !src.startsWith(location.origin) && !/^(data|blob):/.test(src);
  const runs = ({ name, value }) => name.startsWith("on") || /^\\s*(javascript|vbscript):/i.test(value);
  return [...it.attributes].some(runs)
    || it.matches("iframe, object, embed, base")
    || (it.matches("script, img, source, video, audio") && strange)
    || (it.matches("form") && new URL(it.getAttribute("action") ?? "", location).origin !== location.origin);
}).map((it) => it.outerHTML.slice(0, 200))"""


def test_what_was_made_to_run_is_shown_and_does_nothing(page_of, shared):
    texts = hostile(shared)
    writer, reader = page_of("wenhao"), page_of("ting")
    ran = []
    for page in (writer, reader):
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for place in written(writer, texts):
        for page in (writer, reader):
            page.goto(place)
            page.wait_for_load_state("load")
            acting = page.evaluate(ACTS)
            assert not acting, (place, acting)
    expect(reader.locator("main")).to_be_visible()
    assert not ran


def hostile(shared) -> list[str]:
    lines = (shared / "hostile/xss-dompurify/cases.jsonl").read_text().splitlines()
    lines += (shared / "hostile/injection/payloads.jsonl").read_text().splitlines()
    payloads = {json.loads(line)["payload"] for line in lines}
    acting = [it for it in payloads if re.search(r"<\w|script|\bon\w+=", it, re.IGNORECASE)]
    return sorted(it for it in acting if len(it) < 1000)[::3]


def written(writer: Page, texts: list[str]) -> list[str]:
    """Where it can be read."""
    parts = ["\n\n".join(texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)]
    short = [text[:100] for text in texts if "\n" not in text]

    def sent(path: str, **fields: str) -> str:
        status, url = writer.evaluate(SENT, [path, fields])
        assert status < 400, (status, path, fields)
        return url

    topic = sent("/topics", board="lounge", title=short[0], text=parts[0], tags="odd")
    number = re.findall(r"/topics/(\d+)", topic)[0]
    for part in parts[:45]:
        sent(f"/contributions/{number}/replies", text=part)
    for at, part in enumerate(parts[:10]):
        sent("/chat/night-owls/messages", text=part, client_id=f"odd-{at}")
    story = re.findall(r"/stories/(\d+)", sent("/stories", title=short[1], text="\n\n".join(parts[45:60])))[0]
    sent(f"/stories/{story}/publication", then="publish")
    shopping = sent("/lists", title=short[2], note=short[3])
    writer.goto("/settings")
    own = {it: writer.locator(f"[name={it}]").first.input_value() for it in ("name", "language", "time_zone")}
    sent("/settings", bio=short[4], theme="auto", **own)
    pages = [f"{topic.split('?')[0]}?page={page}" for page in (1, 2, 3)]
    rest = ["/", "/lists", "/chat/night-owls", "/@wenhao", f"/search?{urlencode({'q': short[0]})}"]
    return [*pages, f"/stories/{story}", shopping, *rest]
