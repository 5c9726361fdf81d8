"""Assessment: the statistics that sampling needs.

Input: counts. Output: intervals as floats, for showing only, and quantiles in whole millionths:
no score rests on either.
"""

from __future__ import annotations

from math import atan2, cos, exp, log, pi, sin, sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""
MILLION = 1_000_000
TINY = 1e-300
"""In place of a nought whose logarithm is asked for."""
_INTERVALS = 384
"""Of the grid on which a density is added up."""


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


def draw_quantiles(successes: int, n: int, count: int) -> tuple[int, ...]:
    """Return the quantiles at (i + ½) ÷ count of a share's Jeffreys posterior, in millionths.

    The posterior is Beta(successes + ½, n − successes + ½); see L. D. Brown, T. T. Cai and
    A. DasGupta (2001), Interval estimation for a binomial proportion, Stat. Sci. 16, 101–133.
    With share = sin² θ its density is sin^(2·successes) θ · cos^(2·failures) θ on 0 … π/2: smooth,
    and below exp(−n·d²) at a distance d from its peak. It is added up over a grid around the peak
    and inverted by cubics, right to a millionth; in whole millionths nothing is left of the last
    bit in which one machine's sines may differ from another's.
    `count` is up to a few thousand. Raises ValueError unless 0 ≤ successes ≤ n.
    """
    if not 0 <= successes <= n:
        message = f"no share: {successes} of {n}"
        raise ValueError(message)
    failures = n - successes
    peak = atan2(sqrt(successes), sqrt(failures)) if n else pi / 4
    reach = 6 / sqrt(n) if n else pi
    start, end = max(0.0, peak - reach), min(pi / 2, peak + reach)
    step = (end - start) / _INTERVALS
    nodes = [start + at * step for at in range(_INTERVALS + 1)]
    top = _log_density(peak, successes, failures)
    density = [exp(_log_density(node, successes, failures) - top) for node in nodes]
    slope = [
        height * _slope(node, successes, failures)
        for node, height in zip(nodes, density, strict=True)
    ]
    # The trapezoid with its end correction, as good as Simpson's rule.
    below = [0.0]
    for at in range(_INTERVALS):
        area = step * (density[at] + density[at + 1]) / 2
        below.append(below[-1] + area + step * step * (slope[at] - slope[at + 1]) / 12)
    quantiles, at = [], 0
    for number in range(count):
        wanted = below[-1] * (2 * number + 1) / (2 * count)
        while below[at + 1] < wanted:
            at += 1
        width = below[at + 1] - below[at]
        part = (wanted - below[at]) / width
        angle = nodes[at] + _bend(part, step, width / density[at], width / density[at + 1])
        quantiles.append(int(sin(angle) ** 2 * MILLION + 0.5))
    return tuple(quantiles)


def _log_density(angle: float, successes: int, failures: int) -> float:
    value = 2 * successes * log(max(sin(angle), TINY)) if successes else 0.0
    return value + (2 * failures * log(max(cos(angle), TINY)) if failures else 0.0)


def _slope(angle: float, successes: int, failures: int) -> float:
    """Return the derivative of the logarithm of the density."""
    value = 2 * successes * cos(angle) / max(sin(angle), TINY) if successes else 0.0
    return value - (2 * failures * sin(angle) / max(cos(angle), TINY) if failures else 0.0)


def _bend(part: float, rise: float, first: float, last: float) -> float:
    """Return the cubic from 0 to `rise` with these slopes at its ends, at `part` of the way."""
    rest = 1 - part
    return part * (part * (3 - 2 * part) * rise + rest * (rest * first - part * last))
