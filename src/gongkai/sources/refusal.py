"""A source that cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """A source that cannot be read. `rule` is the finding that says why, `args_of_rule` its arguments."""

    def __init__(self, rule: str, **args: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.args_of_rule = args
