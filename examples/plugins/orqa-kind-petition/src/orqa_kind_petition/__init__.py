"""A kind of letter of one's own: petitions, with a register and a series of their own."""

from importlib.resources import files

from orqa.plugins import hookimpl
from orqa.plugins.specs import ProfileSpec


@hookimpl
def orqa_profiles():  # noqa: ANN201, D103
    title = {"th": "มหาวิทยาลัยที่มีทะเบียนเรื่องร้องเรียน", "en": "A university that registers petitions"}
    yield ProfileSpec(
        name="with-petitions", title=title, parent="thai-public-university", factory=lambda: files(__name__) / "profile"
    )
