"""A made-up framework, small but with every way of scoring, for tests of the engine."""

from collections.abc import Mapping
from typing import Any

from orqa.domain.quality.framework import Framework
from orqa.domain.quality.reading import read_framework

HEAD = """
schema = 1
[framework]
id = "small"
level = "programme"
title = {th = "กรอบทดลอง", en = "A small framework"}
cite = "test#1"
certainty = "verified"
[sources.test]
kind = "practice"
title = {th = "ข้อความทดลอง", en = "A text made up for tests"}
certainty = "verified"
[rounding]
decimals = 2
mode = "half-up"
[scale.five]
kind = "numeric"
min = 0
max = 5
[scale.verdict]
kind = "pass-fail"
"""

BODY = """
[profile.degree]
title = {th = "ระดับ", en = "Degree"}
default = "bachelor"
values = {bachelor = {th = "ตรี", en = "bachelor"}, master = {th = "โท", en = "master"}}
[set.fields]
values = {sci = {th = "วิทย์", en = "science"}, soc = {th = "สังคม", en = "society"}}
[bands.words]
certainty = "verified"
title = {th = "ระดับคุณภาพ", en = "quality levels"}
rows = [
  {from = 0, to = 0, code = "none", title = {th = "ไม่ได้มาตรฐาน", en = "below standard"}},
  {from = 0.01, to = 2.50, code = "low", title = {th = "น้อย", en = "low"}},
  {from = 2.51, to = 4.00, code = "good", title = {th = "ดี", en = "good"}},
  {from = 4.01, to = 5.00, code = "very-good", title = {th = "ดีมาก", en = "very good"}},
]
[bands.steps]
certainty = "verified"
title = {th = "ตารางขั้น", en = "steps"}
rows = [
  {from = 0, to = 79.99, score = 0},
  {from = 80, to = 80, score = 3.5},
  {from = 80.01, to = 99.99, score = 4},
  {from = 100, to = 100, score = 5},
]
[table.six]
certainty = "verified"
rows = [0, 1, 2, 3, 3, 4, 5]
[ladder.process]
certainty = "verified"
conditions = {system = {th = "มีระบบ", en = "a system"}, used = {th = "ใช้จริง", en = "put to use"}}
rows = [
  {score = 0, title = {th = "ไม่มี", en = "nothing"}},
  {score = 1, needs = ["system"], title = {th = "มีระบบ", en = "a system"}},
  {score = 3, needs = ["system", "used"], title = {th = "ใช้จริง", en = "a system in use"}},
]
[weights.works]
certainty = "verified"
rows = [
  {code = "national", weight = 0.2, title = {th = "ระดับชาติ", en = "national"}},
  {code = "listed", weight = 1.0, title = {th = "ในฐาน", en = "listed"}},
]
[input.phd]
title = {th = "ปริญญาเอก", en = "with a doctorate"}
unit = "people"
kind = "count"
at_most = ["lecturers"]
[input.lecturers]
title = {th = "อาจารย์", en = "lecturers"}
unit = "people"
kind = "count"
[input.met]
title = {th = "ข้อที่ผ่าน", en = "points met"}
unit = "items"
kind = "whole"
at_most = ["due"]
[input.due]
title = {th = "ข้อทั้งหมด", en = "points due"}
unit = "items"
kind = "whole"
[input.ratings]
title = {th = "คะแนนผู้ใช้บัณฑิต", en = "employers' ratings"}
unit = "rating"
kind = "numbers"
max = 5
[input.ftes]
title = {th = "นักศึกษาเต็มเวลา", en = "full-time students"}
unit = "students"
kind = "count"
[input."money.{each}"]
each = "fields"
title = {th = "เงินวิจัย {each}", en = "research money of {each}"}
unit = "baht"
kind = "money"
[input."heads.{each}"]
each = "fields"
title = {th = "อาจารย์ {each}", en = "lecturers of {each}"}
unit = "people"
kind = "count"

[overall]
bands = "words"
aggregate = {method = "mean", of = "indicator"}
cite = "test#9"
certainty = "verified"
scale = "five"

[[node]]
id = "1"
kind = "component"
title = {th = "มาตรฐาน", en = "standards"}
aggregate = {method = "mean"}
certainty = "verified"
[[node]]
id = "1.1"
kind = "indicator"
parent = "1"
average = false
scale = "verdict"
title = {th = "เกณฑ์มาตรฐาน", en = "criteria"}
score = {method = "all-items", items = [
  {id = "1", title = {th = "จำนวน", en = "number"}},
  {id = "2", title = {th = "คุณวุฒิ", en = "qualification"}},
  {id = "3", optional = true, title = {th = "ที่ปรึกษาร่วม", en = "co-advisors"}},
  {id = "4", when = {degree = "master"}, title = {th = "วิทยานิพนธ์", en = "theses"}},
]}
certainty = "verified"
cite = "test#1.1"
[[node]]
id = "2"
kind = "component"
title = {th = "ตัวเลข", en = "figures"}
aggregate = {method = "mean"}
bands = "words"
certainty = "verified"
[[node]]
id = "2.1"
kind = "indicator"
parent = "2"
title = {th = "คุณวุฒิอาจารย์", en = "lecturers' degrees"}
quantity = {numerator = ["phd"], denominator = ["lecturers"], times = 100, unit = "percent"}
score = {method = "full-mark", full = {by = "degree", bachelor = 20, master = {value = 60, certainty = "known"}}}
tags = {ipo = "input"}
certainty = "verified"
cite = "test#2.1"
[[node]]
id = "2.2"
kind = "indicator"
parent = "2"
title = {th = "ตัวบ่งชี้ TQF", en = "operating points"}
quantity = {numerator = ["met"], denominator = ["due"], times = 100, unit = "percent", round = 2}
score = {method = "bands", table = "steps"}
tags = {ipo = "process"}
certainty = "verified"
[[node]]
id = "2.3"
kind = "indicator"
parent = "2"
title = {th = "คะแนนผู้ใช้บัณฑิต", en = "employers"}
quantity = {mean_of = "ratings"}
score = {method = "value"}
tags = {ipo = "output"}
certainty = "verified"
[[node]]
id = "2.4"
kind = "indicator"
parent = "2"
title = {th = "นักศึกษาต่ออาจารย์", en = "students per lecturer"}
quantity = {deviation_from = 25, numerator = ["ftes"], denominator = ["lecturers"]}
score = {method = "slope", points = [[0, 5], [20, 0]]}
tags = {ipo = "input"}
certainty = "verified"
[[node]]
id = "3"
kind = "component"
title = {th = "งาน", en = "work"}
aggregate = {method = "mean"}
certainty = "verified"
[[node]]
id = "3.1"
kind = "indicator"
parent = "3"
title = {th = "บริการ", en = "services"}
score = {method = "items", table = "six", items = [
  {id = "1", title = {th = "ก", en = "a"}}, {id = "2", title = {th = "ข", en = "b"}},
  {id = "3", title = {th = "ค", en = "c"}}, {id = "4", title = {th = "ง", en = "d"}},
  {id = "5", title = {th = "จ", en = "e"}}, {id = "6", title = {th = "ฉ", en = "f"}},
]}
tags = {ipo = "process"}
certainty = "verified"
[[node]]
id = "3.2"
kind = "indicator"
parent = "3"
title = {th = "ระบบ", en = "a system"}
score = {method = "ladder", table = "process"}
tags = {ipo = "process"}
certainty = "uncertain"
cite = "test#3.2"
[[node]]
id = "3.3"
kind = "indicator"
parent = "3"
title = {th = "ผลงาน", en = "works"}
quantity = {works = "works", weights = ["works"], denominator = ["lecturers"], times = 100, unit = "percent"}
score = {method = "full-mark", full = 20}
tags = {ipo = "output"}
certainty = "verified"
[[node]]
id = "3.4"
kind = "indicator"
parent = "3"
title = {th = "เงินวิจัย", en = "research money"}
aggregate = {method = "mean"}
tags = {ipo = "input"}
certainty = "verified"
[[node]]
id = "3.4.{each}"
each = "fields"
kind = "part"
parent = "3.4"
optional = true
title = {th = "เงินวิจัย {each}", en = "research money, {each}"}
quantity = {numerator = ["money.{each}"], denominator = ["heads.{each}"], unit = "baht per head"}
score = {method = "full-mark", full = {by = "each", sci = 60000, soc = 25000}}
certainty = "verified"
[[gate]]
id = "standards"
title = {th = "ผ่านองค์ประกอบที่ 1", en = "component 1 is passed"}
node = "1.1"
below = 1
effect = "set"
score = 0
cite = "test#1.1"
certainty = "verified"
[[grouping]]
id = "ipo"
title = {th = "ปัจจัยนำเข้า กระบวนการ ผลผลิต", en = "input, process, output"}
columns = [
  {code = "input", title = {th = "ปัจจัยนำเข้า", en = "input"}},
  {code = "process", title = {th = "กระบวนการ", en = "process"}},
  {code = "output", title = {th = "ผลผลิต", en = "output"}},
]
"""

FULL: dict[str, Any] = {
    "1.1-1": True,
    "1.1-2": True,
    "phd": 1,
    "lecturers": 5,
    "met": 10,
    "due": 12,
    "ratings": [4, 5],
    "ftes": 140,
    **{f"3.1-{i}": i <= 4 for i in range(1, 7)},
    "3.2-system": True,
    "3.2-used": True,
    "works.national": 1,
    "works.listed": 1,
    "money.sci": 1_260_000,
    "heads.sci": 30,
    "money.soc": 340_000,
    "heads.soc": 20,
}


def small(body: str = BODY, head: str = HEAD, **profile: str) -> Framework:
    """The framework, or one of another text."""
    return read_framework({"small.toml": head + body}, "small.toml", profile)


def small_inputs(**changes: Any) -> Mapping[str, Any]:
    """Everything that it is fed with, changed a little."""
    return {**FULL, **changes}
