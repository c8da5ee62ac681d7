"""Built-in stores: in memory, and a file of SQLite."""
