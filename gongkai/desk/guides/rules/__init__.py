"""What a service guide is: its shape, what it lacks, what is wrong in it, how two of them differ."""
