"""Refusals: what is wrong in mkdocs.yml → findings that know its line and speak both languages. Pure.

MkDocs speaks English, and of a key without its place; so do the options of ours that it validates. What it says most often
to an editor is told in Chinese by the table below; the rest is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

import yaml
from msgspec.structs import replace

from gongkai.late import late
from gongkai.sources import Finding
from gongkai.sources.near import near
from gongkai.yaml_tree import events, malformed, place

NAME = "mkdocs.yml"
WHOLE = "YAML"  # the key of what is wrong with the file as a whole
REPEATED = "names (&, *) repeat more than a file may say"
_OPTION = late(r"Plugin '[^']*' option '(?P<key>[^']*)': (?P<reason>.*)", re.DOTALL)
_TYPE = late(
    r"Expected type: .*?'(str|bool|int|list|dict)'.* but received: .*",
    re.DOTALL,
)
_TYPES = {
    "str": "文字",
    "bool": "true 或 false",
    "int": "整数",
    "list": "列表",
    "dict": "“键: 值”的形式",
}
_CHINESE = tuple(
    (late(english, re.DOTALL), chinese)
    for english, chinese in (
        (r"Required configuration not provided\.", "没有写，要写明"),
        (r"The URL isn't valid, .*|Unable to parse the URL\.", "网址要写全，以 https:// 开头"),
        (r"Expected a string, got .*", "这里应为文字"),
        (r"“(.*)” is no day; write YYYY-MM-DD", "“{0}” 不是日期；写作 YYYY-MM-DD"),
        (r"“(.*)” is no domain and day, such as .*", "“{0}” 应写作 域名,日期，如 example.gov.cn,2024-01-01"),
        (r"“(.*)” is no address: .*", "“{0}” 不是可用的地址；写 mailto: 或 https:// 开头的"),
        (r"The path '(.*)' isn't an existing .*", "没有“{0}”这个文件夹或文件"),
        (r"The path set in custom_dir \('(.*)'\) does not exist\.", "没有“{0}”这个文件夹"),
        (r"The \"(.*)\" plugin is not installed", "没有安装插件“{0}”"),
        (r"Unrecognised theme name: '([^']*)'.*", "没有安装主题“{0}”；写 material"),
        (r"Failed to load extension '([^']*)'.*", "Markdown 扩展“{0}”装不上"),
        (r"Invalid Plugins configuration.*", "应为插件的列表（- 开头）"),
        (r"Invalid Markdown Extensions configuration.*", "应为扩展的列表（- 开头）"),
        (r"Expected nav (?:to be a list|item to be).*", "导航应为列表（- 开头），每项写作“名称: 页面”"),
        (r"could not determine a constructor for the tag '(.*)'", "不能用“{0}”这样的标签"),
        (r"!ENV: a value of the environment .*", "!ENV：运行环境里的值不进网站，直接写出来"),
        (re.escape(REPEATED), "用 & 和 * 重复的内容太多，直接写出来"),
    )
)  # fmt: skip


def refused(key: str, reason: str, chinese: str = "", file: str = NAME) -> Finding:
    """What is wrong with `key`; `chinese` is the reason where the table has none.

    `file` is mkdocs.yml, or one that it takes over.
    """
    reason = " ".join(reason.split())
    if found := _OPTION.fullmatch(reason):
        key, reason = found["key"], found["reason"]
    args = {"key": key, "reason": chinese or _in_chinese(reason), "reason_en": reason}
    return Finding("site-configuration", file, args=args)


def unreadable(file: str, data: bytes, error: yaml.YAMLError) -> Finding:
    """Why `file`, mkdocs.yml or one that it takes over, cannot be read as YAML."""
    try:
        wrong = malformed(error, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Finding("yaml-encoding", file)
    if isinstance(error, yaml.constructor.ConstructorError):
        told = refused(WHOLE, error.problem or "", file=file)
        return replace(told, line=wrong.line, col=wrong.col)
    return Finding(wrong.rule, file, wrong.line, wrong.col)


def unknown(names: AbstractSet[object], known: AbstractSet[str]) -> Iterator[Finding]:
    """A finding for each of the `names` that is none of the `known`: what is said there would have no effect.

    YAML takes a key such as `on` or 2026 for a value that is no text.
    """
    there = sorted(known)
    for name in sorted(map(str, names - known)):
        args = {"key": name, "meant": near(name, there)}
        yield Finding("site-option", NAME, args=args)


def placed(data: bytes, findings: Iterable[Finding], file: str = NAME) -> Iterator[Finding]:
    """The `findings` with the places of their keys in `data`, what `file` holds."""
    places = places_of(data)
    for one in findings:
        if one.file == file and not one.line:
            line, col = places.get(one.args.get("key", "").partition(" ")[0], (0, 0))
            one = replace(one, line=line, col=col)
        yield one


def _in_chinese(reason: str) -> str:
    if found := _TYPE.fullmatch(reason):
        return f"这里应为{_TYPES[found[1]]}；文字加上引号"
    for english, chinese in _CHINESE:
        if found := english.fullmatch(reason):
            return chinese.format(*found.groups())
    return reason


def places_of(data: bytes) -> dict[str, tuple[int, int]]:
    """Line and column of each key, and of each item of a list (a plugin stands as one), where it stands first."""
    found: dict[str, tuple[int, int]] = {}
    behind: list[bool | None] = [
        None
    ]  # of each mapping around whether a key stands before what comes; of a list None
    try:
        for event in events(data):
            if isinstance(event, yaml.ScalarEvent) and not behind[-1]:
                found.setdefault(event.value, place(event))
            if isinstance(event, yaml.NodeEvent) and behind[-1] is not None:
                behind[-1] = not behind[-1]
            if isinstance(event, yaml.CollectionStartEvent):
                behind.append(False if isinstance(event, yaml.MappingStartEvent) else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                behind.pop()
    except yaml.YAMLError:
        pass  # what is wrong there is told by itself
    return found
