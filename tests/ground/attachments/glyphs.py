"""Signs placed by hand."""

from gongkai.ground.attachments.rules.conversion.shapes import Glyph, Page


def line(text, left=90.0, base=700.0, size=16.0, bold=False):
    """Each Chinese sign as wide as its size, others half of it; a space is room."""
    glyphs, x = [], left
    for sign in text:
        width = size if sign > "\u2e80" else size / 2
        if sign != " ":
            glyphs.append(Glyph(sign, x, base - size * 0.12, x + width, base + size * 0.88, size, bold))
        x += width
    return glyphs


def page(*lines, rules=()):
    return Page(595.0, 842.0, [glyph for one in lines for glyph in one], list(rules))
