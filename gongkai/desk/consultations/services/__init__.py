"""Use cases of the room, split by noun."""
