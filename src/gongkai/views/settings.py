"""Settings: what the publisher of a site decides about it. A value; read from the host's configuration.

`contact` is where an error is reported: a `mailto:` address or a web address, in which `{title}`,
`{place}`, `{quote}` and `{address}` are filled in. Any other scheme is refused: it becomes a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Settings:
    """`site_url` ends with a slash, or is "" where the site does not know its own address."""

    site_name: str = ""
    site_url: str = ""
    publisher: str = ""
    contact: str = ""
    authority: str = ""  # who names the entries of feeds: example.gov.cn,2024-01-01

    def __post_init__(self) -> None:
        if self.contact and not self.contact.startswith(("mailto:", "https://", "http://")):
            raise ValueError(f"contact {self.contact!r}: mailto:, https: or http: is expected")
        if self.site_url and not self.site_url.endswith("/"):
            object.__setattr__(self, "site_url", self.site_url + "/")

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
