"""Quality assurance (การประกันคุณภาพการศึกษา): frameworks as data, scores that explain themselves, audits."""

from orqa.domain.quality.auditing import audit
from orqa.domain.quality.data_checks import check_data, check_series
from orqa.domain.quality.data_sets import DataPoint, DataSet, merged
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.inputs import NotApplicable
from orqa.domain.quality.reading import check_files, read_framework

__all__ = [
    "DataPoint",
    "DataSet",
    "Evaluation",
    "Framework",
    "NotApplicable",
    "audit",
    "check_data",
    "check_files",
    "check_series",
    "merged",
    "read_framework",
]
