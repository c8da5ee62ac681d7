"""Erasmus Without Paper: agreements between institutions as its network exchanges them."""

from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused, conditions_hash

__all__ = ["EwpRefused", "conditions_hash"]
