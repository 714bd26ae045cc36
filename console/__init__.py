"""The street console: a street's snapshot on the analyst's desk, floor by floor (README.md)."""

VERSION = "0.9.0"
