"""Rules changed on purpose, one place at a time: what changes there are, and whether a test sees them."""
