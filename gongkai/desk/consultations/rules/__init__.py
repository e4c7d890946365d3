"""The law and the arithmetic of consultations and surveys, split by noun. Pure."""
