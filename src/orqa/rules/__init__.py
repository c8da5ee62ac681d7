"""Dated, cited parameters: what the law says, from which day, and how sure we are."""
