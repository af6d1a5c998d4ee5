"""Text that would run, style or pretend, were it taken for anything but text. `MARK` finds it again."""

from __future__ import annotations

MARK = "gkx"

PAYLOADS: tuple[str, ...] = (
    f"<script>{MARK}(1)</script>",
    f'"><img src=x onerror={MARK}(2)>',
    f"' autofocus onfocus='{MARK}(3)",
    f"</title></style></textarea></script><svg onload={MARK}(4)>",
    f"<!--{MARK}--><![CDATA[{MARK}]]>",
    f"{{{{ 7777*7 }}}}{{% raw %}}{{# {MARK} #}}",
    f"**{MARK}** [{MARK}](javascript:{MARK}(5)) `{MARK}`",
    f"&lt;b&gt;{MARK}&lt;/b&gt; &#60;script&#62;",
    f"${{{MARK}}} \\u003cscript\\u003e \\x3cb\\x3e",
    f"=HYPERLINK({MARK})",
    f"\u202e{MARK}\u2066\u200b",
    f"javascript:{MARK}(6)",
)
ALL = " ".join(PAYLOADS)
