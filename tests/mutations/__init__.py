"""What the tests are worth: the core is broken in one place at a time, and a test must see it.

table.py  the breaks, written by hand: what is put in the place of what, and which tests should fail
run.py    each in a copy of the project: `python -m tests.mutations.run` (scripts/mutate)
"""
