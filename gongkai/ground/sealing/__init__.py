"""What few may read: sealed under a key of its own outside the database, and destroyed with that key."""
