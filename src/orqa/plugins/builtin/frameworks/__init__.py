"""Frameworks of quality assurance that ship with orqa, as data."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import FrameworkSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(family: str) -> "Traversable":
    """The folder of a family of frameworks that ship with orqa."""
    from importlib.resources import files

    return files(__name__).joinpath(family)


_SHIPPED: tuple[tuple[str, str, str, str, Text], ...] = (
    (
        "iqa-2557-programme",
        "programme",
        "iqa-2557",
        "programme.toml",
        Text.of(
            en="Internal quality assurance B.E. 2557, programme level",
            th="การประกันคุณภาพการศึกษาภายใน พ.ศ. 2557 ระดับหลักสูตร",
        ),
    ),
    (
        "iqa-2557-faculty",
        "faculty",
        "iqa-2557",
        "faculty.toml",
        Text.of(
            en="Internal quality assurance B.E. 2557, faculty level",
            th="การประกันคุณภาพการศึกษาภายใน พ.ศ. 2557 ระดับคณะ",
        ),
    ),
    (
        "iqa-2557-institution",
        "institution",
        "iqa-2557",
        "institution.toml",
        Text.of(
            en="Internal quality assurance B.E. 2557, institution level",
            th="การประกันคุณภาพการศึกษาภายใน พ.ศ. 2557 ระดับสถาบัน",
        ),
    ),
    (
        "aun-qa-programme-4.0",
        "programme",
        "aun-qa",
        "programme-4.0.toml",
        Text.of(en="AUN-QA Assessment at Programme Level, version 4.0", th="การประเมิน AUN-QA ระดับหลักสูตร ฉบับที่ 4.0"),
    ),
    (
        "aun-qa-programme-3.0",
        "programme",
        "aun-qa",
        "programme-3.0.toml",
        Text.of(en="AUN-QA Assessment at Programme Level, version 3.0", th="การประเมิน AUN-QA ระดับหลักสูตร ฉบับที่ 3.0"),
    ),
    (
        "esg-2015",
        "institution",
        "esg",
        "esg-2015.toml",
        Text.of(
            en="Standards and Guidelines for Quality Assurance in the European Higher Education Area (ESG) 2015",
            th="มาตรฐานและแนวทางการประกันคุณภาพในเขตอุดมศึกษายุโรป (ESG) ค.ศ. 2015",
        ),
    ),
    (
        "edpex",
        "faculty",
        "edpex",
        "edpex.toml",
        Text.of(
            en="Education Criteria for Performance Excellence (EdPEx)",
            th="เกณฑ์คุณภาพการศึกษาเพื่อการดำเนินการที่เป็นเลิศ (EdPEx)",
        ),
    ),
    (
        "onesqa-round-3",
        "institution",
        "onesqa",
        "round-3.toml",
        Text.of(
            en="External quality assessment, third round, higher education",
            th="การประเมินคุณภาพภายนอกรอบสาม ระดับอุดมศึกษา",
        ),
    ),
)
"""Id, level, family, file and title of each."""


@hookimpl
def orqa_qa_frameworks() -> Iterator[FrameworkSpec]:
    """Contribute the frameworks of this folder."""
    for name, level, family, file, title in _SHIPPED:
        yield FrameworkSpec(name=name, title=title, level=level, file=file, factory=partial(folder, family))
