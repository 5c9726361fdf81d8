"""Deciding: a decision of the committee is filled in, tried as if it were written, and appended.

An edge beside drafting: it reads records, asks the rules and the state machine, writes one file.
"""
