"""Quality assurance (การประกันคุณภาพการศึกษา): frameworks as data, scores that explain themselves, audits."""

from orqa.domain.quality.auditing import audit
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.inputs import NotApplicable
from orqa.domain.quality.reading import check_files, read_framework

__all__ = ["Evaluation", "Framework", "NotApplicable", "audit", "check_files", "read_framework"]
