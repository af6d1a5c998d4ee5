"""Options: what mkdocs.yml says under `plugins: - gongkai:`, read by MkDocs' own rules.

In: the options as YAML gives them; out: `views.Settings`, an as-of day. Pure but for MkDocs' classes.
A bare `2020-10-15` is a date to YAML and "2020-10-15" a string: both are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from gongkai.day import day_of
from gongkai.sources import Finding
from gongkai.views import Settings
from gongkai.views.settings import CONTACTS

_AUTHORITY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,\d{4}(?:-\d{2}(?:-\d{2})?)?")
DEMONSTRATION = "软件演示，非政府网站"


class Day(c.Type[str | date]):
    """A day, `YYYY-MM-DD`."""

    def __init__(self) -> None:
        super().__init__((str, date))

    def run_validation(self, value: object) -> date:
        """The day, or MkDocs' error for anything else."""
        given = super().run_validation(value)
        day = given if isinstance(given, date) else day_of(given)
        if day is None:
            raise ValidationError(f"“{given}” is no day; write YYYY-MM-DD")
        return day


class Authority(c.Type[str]):
    """A name and a day on which it was the publisher's, as RFC 4151 has it: example.gov.cn,2024-01-01."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The name and day, or MkDocs' error for anything else."""
        given = super().run_validation(value)
        if given and not _AUTHORITY.fullmatch(given):
            raise ValidationError(
                f"“{given}” is no domain and day, such as example.gov.cn,2024-01-01"
            )
        return given


class Contact(c.Type[str]):
    """Where an error is reported: a mailbox, or a page."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The address, or MkDocs' error for anything else."""
        given = super().run_validation(value)
        if given and not given.startswith(CONTACTS):
            raise ValidationError(f"“{given}” is no address: mailto:, https: or http: is expected")
        return given


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin; mkdocs.yml of the demonstration explains each in Chinese."""

    macros = c.Type(str, default="macros")
    revision = c.Optional(c.Type(str))
    as_of = c.Optional(Day())
    publisher = c.Type(str, default="")
    contact = Contact(default="")
    authority = Authority(default="")
    site_code = c.Type(str, default="")
    icp = c.Type(str, default="")
    police = c.Type(str, default="")
    index_number = c.Type(str, default="")
    category = c.Type(str, default="")
    demonstration = c.Type(bool, default=False)
    illustration = c.Type(bool, default=False)


def day(value: date | str | None) -> date | None:
    """An option of type `Day` after MkDocs has read it."""
    return value if isinstance(value, date) else None


def without_codes(settings: Settings, *, demonstration: bool) -> Iterator[Finding]:
    """What an office's site lacks by the norms. A demonstration has no codes to bear."""
    missing = [name for name, code in settings.codes if not code]
    if missing and not demonstration:
        yield Finding("site-codes", "mkdocs.yml", args={"names": "、".join(missing)})


def settings(options: Options, site_name: str, site_url: str | None) -> Settings:
    """What the publisher set, as views need it. ValueError where `contact` is no address."""
    return Settings(
        site_name=site_name,
        site_url=site_url or "",
        publisher=options.publisher,
        contact=options.contact,
        authority=options.authority,
        site_code=options.site_code,
        icp=options.icp,
        police=options.police,
        index_number=options.index_number,
        category=options.category,
    )
