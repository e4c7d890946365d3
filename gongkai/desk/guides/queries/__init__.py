"""Reads of service guides."""
