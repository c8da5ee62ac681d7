"""The conformance kit for writers of plugins."""
