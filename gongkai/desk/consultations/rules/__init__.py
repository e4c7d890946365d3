"""Decisions before they are made, and surveys: what the law and the arithmetic say. Pure."""
