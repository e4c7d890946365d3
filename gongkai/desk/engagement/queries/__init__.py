"""Reads of letters. The scope comes first; sealed words are opened by services, which record it."""
