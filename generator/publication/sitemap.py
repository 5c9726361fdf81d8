"""Publication: the site map that search engines read.

Input: addresses of themed pages, firms' codes, certificates' numbers, the address of the
site. Output: XML by file name.
No dates: they would change every day, and what a firm's page says is dated on the page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = 20_000
"""Pages to a file; each stands in it in two languages, and 50,000 addresses are allowed."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def build_sitemaps(
    addresses: Sequence[str],
    codes: Sequence[str],
    site_url: str,
    certificates: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return sitemap.xml, and the parts it points to where one file cannot hold all pages."""
    base = site_url.rstrip("/") + "/"
    pages = [
        *addresses,
        *(f"firms/{code}/" for code in codes),
        *(f"certificates/{number}/" for number in certificates),
    ]
    chunks = [pages[at : at + LIMIT] for at in range(0, len(pages), LIMIT)] or [[]]
    if len(chunks) == 1:
        return {"sitemap.xml": _write_urls(chunks[0], base)}
    parts = {f"sitemap-{number}.xml": chunk for number, chunk in enumerate(chunks, 1)}
    index = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in parts)
    whole = f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{index}</sitemapindex>\n'
    return {
        "sitemap.xml": whole.encode(),
        **{name: _write_urls(chunk, base) for name, chunk in parts.items()},
    }


def _write_urls(pages: Sequence[str], base: str) -> bytes:
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in _both(pages, base))
    return f'{_HEAD}<urlset xmlns="{_SPACE}">\n{lines}</urlset>\n'.encode()


def _both(pages: Sequence[str], base: str) -> Iterator[str]:
    for page in pages:
        yield base + page
        yield f"{base}en/{page}"
