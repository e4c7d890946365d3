"""Cells of tables that leave the house, so that no spreadsheet takes what somebody wrote for a formula.

What a user typed must not run on the desk of whoever opens the table (OWASP, CSV injection): such a cell gets
an apostrophe, and loses it when the table comes back. Pure: no Django, no clock, no I/O.
"""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: str) -> str:
    """The cell's text; with an apostrophe before it where it begins like a formula, without controls."""
    text = "".join(c for c in cell if c >= " " or c in "\t\n\r")
    return f"'{text}" if text.startswith(STARTS) else text


def unquoted(cell: str) -> str:
    """A cell as it was before ``harmless``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS) else cell
