"""Where a file says something without showing it: ``contents`` is the door, each ``in_`` reads one format."""
