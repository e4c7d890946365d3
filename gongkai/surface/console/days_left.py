"""How many working days are left until a last day, in words, and the class that colours them."""

from datetime import date

SOON = 5  # working days from which a list warns


def in_words(until: date, left: int, today: date) -> tuple[str, str]:
    """The words alone say it; ``left`` is what the calendar counts, below zero after the last day."""
    if until < today:
        return f"超期 {-left} 个工作日", "gk-removed"
    if left == 0:
        return "今天到期", "gk-removed"
    return f"还有 {left} 个工作日", "gk-withdrawn" if left <= SOON else "gk-note"
