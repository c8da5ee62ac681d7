"""Drafting: what the office writes, from the first draft until it is filed (การร่างหนังสือ); pure."""
