"""Fuzzing: the check of records, fed with bytes that nobody would write."""
