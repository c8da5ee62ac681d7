"""Making what a contribution describes: what fails names the plugin."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.plugins.errors import PluginFailed, ProfileCycle
from orqa.plugins.loading import CRASHES
from orqa.plugins.providers import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orqa.plugins.collecting import Contribution
    from orqa.rules.profile import Profile

_FAILED = Text.of(en="the {noun} {name!r} failed: {error}", th="{noun} {name!r} ล้มเหลว: {error}")
_OTHER_NAME = Text.of(
    en="the profile {name!r} calls itself {found!r} in profile.toml; make them the same",
    th="โปรไฟล์ {name!r} เรียกตัวเองว่า {found!r} ใน profile.toml ให้ใช้ชื่อเดียวกัน",
)


@contextmanager
def blamed(contribution: "Contribution", *passing: type[Exception]) -> "Iterator[None]":
    """Let what a plugin raises say whose it is; errors of orqa, and those ``passing``, go through as they are.

    Raises:
        PluginFailed: in place of any other exception, which is its cause.
    """
    try:
        yield
    except CRASHES as error:
        if isinstance(error, (OrqaError, *passing)):
            raise
        spec = contribution.spec
        reason = _FAILED.fill(noun=spec.noun, name=spec.name, error=told(error))
        raise PluginFailed(contribution.origin, reason) from error


def load_with_parents(
    name: str, look_up: "Callable[[str], Contribution]", loaded: "dict[str, Profile]", below: tuple[str, ...] = ()
) -> "Profile":
    """Load a profile and those that it is laid over, into ``loaded``.

    Args:
        name: which profile.
        look_up: gives the contribution of a profile's name.
        loaded: the profiles that are loaded already, by name.
        below: the profiles that this one is loaded for.

    Raises:
        UnknownContribution: when no plugin offers it or one of its parents.
        ProfileCycle: when profiles are laid over each other in a circle.
        RuleLoadError: when a profile's files cannot be used.
    """
    if name in below:
        raise ProfileCycle((*below[below.index(name) :], name))
    if name not in loaded:
        contribution = look_up(name)
        parent_name = contribution.spec.parent  # type: ignore[attr-defined] # a contribution of profiles
        parent = load_with_parents(parent_name, look_up, loaded, (*below, name)) if parent_name else None
        loaded[name] = _load(contribution, parent)
    return loaded[name]


def _load(contribution: "Contribution", parent: "Profile | None") -> "Profile":
    from orqa.rules.loader import load_profile

    name = contribution.spec.name
    with blamed(contribution):
        profile = load_profile(contribution.spec.factory(), parent)  # type: ignore[attr-defined]
    if profile.name != name:
        raise PluginFailed(contribution.origin, _OTHER_NAME.fill(name=name, found=profile.name))
    return profile
