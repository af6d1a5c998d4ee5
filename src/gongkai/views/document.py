"""The plan as a document: what the norms for disclosure ask to be said of one. Pure.

A field that is not on record says so (未提供); no day is passed off as another: 成文日期 is the one printed in
the plan, 发布日期 the recorded one on which this revision was put on the site.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from gongkai.model import Revision
from gongkai.revise.succession import Standing, standing
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.settings import Settings

VALIDITY: Mapping[Standing, str] = {
    "draft": "草稿，未经批准",
    "approved": "已批准，尚未施行",
    "in_force": "有效",
    "ended": "失效（期限已满）",
    "superseded": "失效（已被新的修订版取代）",
    "withdrawn": "失效（已撤回）",
}


class Document(Struct, frozen=True):
    """(Name, what is said) of each field, in the order of the norms."""

    rows: tuple[tuple[str, str], ...]


def document(index: Index, settings: Settings) -> Document:
    """The view of the plan's particulars."""
    revision = index.plan.revision
    said = {
        "标题": revision.title,
        "索引号": settings.index_number,
        "主题分类": settings.category,
        "发文机关": revision.issuer,
        "文号": revision.number,
        "成文日期": revision.issued,
        "发布日期": words.day(revision.published),
        "有效性": _validity(revision, index.plan.as_of),
        "本站版本": revision.id,
    }
    return Document(tuple((name, value or words.NOT_GIVEN) for name, value in said.items()))


def _validity(revision: Revision, as_of: str | None) -> str:
    """What the revision is worth on the day by its own records; "" where they do not say."""
    name = revision.id or ""
    return VALIDITY[standing({name: revision}, name, as_of)] if revision.state else ""
