"""Values of rules that nobody can change after they are loaded."""

from typing import Any, NoReturn, TypeVar

from orqa.base.language import Text

K = TypeVar("K")
V = TypeVar("V")

TITLE = "title"
"""Inside a value or table, an entry of this name is a :class:`~orqa.base.language.Text`."""


class FrozenDict(dict[K, V]):
    """A ``dict`` that refuses changes; rules are shared by all threads.

    A real ``dict``, so that it reads at full speed, prints, pickles and turns into JSON like one.
    """

    __slots__ = ()

    def _refuse(self, *_args: object, **_options: object) -> NoReturn:
        raise TypeError("a rule cannot be changed; override it in a profile")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))

    def __copy__(self) -> "FrozenDict[K, V]":
        return self

    def __deepcopy__(self, _memo: object) -> "FrozenDict[K, V]":
        return self

    def __reduce__(self) -> tuple[type["FrozenDict[K, V]"], tuple[dict[K, V]]]:
        return FrozenDict, (dict(self),)


def freeze(value: Any) -> Any:
    """Make what a TOML file holds unchangeable: tables, arrays, and titles as :class:`Text`.

    >>> freeze({"month": 10, "days": [1, 2]})
    {'month': 10, 'days': (1, 2)}
    """
    if isinstance(value, dict):
        return FrozenDict({key: _entry(key, item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def _entry(key: str, value: Any) -> Any:
    return Text.from_value(value) if key == TITLE and isinstance(value, str | dict | Text) else freeze(value)
