"""The fields of a form that a unit fills in for frameworks (แบบกรอกข้อมูลพื้นฐาน)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.domain.quality.inputs import InputField, InputKind
from orqa.domain.quality.numbers import shown
from orqa.domain.quality.unit_words import YES_OR_NO

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework


@frozen(kw_only=True)
class FormField:
    """A field to be filled in.

    Attributes:
        id: its id.
        title: what it is called.
        unit: what it counts.
        kind: what sort of thing it is.
        not_above: titles of the fields whose sum it may not exceed.
        high: the greatest value as text; empty without one.
        frameworks: ids of the frameworks that ask for it.
    """

    id: str
    title: Text
    unit: str
    kind: InputKind
    not_above: tuple[Text, ...] = ()
    high: str = ""
    frameworks: tuple[str, ...] = ()


def form_fields(*frameworks: "Framework", ticked: bool = False) -> tuple[FormField, ...]:
    """The fields that frameworks ask for, each once, in their order.

    Args:
        frameworks: for which the form is.
        ticked: also what is ticked: items and the conditions of ladders.
    """
    found: dict[str, FormField] = {}
    for framework in frameworks:
        for one in _fields(framework, ticked=ticked):
            known = found.get(one.id)
            found[one.id] = evolve(known, frameworks=(*known.frameworks, *one.frameworks)) if known else one
    return tuple(found.values())


def _fields(framework: "Framework", *, ticked: bool) -> Iterable[FormField]:
    titles: Mapping[str, Text] = framework.input_titles
    for one in framework.inputs.values():
        yield _form_field(one, framework, titles)
    for name in titles if ticked else ():
        if name not in framework.inputs:
            ids = (framework.id,)
            yield FormField(id=name, title=titles[name], unit=YES_OR_NO, kind=InputKind.FLAG, frameworks=ids)


def _form_field(one: InputField, framework: "Framework", titles: Mapping[str, Text]) -> FormField:
    return FormField(
        id=one.id,
        title=one.title,
        unit=YES_OR_NO if one.kind is InputKind.FLAG else one.unit,
        kind=one.kind,
        not_above=tuple(titles[name] for name in one.at_most),
        high="" if one.high is None else shown(one.high),
        frameworks=(framework.id,),
    )
