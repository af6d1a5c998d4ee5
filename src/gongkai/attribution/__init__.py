"""Attribution: who answers for a node, and until when. Pure.

brackets.py   （A牵头，B参与）, （责任单位：A、B）, （住建局）: what a bracket says, if it names bodies at all
deadlines.py  完成时限：2025年12月 → a first and a last day, or standing
attribute.py  label lines and brackets of each node → bodies with their roles; the role of each node
"""

from gongkai.attribution.attribute import attribute

__all__ = ["attribute"]
