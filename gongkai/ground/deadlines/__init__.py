"""Working days and legal clocks."""
