"""The law and the arithmetic of consultations, split by noun. Pure: no Django, no clock, no I/O."""
