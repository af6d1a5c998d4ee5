"""Outline: a source's lines as frame and numbered tree. Pure; odd input gives findings, never an exception.

markers.py   the forms of numbering, as data, and the marker that opens a line
frame.py     title, number, salutation, closing …: which lines are no part of any node
tables.py    task tables: rows of 重点任务, 牵头单位, 完成时限 in any order of columns
matrices.py  tables whose columns are bodies and whose cells bear signs: ★ 牵头, ▲ 配合
headings.py  what of a node's first line is its heading
unnumbered.py  headings without a number: 【重点任务】, 县水利局牵头工作（3项）, short phrases
wrapped.py   lines that go on with the one above: a margin, a heading, a list or a bracket broken over lines
tree.py      lines → nodes: levels learnt from the document, paths by order, labels as printed
"""

from gongkai.outline.tree import Outline, outline

__all__ = ["Outline", "outline"]
