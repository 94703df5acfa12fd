"""What a browser calls itself, in words a person recognises: «Firefox on Windows»."""

import re

from flask_babel import gettext as _

# The first that is found: most browsers also claim to be the ones before them.
BROWSERS = (
    (r"MicroMessenger", "WeChat"),
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"HuaweiBrowser", "Huawei Browser"),
    (r"MiuiBrowser", "Mi Browser"),
    (r"QQBrowser", "QQ Browser"),
    (r"UCBrowser", "UC Browser"),
    (r"coc_coc_browser|CocCoc", "Cốc Cốc"),
    (r"Zalo", "Zalo"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"HeadlessChrome|Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)
SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Macintosh|Mac OS X", "Mac"),
    (r"CrOS", "Chromebook"),
    (r"Linux|X11", "Linux"),
)
HANDHELD = {"iPhone", "iPad", "HarmonyOS", "Android"}


def browser_in_words(user_agent: str) -> str:
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("An unknown browser")


def is_handheld(user_agent: str) -> bool:
    return _first(SYSTEMS, user_agent) in HANDHELD


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for pattern, name in names if re.search(pattern, user_agent)), None)
