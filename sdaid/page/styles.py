"""The sizes of type, paper and margins as a style sheet, from the tables in `sdaid.page.paper`."""

from __future__ import annotations

from typing import Literal

from sdaid.aid.edition import PageFormat, PaperName
from sdaid.page.about import APART, SOURCE_LEADING
from sdaid.page.bands import GAP
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.start_room import CELL_PAD


def paper_css(paper: PaperName) -> str:
    """The page rules of a paper: portrait, and landscape for pages called “wide”."""
    sheet = PAPERS[paper]
    return (f"@page {{ size: {sheet.width}mm {sheet.height}mm; }}\n"
            f"@page wide {{ size: {sheet.height}mm {sheet.width}mm; }}\n")


def aid_css(format_: PageFormat, paper: PaperName, direction: Literal["ltr", "rtl"],
            bottom: float = 0.0) -> str:
    """What depends on the format and the paper in the pages of an aid, a sheet or a book. `bottom`
    is the margin in mm that holds the foot, 0 for the usual one."""
    size, sheet = FORMATS[format_], PAPERS[paper]
    scale, line = size.text / 12, size.line(sheet, direction)
    return paper_css(paper) + f"""
@page {{ margin: {size.top}mm {size.side}mm {bottom or size.bottom:.3f}mm; }}
html {{ font-size: {size.text}pt; line-height: {line:.3f}mm; }}
.head {{ font-size: {size.text}pt; }}
.foot, .small, .axis, .source {{ font-size: {size.small}pt; }}
h1 {{ font-size: {size.title}pt; line-height: 1.15; margin-bottom: {1.2 * scale:.2f}mm; }}
h2 {{ font-size: {size.head}pt; line-height: 1.15;
  margin: {1.9 * scale:.2f}mm 0 {0.6 * scale:.2f}mm; }}
section > h2:first-child {{ margin-top: 0; }}
.aside {{ font-size: {size.text}pt; }}
h3 {{ font-size: {size.text * 1.1:.1f}pt; margin: {1.8 * scale:.2f}mm 0 {0.6 * scale:.2f}mm; }}
.question {{ font-size: {size.text * 1.2:.1f}pt; line-height: 1.2; margin-bottom: {scale:.2f}mm; }}
.badge {{ width: {4.4 * scale:.2f}mm; height: {4.4 * scale:.2f}mm; line-height: {4.4 * scale:.2f}mm;
  font-size: {size.text * 0.86:.1f}pt; margin-inline-end: {2.2 * scale:.2f}mm; }}
.mark {{ line-height: {4.05 * scale:.2f}mm; padding: 0 {0.6 * scale:.2f}mm; }}
.key-mark {{ line-height: {3.9 * scale:.2f}mm; padding: 0 {0.7 * scale:.2f}mm; }}
.bands .title {{ font-size: {size.head}pt; line-height: 1.15; margin: 0; }}
.bands td, .bands th {{ padding-inline-end: {GAP}mm; }}
.bands td, .bands .activity-name, .bands .name-cell .option-name {{ font-size: var(--text);
  line-height: var(--line); }}
.bands .marks {{ font-size: {size.text}pt; line-height: {line:.3f}mm; }}
.bands .cell {{ padding-top: 0.4mm; box-sizing: border-box; }}
.picture.meter, .picture.track {{ margin: {0.8 * scale:.2f}mm 0 {0.6 * scale:.2f}mm; }}
.activity .picture.track {{ margin: {1.2 * scale:.2f}mm 0 0; }}
.strip-picture {{ margin: {0.3 * scale:.2f}mm 0; }}
.unknown-words {{ padding: 0.3mm {1.4 * scale:.2f}mm; }}
.known th, .known td {{ padding: var(--pad, {CELL_PAD}mm) 0; padding-inline-end: 2mm; }}
.known {{ margin-bottom: 0; }}
.messages th {{ padding-inline-end: 2mm; }}
.help {{ padding-inline-start: 3mm; }}
.weighing th, .weighing td {{ padding: {0.9 * scale:.2f}mm 0; }}
.ticks li {{ padding: {0.5 * scale:.2f}mm 0; }}
.steps {{ padding-inline-start: {6 * scale:.2f}mm; }}
.source {{ line-height: {SOURCE_LEADING}; padding-inline-start: {6.2 * scale:.2f}mm; }}
.gaps {{ padding-inline-start: 0; }}
.source-number {{ width: {6 * scale:.2f}mm; white-space: nowrap; }}
.source-column {{ padding-inline-end: {2 * scale:.2f}mm; }}
.fact {{ margin-bottom: {0.7 * scale:.2f}mm; }}
.facts th, .facts td, .verdict-key th, .verdict-key td {{ padding: var(--pad) 0; }}
.facts th, .verdict-key th {{ padding-inline-end: {APART}mm; }}
.sources {{ margin-top: {1.8 * scale:.2f}mm; }}
.sources h3 {{ margin-top: {0.9 * scale:.2f}mm; }}
.asked {{ padding: {0.7 * scale:.2f}mm 0; }}
.asked .then {{ padding-inline-start: {4 * scale:.2f}mm; }}
"""
