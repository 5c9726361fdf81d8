"""Two versions of a registry in git: what differs, what that reaches, what it does to scores.

Input: a registry's folder and a base to compare with. Output: problems, or a comparison.
An edge of the house: it runs git, and leads what it finds through the rooms.
"""
