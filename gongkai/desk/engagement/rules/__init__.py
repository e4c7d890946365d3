"""来信: what a letter is, its clock, what of it may stand in the clear. Pure."""
