"""What orqa ships, all through the public hooks."""
