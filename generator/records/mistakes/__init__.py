"""Records, where something is wrong: which slip it is, what was meant, how to say it.

Input: a text that YAML cannot read, or a value that its form refuses. Output: one problem for one
cause. For good records none of this is loaded.
"""
