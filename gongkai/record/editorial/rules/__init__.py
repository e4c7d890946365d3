"""Review of any draft, by (kind, id), in proportion to its weight. Pure: no Django, no clock, no I/O."""
