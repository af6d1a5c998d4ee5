"""Commitments: what a plan promises and orders, read from its words by rules. Proposals, never facts.

clauses.py         sentences and clauses with their places; blanks masked
deadlines.py       which date governs which clause
target_words.py    tables: comparisons, units, states, directions
amounts.py         numbers with their units, what leads up to one and what bounds it
baselines.py       from what a target is measured
parameters.py      numbers of rules, which are no targets
targets.py         quantities: indicator, comparator, value, baseline
indicators.py      the figures of tables of indicators
states.py          states to be reached, directions to go
duty_words.py      tables: duties by kind, groups of bodies
actors.py          who has to do it: subject, inherited, inline, attribution
duties.py          what has to be done, for whom, how often, until when
misprints.py       tables: confusions of characters, by context
errata.py          suspected misprints
gather.py          all of a plan's nodes, numbered
"""

from gongkai.commitments.gather import Commitments, commitments

__all__ = ["Commitments", "commitments"]
