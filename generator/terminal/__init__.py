"""The terminal: tables and lines, plain where stdout is not a terminal.

Input: what the rooms made. Output: text in the reader's language.
"""
