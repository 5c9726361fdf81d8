"""Assessment: the statistics that sampling needs.

Input: counts. Output: intervals as floats, for showing only: no score rests on them.
"""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""


def wilson_interval(successes: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of a share, both ends in 0–1.

    Source: E. B. Wilson (1927), Probable inference, JASA 22, 209–212; 0 of 20 → 0–0.1611.
    Raises ValueError unless 0 ≤ successes ≤ n and n > 0.
    """
    if n <= 0 or not 0 <= successes <= n:
        message = f"no share: {successes} of {n}"
        raise ValueError(message)
    share = successes / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle = share + z * z / (2 * n)
    scale = 1 + z * z / n
    low = 0.0 if successes == 0 else (middle - spread) / scale
    high = 1.0 if successes == n else (middle + spread) / scale
    return low, high
