"""Findings: what is wrong, where, what to do. Values; the words are looked up when they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from gongkai.sources.near import asked
from gongkai.sources.rules import FORMS, RULES, Severity
from gongkai.sources.span import Place
from gongkai.sources.system import system_words

Language = Literal["zh", "en"]


class Finding(Struct, frozen=True):
    """One thing that was found: by which of `RULES`, with the arguments that its words ask for; `meant` is the name that was
    likely meant.

    `file` is as the user named it; `line` and `col` are 1-based, 0 = whole file. `place` is where the line stands in an original that is no text (its page, its paragraph).
    """

    rule: str
    file: str
    line: int = 0
    col: int = 0
    args: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return RULES[self.rule].severity

    def message(self, language: Language) -> str:
        """What is wrong."""
        rule = RULES[self.rule]
        args = self.args
        if "reason" in args:
            reason = args.get("reason_en", args["reason"]) if language == "en" else args["reason"]
            args = {**args, "reason": system_words(reason, language)}
        if "wanted" in args and language == "en":
            args = {**args, "wanted": FORMS.get(args["wanted"], args["wanted"])}
        message = (rule.zh if language == "zh" else rule.en).format(**args)
        message += asked(self.args.get("meant", ""), chinese=language == "zh")
        if self.place is None:
            return message
        place = self.place.text(language)
        return f"{message}（{place}）" if language == "zh" else f"{message} ({place})"

    def hint(self, language: Language) -> str:
        """What to do."""
        rule = RULES[self.rule]
        return (rule.hint_zh if language == "zh" else rule.hint_en).format(**self.args)

    def text(self, language: Language) -> str:
        """`file:line:col: what is wrong — what to do  [rule]`."""
        place = ":".join([self.file, *(str(at) for at in (self.line, self.col) if at)])
        return f"{place}: {self.message(language)} — {self.hint(language)}  [{self.rule}]"


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those after which nothing is written or published."""
    return tuple(finding for finding in findings if finding.severity == "error")
