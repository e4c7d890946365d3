"""What is done with a request, one use case a function: filing, steps, replies, disputes, archive."""
