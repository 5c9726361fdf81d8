"""Publication: a certificate's badge, an SVG of at most 3 KB that a firm shows on its own site.

Input: a certificate as it stands, its grade. Output: the bytes of `badges/<number>.svg`.
It prints its last valid day, so that an <img>, where no script runs, does not lie; embedded by
<object> or <iframe>, it turns grey by the visitor's clock. Whatever does not hold is grey anyway.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from generator.certification.standing import Status
from generator.records.model import Text

if TYPE_CHECKING:
    from generator.publication.worth import Stand
    from generator.records.model import Grade

WIDTH, HEIGHT = 180, 80
_WORDS = {
    Status.VALID: Text("有效", "Valid"),
    Status.SURVEILLANCE_DUE: Text("有效·待监督", "Audit due"),
    Status.SUSPENDED: Text("已暂停", "SUSPENDED"),
    Status.WITHDRAWN: Text("已撤销", "WITHDRAWN"),
    Status.SUPERSEDED: Text("已被取代", "SUPERSEDED"),
    Status.EXPIRED: Text("已过期", "EXPIRED"),
}
_COLUMN = 122
"""Units that words have beside the seal."""
_STYLE = (
    "text{font:11px system-ui,'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif}"
    ".s,.f{fill:#a8322a}.g{font-size:15px;font-weight:700}.k{fill:#8a5a00}"
    ".w{font-weight:700;fill:#1b6440}.n{font-size:9.5px;fill:#4e5b68}.d{fill:#fff}"
    ".off .s,.off .f{fill:#6b6b6b}.off .k{display:none}.off .g{fill:#6b6b6b}.off .w{fill:#222}"
)
# The same three lapses as in site/assets/standing.js, which a badge on another site cannot load.
_SCRIPT = (
    "(()=>{const r=document.documentElement,a=r.dataset,n=new Date,p=x=>String(x).padStart(2,0),"
    "d=n.getFullYear()+'-'+p(n.getMonth()+1)+'-'+p(n.getDate()),u=a.status=='suspended';"
    "let k=a.status;if(!u&&k!='valid'&&k!='surveillance_due')return;"
    "if(u&&a.lapses&&a.lapses<=a.validTo&&d>=a.lapses)k='withdrawn';"
    "else if(d>a.validTo)k='expired';"
    "else if(k=='valid'&&a.surveillanceBy&&d>a.surveillanceBy)k='surveillance_due';"
    "if(k==a.status)return;const w={withdrawn:'已撤销 WITHDRAWN',expired:'已过期 EXPIRED',"
    "surveillance_due:'有效·待监督 Audit due'}[k];"
    "if(k!='surveillance_due')r.setAttribute('class','off');"
    "r.querySelector('.w').textContent=w;r.querySelector('title').textContent+=' → '+w})()"
)
_MARK = (
    '<path d="M9 35h5v4H9zM15 31h5v8h-5zM21.5 27h5v12h-5zM28 23h5v16h-5zM34 19h5v20h-5z'
    'M17 8.5l1.9 4 4.4.6-3.2 3 .8 4.4-3.9-2.1-3.9 2.1.8-4.4-3.2-3 4.4-.6z" fill="#fdf6ec"/>'
)


def draw_badge(stand: Stand, grade: Grade) -> bytes:
    """Draw the badge of a certificate, readable from 180 pixels of width on."""
    certificate, status = stand.certificate, _WORDS[stand.status]
    holds = stand.status.holds
    words = f"{status.zh} {status.en}"
    title = f"{grade.title.zh} {grade.title.en} · {words} · {certificate.number}"
    until = f"有效期至 valid to {certificate.valid_to}"
    described = f"{certificate.firm_name.zh} {certificate.firm_name.en} · {until}"
    stars = f'<tspan class="k">{"★" * grade.stars}</tspan> ' if grade.stars and holds else ""
    room = _COLUMN - _measure(stars and "★" * grade.stars + " ", 15)
    off = "" if holds else ' class="off"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d"'
        f"{off} {stand.marks}>"
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(described)}</desc>'
        f"<style>{_STYLE}</style>"
        f'<rect class="f" width="{WIDTH}" height="{HEIGHT}" rx="5"/>'
        f'<rect x="1.5" y="1.5" width="{WIDTH - 3}" height="59" rx="4" fill="#fff"/>'
        f'<rect class="s" x="7" y="9" width="42" height="42" rx="5"/>'
        f'<g transform="translate(7 9) scale(.875)">{_MARK}</g>'
        f'<text class="g" x="55" y="19">{stars}'
        f"<tspan{_squeeze(grade.title.zh, room, 15)}>{escape(grade.title.zh)}</tspan></text>"
        f'<text x="55" y="32"{_squeeze(grade.title.en, _COLUMN, 11)}>'
        f"{escape(grade.title.en)}</text>"
        f'<text class="w" x="55" y="45"{_squeeze(words, _COLUMN, 12)}>{words}</text>'
        f'<text class="n" x="55" y="56">{certificate.number}</text>'
        f'<text class="d" x="90" y="74" text-anchor="middle">{until}</text>'
        f"<script>//<![CDATA[\n{_SCRIPT}\n//]]></script></svg>\n"
    )
    return svg.encode()


def _squeeze(words: str, room: float, size: float) -> str:
    """Return what makes words fit where they are too long, else nothing."""
    if _measure(words, size) <= room:
        return ""
    return f' textLength="{room:.0f}" lengthAdjust="spacingAndGlyphs"'


def _measure(words: str, size: float) -> float:
    """Estimate the width of words, generously."""
    return size * sum(1.0 if east_asian_width(c) in "WFA" else 0.6 for c in words)
