"""gongkai (公开): a government plan as it was issued, published as a public, checkable site."""

__version__ = "0.1.0"
