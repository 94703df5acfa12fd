"""What a page may do in a browser stands in its answer."""

import base64
import re
from hashlib import sha256


def test_the_one_style_in_a_page_is_the_one_that_is_allowed(app):
    answer = app.test_client().get("/sign-in")
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    known = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{known}';" in answer.headers["Content-Security-Policy"]
