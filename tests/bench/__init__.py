"""Measurements of what a build costs; run by `make bench`, never by `make test`."""
