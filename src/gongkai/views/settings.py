"""Settings: what the publisher of a site decides about it. A value; read from the host's configuration.

`contact` is where an error is reported: a `mailto:` address or a web address, in which `{title}`,
`{place}`, `{quote}` and `{address}` are filled in. Any other scheme is refused: it becomes a link.
"""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import force_setattr

NO_AUTHORITY = "gongkai.invalid"
CONTACTS = ("mailto:", "https://", "http://")


class Settings(Struct, frozen=True):
    """`site_url` ends with a slash, or is "" where the site does not know its own address.

    A code that no authority has given is "": it is left out of every page, never made up.
    """

    site_name: str = ""
    site_url: str = ""
    publisher: str = ""
    contact: str = ""
    site_code: str = ""  # 政府网站标识码
    icp: str = ""
    police: str = ""  # 公安机关备案号
    index_number: str = ""  # 索引号 of the plan as a document
    category: str = ""  # 主题分类
    # Who names the entries of feeds and calendars: a domain and a day on which it was the publisher's,
    # example.gov.cn,2024-01-01. Chosen once, it survives a change of domain.
    authority: str = ""

    def __post_init__(self) -> None:
        if self.contact and not self.contact.startswith(CONTACTS):
            raise ValueError(f"contact {self.contact!r}: mailto:, https: or http: is expected")
        if self.site_url and not self.site_url.endswith("/"):
            force_setattr(self, "site_url", self.site_url + "/")

    @property
    def calendar_authority(self) -> str:
        """What stands behind the @ of every calendar entry's identifier."""
        return self.authority.partition(",")[0] or NO_AUTHORITY

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The site's codes by name; "" where none is given."""
        return (
            ("网站标识码", self.site_code),
            ("ICP备案号", self.icp),
            ("公安机关备案号", self.police),
        )

    def permanent(self, address: str) -> str:
        """The address to cite, whole where the site knows its own."""
        return self.site_url + address

    def report(self, *, title: str, place: str, words: str, address: str) -> str:
        """A link that reports an error and carries the quoted words; "" where no contact is set."""
        if not self.contact:
            return ""
        values = {
            "title": f"勘误：{title}",
            "place": place,
            "quote": words,
            "address": self.permanent(address),
        }
        filled = self.contact
        for name, value in values.items():
            filled = filled.replace("{" + name + "}", quote(value, safe=""))
        if filled == self.contact and filled.startswith("mailto:") and "?" not in filled:
            body = f"位置：{place}\n原文：{words}\n地址：{values['address']}\n\n问题说明：\n"
            filled += f"?subject={quote(values['title'], safe='')}&body={quote(body, safe='')}"
        return filled
