"""Words: how text and queries are made alike before they are compared. Pure.

Folding never changes the number of characters, so that a place in the folded text is the same place
in the printed one and can be marked there. It therefore stops short of NFKC: full-width ASCII
(（５％） → (5%)), the ideographic space, case of A–Z and curled quotation marks; Ⅲ, ① and ㎡ stay.
"""

from __future__ import annotations

import re

_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED |= dict.fromkeys((0x3000, 0xA0), " ")
_FOLDED |= {ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"}
_FOLDED |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FOLDED |= {code + 0xFEE0: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}

# White space as the browser's \s has it: it parts the words of a query and is in no posting.
WHITE = frozenset("\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_LOOSE = re.compile(f"[、{re.escape(''.join(sorted(WHITE)))}]")
# A full stop says something between two digits only: 5.3.2, but 2. is 2.
_STOP_AFTER, _STOP_BEFORE = re.compile(r"\.(?![0-9])"), re.compile(r"(?<![0-9])\.")


def fold(text: str) -> str:
    """`text` as it is compared: as many characters, each in its place."""
    return text.translate(_FOLDED)


def key(text: str) -> str:
    """The form under which a whole query finds a number or name: 五、（三）2. and 五（三）2 are one."""
    return _STOP_BEFORE.sub("", _STOP_AFTER.sub("", _LOOSE.sub("", fold(text))))
