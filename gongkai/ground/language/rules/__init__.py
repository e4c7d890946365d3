"""Chinese text of the administration: numbers, dates, words, personal data, markup. Pure functions."""
