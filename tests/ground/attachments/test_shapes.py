"""Measures of a line."""

from gongkai.ground.attachments.rules.conversion.shapes import Line

from .glyphs import line


def test_a_line_is_measured_by_its_signs():
    one = Line(line("公开", 100, 500, 10, bold=True) + line("x", 120, 500, 6))
    assert (one.left, one.right, one.size, one.bold) == (100, 123, 10, False)
    assert one.top == 508.8 and one.bottom == 498.8
    assert Line(line("公开", bold=True)).bold
