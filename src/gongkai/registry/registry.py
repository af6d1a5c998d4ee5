"""Registry: a printed name → its unit; the mentions of units in a text. Pure.

In: units with names, short forms, aliases and former names; what the project registers goes before the
shipped list. A blank never resolves. Mentions are found in one pass, the longest name first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from gongkai.late import late
from gongkai.model import Unit
from gongkai.registry.folding import fold
from gongkai.registry.names import plausible

Spelt = tuple[Mapping[str, Unit], frozenset[str]]
_PLACE = late(r"省|自治区|市|县|区|州|旗|盟")
# 县住建局和县财政局 is no 县财政局, nor is 县融媒体中心与团县委 a 县委; no county stands below a town (城关镇和县水利局, its 和 folded away).
_BODY_BEFORE = late(
    r"[局委部办会府处厅院与、，,;；()]|中心|公司|大队|支队|团$|..[乡村]$|..(?<!景德)镇$|街道$|社区$"
)
# 各区县政府 and 有关县政府 are many, and 区县政府 is of both levels: no place stands before, and no one body is meant.
_NO_PLACE = late(r"各|有关|相关|所有|其他|[省市县区州旗盟]+$")
# 报县水利局, 数据来源:县统计局: words before a name that are no place.
_NO_NAME = late(r"[^各省市县区州旗]$|原|位于|不?含|除|包括|其中|.*:")
_JOINT = late(r"(?<=[省市县区州旗]委[、和及])政府")
_ASIDE = late(r"(?<=.)\([^()]*\)$")
# 国家税务总局清河县税务局: the body above it stands before its name.
_OVER = late(r"国家税务总局(?=.*税务局$)")
# 中国人民银行清河支行, 国网清河供电公司: the place stands within the name of a branch.
_BRANCH_OF = late(
    r"(?P<whole>中国人民银行|人民银行|人行|国网|国家电网|中国(?:移动|联通|电信|铁塔|(?:邮政储蓄|农业发展|农业|建设|工商)银行|邮政)|农发行|农行|建行|工行|邮储银行"
    r"|(?:国家)?(?:金融监督管理|金融监管)总局|国家统计局)(?P<rest>.{4,20})"
)
_LONGEST_PLACE = 6
# 各市(州)、县(市、区)人民政府, in whatever order the levels are printed: one group.
_ALL_PLACES = late(
    r"各(?:自治[县州旗]|[市县区州盟旗、,()]|设区|地级?(?:以上)?(?=市))+(?:人民政府|政府|党委、?(?:人民)?政府|党委)?"
)
_EVERY_PLACE = "各县区"
_BRANCH, _BRANCH_ID = "分局", "-fenju"
# Words that end in a level's sign, and words that begin with a body's last character: no names there.
_WORD_BEFORE = frozenset(
    [
        "辖区",
        "园区",
        "社区",
        "地区",
        "城区",
        "灾区",
        "景区",
        "校区",
        "小区",
        "片区",
        "街区",
        "山区",
        "矿区",
        "库区",
        "林区",
        "牧区",
        "郊区",
        "城市",
        "超市",
        "门市",
        "都市",
    ]
)
_WORD_AFTER = frozenset(
    [
        "办法",
        "办理",
        "办公",
        "办学",
        "局面",
        "局部",
        "委员",
        "委托",
        "部分",
        "部署",
        "处理",
        "处置",
        "处罚",
        "院校",
        "站点",
        "社会",
    ]
)


class _Names(Struct, frozen=True):
    """Units by every name, as compared and as printed, and by identifier."""

    folded: Mapping[str, Unit]
    printed: Mapping[str, Unit]
    by_id: Mapping[str, Unit]


class Registry:
    """Units by every name they bear. Immutable once made; thousands of names are gone through when the first is asked for."""

    def __init__(
        self,
        units: Iterable[Unit],
        *,
        beneath: Registry | None = None,
        spelt: Callable[[], Spelt] = lambda: ({}, frozenset()),
    ) -> None:
        """`spelt` gives further spellings with their units, and those too weak to count as a mention in a text."""
        self.units = tuple(units)
        self._beneath = beneath
        self._spelt = spelt
        self._own = {unit.id: unit for unit in self.units}
        self._now: dict[str, str] = dict(beneath._now) if beneath else {}
        self._now.update({old: unit.id for unit in self.units for old in unit.former_ids})

    @cached_property
    def _names(self) -> _Names:
        beneath = self._beneath._names if self._beneath else _Names({}, {}, {})
        folded, printed = dict(beneath.folded), dict(beneath.printed)
        former = {old: unit for unit in self.units for old in unit.former_ids}
        for held in (folded, printed):  # what stood under a former id is that unit now
            held.update({name: former[one.id] for name, one in held.items() if one.id in former})
        spelt, only_exact = self._spelt()
        for name, unit in spelt.items():
            folded[fold(name)] = unit
            if name not in only_exact:
                printed[name] = unit
                printed[name.replace("(", "（").replace(")", "）")] = unit
                printed.setdefault(_without_and(name), unit)
        for unit in self.units:
            for known in (unit.name, unit.short, *unit.aliases, *(old for old, _ in unit.formers)):
                if known and (plain := fold(known)):
                    folded[plain] = unit
                    printed[known] = unit
                    printed.setdefault(_without_and(known), unit)
        by_id = {unit.id: unit for unit in (*folded.values(), *self.units)}
        return _Names(folded, printed, by_id)

    @cached_property
    def _by_start(self) -> Mapping[str, Sequence[str]]:
        """Printed names by their first two characters, the longest first; whoever only looks up names needs none of it."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._names.printed, key=lambda name: (-len(name), name)):
            if len(name) >= 2:
                found.setdefault(name[:2], []).append(name)
        return found

    def resolve(self, printed: str) -> Unit | None:
        """The unit that a printed name stands for; a place before it (临江市水务局) is passed over."""
        name = fold(printed)
        if not name or len(name) > 40:
            return None
        known = self._names.folded
        if unit := known.get(name):
            return unit
        if above := _OVER.match(name):
            return self.resolve(name[above.end() :])
        for place in _PLACE.finditer(name, 0, 12):
            if _BODY_BEFORE.search(name, 0, place.start()):
                break
            if place.start() and _NO_NAME.match(name[: place.start()]):
                continue
            unit = known.get(name[place.start() :]) or known.get(name[place.end() :])
            if unit and (unit.kind == "group" or not _NO_PLACE.match(name, 0, place.start())):
                return unit
        if _ALL_PLACES.fullmatch(name):
            return known.get(_EVERY_PLACE)
        branch = _BRANCH_OF.fullmatch(name)
        if branch and (unit := self._branch(**branch.groupdict())):
            return unit
        if (aside := _ASIDE.search(name)) and _BRANCH not in aside[0]:
            return self.resolve(name[: aside.start()])  # 县水利局（县河长办）
        if name.endswith(_BRANCH) and (whole := self.resolve(name.removesuffix(_BRANCH))):
            return replace(
                whole,
                id=whole.id + _BRANCH_ID,
                name=whole.name + _BRANCH,
                aliases=(),
                short=None,
                formers=(),
                former_ids=tuple(old + _BRANCH_ID for old in whole.former_ids),
            )
        return None

    def _branch(self, whole: str, rest: str) -> Unit | None:
        """The branch of a national body at a place; the sign of its level counts as it does before a name."""
        for size in range(2, min(_LONGEST_PLACE, len(rest) - 2) + 1):
            level = rest[size - 1] if _PLACE.fullmatch(rest[size - 1 : size]) else ""
            if unit := self._names.folded.get(level + whole + rest[size:]):
                return unit
        return None

    def unit(self, identifier: str) -> Unit | None:
        """The unit of that identifier."""
        return self._own.get(identifier) or self._names.by_id.get(identifier)

    def now(self, identifier: str) -> str:
        """The id that a unit bears now, whatever it is known by; one that was never given up stays."""
        whole = identifier.removesuffix(_BRANCH_ID)
        if identifier in self._now or whole not in self._now:
            return self._now.get(identifier, identifier)
        return self._now[whole] + _BRANCH_ID

    def plausible(self, name: str) -> bool:
        """Whether a name that is not registered looks like a body's."""
        return plausible(name)

    def mentions(self, text: str) -> tuple[tuple[int, int, Unit], ...]:
        """(start, end, unit) of each name in `text`, 0-based; the longest name wins, none overlap."""
        found: list[tuple[int, int, Unit]] = []
        at = 0
        while at < len(text) - 1:
            name = self._longest(text, at)
            if name and _apart(text, at, at + len(name)):
                found.append((at, at + len(name), self._names.printed[name]))
                at += len(name)
                continue
            if joint := _JOINT.match(text, at):  # 县委、政府: the government of the same county
                government = self._names.printed.get(f"{text[at - 3]}政府")
                if government:
                    found.append((joint.start(), joint.end(), government))
                    at = joint.end()
                    continue
            at += 1
        return tuple(found)

    def _longest(self, text: str, at: int) -> str | None:
        for name in self._by_start.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                return name
        return None


def _without_and(name: str) -> str:
    """The name as often printed, 住房城乡建设局 for 住房和城乡建设局; a 和 that opens it is a place's."""
    return name[:1] + name[1:].replace("和", "")


def _apart(text: str, start: int, end: int) -> bool:
    """Whether the name at `start:end` is no part of a longer word (辖区政府, 考核办法, 党组织部门)."""
    if start and text[start - 1] == "党" and text[start] not in "党各":
        return False
    if start and text[start - 1 : start + 1] in _WORD_BEFORE:
        return False
    return text[end - 1 : end + 1] not in _WORD_AFTER
