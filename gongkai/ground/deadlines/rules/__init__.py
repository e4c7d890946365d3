"""The arithmetic of legal periods, the announced days off, and the statutory numbers. Pure."""
