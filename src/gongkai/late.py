"""Late: a pattern that is compiled when it is first asked for something. Pure.

Compiling a long one takes as long as making ten pages, and most commands need few of those that their rooms know.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, as far as its methods and fields go; a `re.error` is raised when it is first used."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        """Asked for once: from then on it is this object's own, and as quick as a pattern's."""
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found
