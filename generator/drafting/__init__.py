"""Drafting: records that people go on to fill in, and whole registries to begin with.

Input: a foundation, a firm and what was asked. Output: the text of a file, commented in one
language, ready to be written once. An edge of the house: it may read from every room.
"""
