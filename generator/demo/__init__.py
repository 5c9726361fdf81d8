"""Demo: an invented registry for trials and benchmarks, drawn from a seed.

Input: the scaffold's standards, a number of firms, a seed and a day. Output: a registry's folder.
Every firm, person and finding is drawn; scores, grades and decisions follow from the records.
"""

from generator.demo.registry import write_demo

__all__ = ["write_demo"]
