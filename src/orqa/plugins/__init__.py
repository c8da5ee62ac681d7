"""Hooks, the registry, and the composition root."""
