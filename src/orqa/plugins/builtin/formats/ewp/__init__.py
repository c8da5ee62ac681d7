"""Erasmus Without Paper: agreements between institutions as its network exchanges them."""

from orqa.domain.partnerships.cooperation_differences import compare
from orqa.plugins.builtin.formats.ewp.answers import (
    iter_answer,
    read_approvals,
    read_institutions,
    read_mobilities,
    read_units,
    write_answer,
)
from orqa.plugins.builtin.formats.ewp.composing import write_iias
from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused, conditions_hash
from orqa.plugins.builtin.formats.ewp.reading import iter_iias, read_iias

__all__ = [
    "EwpRefused",
    "compare",
    "conditions_hash",
    "iter_answer",
    "iter_iias",
    "read_approvals",
    "read_iias",
    "read_institutions",
    "read_mobilities",
    "read_units",
    "write_answer",
    "write_iias",
]
