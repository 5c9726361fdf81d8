"""The commands of `certify`, one module each, loaded when called.

Input: arguments. Output: words on the terminal and an exit code. What is computed is computed by
the rooms; what is printed is worded by `generator.terminal`.
"""
