"""One module for each shape of input: a record becomes a ``Source``. Shapes are known by structure, not by
name."""
