"""A copy of a file without anything hidden that keeps what was visible: ``clean`` is the door."""
