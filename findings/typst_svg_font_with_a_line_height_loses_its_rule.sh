#!/usr/bin/env bash
# typst 0.15.2: an SVG whose style sheet gives a font with a line height.
#
# CSS lets `font` tell the line height after the size, "11px/1 serif", and so do the SVGs that
# browsers show. In a picture that typst prints, such a rule is lost whole and without a warning:
# not only the font, but the colour and the size that stand beside it. Text of a chart is black
# and 12 units high again. Without the "/1", which means nothing for a line of SVG text, all of
# the rule holds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q typst==0.15.2
"$folder/env/bin/python" - <<'PYTHON'
import typst

PAGE = b"""#set page(width: 80pt, height: 24pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="80" height="24"><style>{style}</style>
<text x="2" y="18">24 Nov</text></svg>"""


def printed(style):
    """Return the picture as typst paints it with a style sheet."""
    made, warnings = typst.compile_with_warnings(
        PAGE,
        format="png",
        ignore_system_fonts=True,
        sys_inputs={"svg": SVG.format(style=style)},
    )
    assert [] == warnings
    return made


plain = printed("")
without = printed('text { font: 400 18px "Libertinus Serif"; fill: #17565b }')
with_height = printed('text { font: 400 18px/1 "Libertinus Serif"; fill: #17565b }')
only_fill = printed("text { fill: #17565b }")
print("a font without a line height paints as no style:", without == plain)
print("a font with a line height paints as no style:   ", with_height == plain)
assert without != plain
assert only_fill != plain
assert with_height == plain, "the rule holds now"
PYTHON
