"""Revise: two revisions of one plan side by side. Pure.

likeness.py    how alike the words of two nodes are, and which are worth comparing
match.py       which node of an earlier revision a node is: permanent identifiers go over
kinship.py     which nodes were split from one, or merged into one
succession.py  the order of revisions, what each is worth on a day
order.py       things in a new order: which of them stayed
tokens.py      two texts as what stays and what changes, in units that a reader of Chinese sees
change.py      one change: its kind, its node, whom it concerns
amended.py     what changed within a node that both have
diff.py        two revisions → all changes
"""
