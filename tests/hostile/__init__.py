"""Input that means harm, or that no one meant at all: every way in bears it.

For each, the tool says what is wrong in lines or takes it as text; it never fails with a traceback, waits for
ever, writes outside its folder or lets markup through to a page. All of it is made when the tests run.
"""
