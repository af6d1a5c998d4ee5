"""The browser in which pages are looked at: Debian's Chromium, which reaches no host but this one.

Where it is there, that is the one without a window around it (chromium-headless-shell), which opens a page in less
than half of the time. CHROMIUM names another.
"""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or "/usr/bin/chromium-headless-shell"
)
_QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no other host is ever reached
]


def launched(playwright: Playwright) -> Browser:
    """The browser, which the caller closes."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
