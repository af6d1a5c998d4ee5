"""Head: what a page says of itself to machines, and the way to it from home. Pure; HTML out, text escaped.

The names of the tags are those of the norms for Chinese government sites (SiteName, ColumnName,
ArticleTitle, PubDate, ContentSource …). What is not on record is left out: no code, no day is made up.
PubDate is the recorded day on which the revision, or the record that a page shows, was put on the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

from msgspec import Struct

from gongkai import addresses
from gongkai.views import Settings

# The type of column by the part of the site, and schema.org's type of what a page there shows.
COLUMNS: Mapping[str, str] = {
    "plan": "政策文件",
    "sections": "政策文件",
    "measures": "政策文件",
    "revisions": "政策文件",
    "units": "机构职责",
    "data": "数据开放",
}
USUAL_COLUMN = "信息公开"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TYPES: Mapping[str, str] = {
    "plan": "Legislation",
    "plan-part": "Legislation",
    "measure": "Legislation",
    "section": "Legislation",
    "revision": "Legislation",
    "revision-part": "Legislation",
    "unit": "GovernmentOrganization",
    "data": "Dataset",
}


class Site(Struct, frozen=True):
    """What every page says alike."""

    settings: Settings
    plan: str  # title of the plan
    issuer: str  # "" where the plan does not print it
    published: str  # the day on which the revision was put on the site; "" where none is recorded


def column_type(address: str) -> str:
    """ColumnType of the part of the site that `address` lies in."""
    return COLUMNS.get(address.partition("/")[0], USUAL_COLUMN)


def article(site: Site, *, address: str, title: str, kind: str, published: str = "") -> str:
    """The tags of a page that publishes something of the plan; `published` is its own day, if it has one."""
    day = published or site.published
    source = site.issuer or site.settings.publisher
    tags = {
        "ArticleTitle": title,
        "PubDate": day,
        "ContentSource": source,
        "Keywords": ",".join(word for word in (title, site.plan) if word),
    }
    lines = [_meta("name", name, value) for name, value in tags.items() if value]
    lines.append(_data(_described(site, address, title, kind, day)))
    return "\n".join(lines)


def trail(here: str, steps: Iterable[tuple[str, str]]) -> str:
    """The way from home to the page at `here`: (words, address) of each page above it."""
    items = "".join(
        f'<li><a href="{escape(addresses.relative(address, here))}">{escape(words)}</a></li>'
        for words, address in (("首页", addresses.HOME), *steps)
    )
    return f'<nav class="gk-crumbs" aria-label="所在位置"><ol>{items}</ol></nav>'


def _described(site: Site, address: str, title: str, kind: str, day: str) -> dict[str, object]:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(kind, "WebPage"),
        "name": site.plan if kind == "plan" else title,
        "inLanguage": "zh-CN",
    }
    if site.settings.site_url:
        said["url"] = site.settings.permanent(address)
    if said["@type"] == "GovernmentOrganization":
        del said["inLanguage"]
        return said
    if day:
        said["datePublished"] = day
    if site.settings.publisher:
        said["publisher"] = {"@type": "GovernmentOrganization", "name": site.settings.publisher}
    if said["@type"] == "Legislation" and kind != "plan":
        said["isPartOf"] = {"@type": "Legislation", "name": site.plan}
    if said["@type"] == "Dataset":
        said["description"] = f"{site.plan}：全部数据"
        said["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": site.settings.permanent("data/plan.json"),
            }
        ]
    return said


def _meta(key: str, name: str, value: str) -> str:
    return f'<meta {key}="{name}" content="{escape(value)}">'


def _data(value: Mapping[str, object]) -> str:
    """A block of data, never a script: `<` is written as an escape, so no text can end the block."""
    text = _JSON.encode(value).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
