"""A second made-up framework: weights, points, layers, formulas, gates that cap and bands that need one."""

from typing import Any

from domain.quality.small import HEAD, small
from orqa.domain.quality.framework import Framework

RICH = """
[scale.words]
kind = "ordinal"
between = true
levels = [
  {value = 1, code = "weak", title = {th = "อ่อน", en = "weak"}},
  {value = 3, code = "fair", title = {th = "พอใช้", en = "fair"}},
  {value = 5, code = "Strong", title = {th = "เข้มแข็ง", en = "strong"}},
]
[scale.panel]
kind = "ordinal"
levels = [
  {value = 1, code = "none", title = {th = "ไม่สอดคล้อง", en = "non-compliance"}},
  {value = 2, code = "partial", title = {th = "สอดคล้องบางส่วน", en = "partial compliance"}},
  {value = 3, code = "substantial", title = {th = "สอดคล้องส่วนใหญ่", en = "substantial compliance"}},
  {value = 4, code = "full", title = {th = "สอดคล้องครบถ้วน", en = "full compliance"}},
]
[scale.committee]
kind = "ordinal"
levels = [
  {value = 1, code = "none", title = {th = "ไม่สอดคล้อง", en = "non-compliance"}},
  {value = 2, code = "partial", title = {th = "สอดคล้องบางส่วน", en = "partial compliance"}},
  {value = 3, code = "compliance", title = {th = "สอดคล้อง", en = "compliance"}},
]
[scale.text]
kind = "narrative"
[scale.met]
kind = "met"
[scale.percent]
kind = "numeric"
min = 0
max = 100
step = 5
[scale.points]
kind = "numeric"
min = 0
max = 150
[bands.levels]
title = {th = "ระดับ", en = "levels"}
decimals = 1
upper = "excluded"
rows = [
  {from = 0, to = 2.5, code = "C", title = {th = "ซี", en = "C"}},
  {from = 2.5, to = 4, code = "B", title = {th = "บี", en = "B"}},
  {from = 4, to = 5, code = "A", title = {th = "เอ", en = "A"}, needs = ["top"], certainty = "uncertain"},
]
certainty = "known"
[input.x]
title = {th = "ค่าเอ็กซ์", en = "figure x"}
unit = "rating"
kind = "rating"
max = 5
[input.marks]
title = {th = "คะแนน", en = "marks"}
unit = "rating"
kind = "numbers"
max = 5
[input.marks_sum]
title = {th = "ผลรวม", en = "sum of marks"}
unit = "rating"
kind = "number"
[input.marks_count]
title = {th = "จำนวน", en = "count of marks"}
unit = "people"
kind = "whole"
[input.bonus]
title = {th = "เพิ่ม", en = "bonus"}
unit = "rating"
kind = "number"
[input.load]
title = {th = "ภาระ", en = "load"}
unit = "students"
kind = "count"
[input.staff]
title = {th = "คน", en = "staff"}
unit = "people"
kind = "count"
[input.answered]
title = {th = "ผู้ตอบ", en = "answered"}
unit = "people"
kind = "whole"
at_most = ["asked"]
[input.asked]
title = {th = "ทั้งหมด", en = "asked"}
unit = "people"
kind = "whole"

[overall]
scale = "five"
bands = "levels"
aggregate = {method = "weighted-mean", weights_total = 100}
cite = "test#1"
certainty = "verified"
[[node]]
id = "A"
kind = "criterion"
weight = 50
title = {th = "เอ", en = "weighted"}
aggregate = {method = "weighted-mean", weights_total = 100}
certainty = "verified"
[[node]]
id = "A1"
kind = "indicator"
parent = "A"
weight = 70
title = {th = "เอหนึ่ง", en = "a figure"}
quantity.input = "x"
quantity.sample = {part = "answered", of = "asked", at_least = 70, cite = "test#7", certainty = "known"}
score = {method = "value"}
certainty = "verified"
[[node]]
id = "A2"
kind = "indicator"
parent = "A"
weight = 30
title = {th = "เอสอง", en = "a formula"}
quantity = {formula = "mean(marks) + bonus", round = 1}
score = {method = "value"}
certainty = "known"
[[node]]
id = "B"
kind = "criterion"
weight = 30
title = {th = "บี", en = "the least"}
aggregate = {method = "minimum", absent = "blocks"}
certainty = "verified"
[[node]]
id = "B1"
kind = "indicator"
parent = "B"
scale = "words"
title = {th = "บีหนึ่ง", en = "rated"}
score = {method = "rating"}
certainty = "verified"
[[node]]
id = "B2"
kind = "indicator"
parent = "B"
title = {th = "บีสอง", en = "two-sided"}
quantity = {deviation_from = 20, numerator = ["load"], denominator = ["staff"]}
score = {method = "slope", points = [[-20, 1], [-10, 5], [10, 5], [20, 1]]}
scale = "words"
certainty = "verified"
[[node]]
id = "C"
kind = "criterion"
weight = 20
title = {th = "ซี", en = "judged"}
aggregate = {method = "holistic", suggest = "mean"}
certainty = "verified"
[[node]]
id = "C1"
kind = "requirement"
parent = "C"
title = {th = "ซีหนึ่ง", en = "first"}
quantity = {mean_of = "marks", sum = "marks_sum", count = "marks_count"}
score = {method = "value"}
certainty = "verified"
[[node]]
id = "C2"
kind = "requirement"
parent = "C"
title = {th = "ซีสอง", en = "second"}
score = {method = "rating"}
certainty = "verified"
[[node]]
id = "D"
kind = "standard"
average = false
title = {th = "ดี", en = "apart"}
aggregate = {method = "holistic"}
certainty = "verified"
[[node]]
id = "D1"
kind = "requirement"
parent = "D"
scale = "committee"
average = false
title = {th = "ดีหนึ่ง", en = "decided"}
score = {method = "rating"}
certainty = "verified"
[[node]]
id = "D2"
kind = "requirement"
parent = "D"
scale = "text"
title = {th = "ดีสอง", en = "told"}
score = {method = "rating"}
certainty = "verified"
[[node]]
id = "D3"
kind = "requirement"
parent = "D"
scale = "met"
average = false
title = {th = "ดีสาม", en = "met or not"}
score = {method = "rating"}
certainty = "verified"
[[node]]
id = "D4"
kind = "requirement"
parent = "D"
scale = "verdict"
average = false
title = {th = "ดีสี่", en = "a limit"}
quantity = {numerator = ["load"], denominator = ["staff"]}
score = {method = "limit", op = "<=", limit = 25}
certainty = "verified"
[[node]]
id = "E"
kind = "category"
average = false
scale = "points"
title = {th = "อี", en = "points"}
aggregate = {method = "sum", weights_total = 150}
certainty = "verified"
[[node]]
id = "E1"
kind = "item"
parent = "E"
scale = "percent"
weight = 100
title = {th = "อีหนึ่ง", en = "first item"}
score = {method = "points"}
certainty = "verified"
[[node]]
id = "E2"
kind = "item"
parent = "E"
scale = "percent"
weight = 50
title = {th = "อีสอง", en = "second item"}
score = {method = "points"}
certainty = "verified"
[[gate]]
id = "load"
title = {th = "ภาระไม่เกิน", en = "the load is kept"}
node = "D4"
below = 1
effect = "cap"
score = 3
cite = "test#8"
certainty = "verified"
[[gate]]
id = "top"
title = {th = "บีหนึ่งถึงสี่", en = "B1 reaches 4"}
node = "B1"
below = 4
effect = "band"
certainty = "verified"
[layers]
order = ["panel", "rapporteurs", "committee"]
titles = {panel = {th = "คณะผู้ประเมิน", en = "panel"}, rapporteurs = {th = "ผู้รายงาน", en = "rapporteurs"},
  committee = {th = "คณะกรรมการ", en = "committee"}}
final = "committee"
scales = {panel = "panel", rapporteurs = "panel", committee = "committee"}
reason_when = ["panel", "committee"]
[[scale_crosswalk]]
from = "panel"
to = "committee"
map = {substantial = "compliance", full = "compliance"}
[[crosswalk]]
to = "small"
rows = [{from = "A1", to = ["2.1", "2.2"], relation = "overlaps", certainty = "known"}]
"""
RICH = RICH.replace("  committee = {th", "committee = {th").replace('"rapporteurs"},\n', '"rapporteurs"}, ')

FULL: dict[str, Any] = {
    "x": "4.5",
    "marks": [4, 5, 3],
    "bonus": "0.25",
    "load": 220,
    "staff": 10,
    "answered": 70,
    "asked": 100,
    "B1": "Strong",
    "C": 4,
    "C2": 2,
    "D1@panel": "full",
    "D1@committee": "compliance",
    "D2": "A page of text.",
    "D3": "partly-met",
    "E1-percent": 45,
    "E2-percent": 80,
}


def rich(body: str = RICH) -> Framework:
    """The framework, or one of another text."""
    return small(body, HEAD)


def rich_inputs(**changes: Any) -> dict[str, Any]:
    """Everything that it is fed with, changed a little; what is None is left out."""
    return {name: value for name, value in {**FULL, **changes}.items() if value is not None}
