"""Verification: whether a file is what the committee signed; anything unforeseen is refused.

Input: bytes from anybody. Output: what was signed, by which key, or why it is refused. An edge.
"""
