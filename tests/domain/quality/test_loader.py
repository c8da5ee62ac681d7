"""Loading a framework file: each thing that is wrong is told with file, line and path, in Thai and English."""

import re
from collections.abc import Mapping

import pytest

from domain.quality.rich import RICH
from domain.quality.small import BODY, HEAD, small
from orqa.base.findings import Finding
from orqa.domain.quality.files import LARGEST, FrameworkNotLoaded
from orqa.domain.quality.reading import MOST_PROFILES, UnknownProfile, check_files, profiles_of, read_framework

SMALL, RICHER = HEAD + BODY, HEAD + RICH


def found(text: str, others: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    findings = check_files({"f.toml": text, **(others or {})}, "f.toml")
    for finding in findings:
        assert finding.place is not None
        assert re.search("[\u0e00-\u0e7f]", finding.message.in_language("th"))
    return findings


def changed(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


PHD = '[input.phd]\ntitle = {th = "ปริญญาเอก", en = "with a doctorate"}\nunit = "people"\nkind = "count"\n'
CASES: list[tuple[str, str, str, str, str]] = [
    # what stands there, what is written in its place, the code, the path, what the message says
    ('parent = "2"', 'parent = "2.1"', "framework-cycle", "node[3]", "stand above each other"),
    ('parent = "1"', 'parent = "9"', "framework-dangling", "node[1]", "9 is named here but is nowhere"),
    ('node = "1.1"', 'node = "9.9"', "framework-dangling", "gate[0]", "9.9 is named here"),
    ('numerator = ["phd"]', 'numerator = ["phds"]', "framework-dangling", "node[3].quantity", "nearest: phd"),
    ('at_most = ["lecturers"]', 'at_most = ["staff"]', "framework-dangling", "input.phd", "staff is named here"),
    ('table = "steps"', 'table = "step"', "framework-not-valid", "node[4].score", "the nearest: steps"),
    ('table = "six"', "table = 6", "framework-not-valid", "node[8].score", "must be text"),
    ('scale = "verdict"', 'scale = "verdikt"', "framework-not-valid", "node[1].scale", "nearest: verdict"),
    ("from = 2.51", "from = 2.52", "framework-band-gap", "bands.words.rows[2]", "between low and good is a gap"),
    ("from = 2.51", "from = 2.5", "framework-band-overlap", "bands.words.rows[2]", "low and good overlap"),
    ("to = 5.00", "to = 4.00", "framework-band-turned", "bands.words.rows[3]", "ends before it begins"),
    ("to = 5.00", "to = 4.99", "framework-band-short", "overall.bands", "does not cover the scale 0 to 5"),
    ("from = 0.01", "from = 0.015", "framework-not-valid", "bands.words.rows[1]", "a number of 2 decimals"),
    ('code = "low"', 'code = "none"', "", "", ""),
    ('code = "good"', 'code = "none"', "framework-not-valid", "bands.words.rows", "none is there twice"),
    ("score = 3.5}", 'score = 3.5, needs = ["x"]}', "framework-no-band-score", "node[4].score", "row 2 is otherwise"),
    (
        "score = 3.5}",
        "score = 7}",
        "framework-off-scale",
        "node[4].score",
        "the score 7, which is not on its scale 0 to 5",
    ),
    ("rows = [0, 1, 2, 3, 3, 4, 5]", "rows = [0, 1, 2, 3, 3, 4, 6]", "framework-off-scale", "node[8].score", "score 6"),
    ("rows = [0, 1, 2, 3, 3, 4, 5]", "rows = [0, 1, 2, 3, 4, 5]", "framework-not-valid", "node[8].score", "has 6"),
    ("rows = [0, 1, 2, 3, 3, 4, 5]", "rows = [0, 2, 1, 3, 3, 4, 5]", "framework-not-valid", "table.six", "must rise"),
    ("rows = [0, 1, 2, 3, 3, 4, 5]", "rows = 5", "framework-not-valid", "table.six", "must be a list"),
    ("points = [[0, 5], [20, 0]]", "points = [[0, 5], [0, 0]]", "framework-not-valid", "node[6].score.points", "rise"),
    ("points = [[0, 5], [20, 0]]", "points = [[0, 9], [20, 0]]", "framework-off-scale", "node[6].score", "score 9"),
    (
        "points = [[0, 5], [20, 0]]",
        "points = [0, 20]",
        "framework-not-valid",
        "node[6].score.points",
        "[result, score]",
    ),
    ('needs = ["system", "used"]', 'needs = ["systems"]', "framework-not-valid", "ladder.process.rows[2]", "systems"),
    ("weight = 0.2", "weight = -0.2", "framework-not-valid", "weights.works.rows[0]", "must not be below 0"),
    ('code = "listed"', 'code = "national"', "framework-not-valid", "weights.works.rows[1]", "there twice"),
    (
        'score = {method = "full-mark", full = 20}',
        'score = {method = "full-mark"}',
        "framework-not-valid",
        "node[10].score",
        "full is missing",
    ),
    ("full = 20}", "full = 0}", "framework-not-valid", "node[10].score", "full is 0; it must be above 0"),
    ("full = 20}", "full = nan}", "framework-not-valid", "node[10].score", "full is not finite"),
    ("full = 20}", "full = true}", "framework-not-valid", "node[10].score", "must be a number"),
    ("deviation_from = 25", "deviation_from = -25", "framework-not-valid", "node[6].quantity", "above 0"),
    ("times = 100", "times = 0", "framework-not-valid", "node[3].quantity", "times is 0"),
    ("round = 2}", "round = 40}", "framework-not-valid", "node[4].quantity", "0 … 9"),
    ("decimals = 2", "decimals = -1", "framework-not-valid", "rounding", "0 … 9"),
    ("decimals = 2\nmode", "decimals = 1000000000\nmode", "framework-not-valid", "rounding", "0 … 9"),
    ('[rounding]\ndecimals = 2\nmode = "half-up"', "", "framework-not-valid", "rounding", "decimals is missing"),
    ('mode = "half-up"', 'mode = "bankers"', "framework-not-valid", "rounding", "choose one of: half-up"),
    (
        ', denominator = ["lecturers"], times',
        ', less = ["lecturers"], times',
        "framework-not-valid",
        "node[3].quantity",
        "denominator is missing",
    ),
    ('works = "works"', 'works = "works", numerator = ["phd"]', "framework-not-valid", "node[10].quantity", "twice"),
    (
        'weights = ["works"]',
        'weights = ["works", "works"]',
        "framework-not-valid",
        "node[10].quantity.weights",
        "twice",
    ),
    ('weights = ["works"], ', "", "framework-not-valid", "node[10].quantity", "weights is missing"),
    ('mean_of = "ratings"', 'mean_of = "met"', "framework-not-a-list", "node[5].quantity", "needs a list of numbers"),
    ('mean_of = "ratings"', 'mean_of = "ratings", sum = "met"', "framework-not-valid", "node[5].quantity", "count"),
    (
        'mean_of = "ratings"',
        'input = "ratings"',
        "framework-a-list",
        "node[5].quantity",
        "cannot be used as one number",
    ),
    ('mean_of = "ratings"', 'formula = "ratings + 1"', "framework-a-list", "node[5].quantity", "ratings is a list"),
    ('mean_of = "ratings"', 'formula = "import os"', "framework-not-valid", "node[5].quantity.formula", "'os'"),
    ('mean_of = "ratings"', 'formula = "9**9**9"', "framework-not-valid", "node[5].quantity.formula", "character 3"),
    ('mean_of = "ratings"', 'formula = "met.__class__"', "framework-dangling", "node[5].quantity", "met.__class__"),
    ('mean_of = "ratings"', f'formula = "{"(" * 10_000}"', "framework-not-valid", "node[5].quantity.formula", "500"),
    ('score = {method = "value"}', 'score = {method = "rating"}', "framework-not-valid", "node[5].quantity", "2.3"),
    ('quantity = {mean_of = "ratings"}\n', "", "framework-not-valid", "node[5].score", "quantity is missing"),
    ('score = {method = "value"}', 'score = {method = "guess"}', "framework-not-valid", "node[5].score", "full-mark"),
    ('score = {method = "value"}', "", "framework-no-method", "node[5]", "neither score, quantity nor nodes"),
    ('id = "2.2"', 'id = "2.1"', "framework-twice", "node[4]", "2.1 is there twice"),
    ('id = "2.2"', 'id = "2.1-result"', "framework-name-taken", "node[4]", "names two things"),
    ('id = "2.2"', 'id = "phd"', "framework-name-taken", "node[4]", "phd names two things"),
    (
        '{id = "2", title = {th = "ข"',
        '{id = "1", title = {th = "ข"',
        "framework-not-valid",
        "node[8].score.items",
        "twice",
    ),
    ("average = false\nscale", "scale", "framework-mixed-scales", "node[0].aggregate", "average = false"),
    ('certainty = "verified"\ncite = "test#2.1"', 'cite = "test#2.1"', "framework-not-valid", "node[3]", "certainty"),
    ('[table.six]\ncertainty = "verified"', "[table.six]", "framework-not-valid", "table.six", "certainty is missing"),
    ('cite = "test#2.1"', 'cite = "tests#2.1"', "framework-not-valid", "node[3].cite", "tests"),
    (
        '{value = 60, certainty = "known"}',
        "{value = 60}",
        "framework-not-valid",
        "node[3].score.full.master",
        "certainty",
    ),
    ('certainty = "known"}}', 'certainty = "sure"}}', "framework-not-valid", "node[3].score.full.master", "choose one"),
    ("bachelor = 20, ", "", "framework-not-valid", "node[3].score.full", "no value for degree = bachelor"),
    ("bachelor = 20", "bachelor = 20, doctor = 3", "framework-not-valid", "node[3].score.full", "'doctor'"),
    ('by = "degree"', 'by = "level"', "framework-not-valid", "node[3].score.full", "no dimension"),
    ('by = "degree"', 'by = ["degree"]', "framework-not-valid", "node[3].score.full", "no dimension"),
    (
        'when = {degree = "master"}',
        'when = {degree = "mastr"}',
        "framework-not-valid",
        "node[1].score.items[3].when.degree",
        "'mastr'",
    ),
    (
        'each = "fields"\nkind = "part"',
        'each = "field"\nkind = "part"',
        "framework-not-valid",
        "node[12].each",
        "fields",
    ),
    (
        'each = "fields"\nkind = "part"',
        'each = ["fields"]\nkind = "part"',
        "framework-not-valid",
        "node[12].each",
        "fields",
    ),
    ('[input."money.{each}"]', '[input."money"]', "framework-not-valid", "input.money", "money is there twice"),
    ("soc = 25000", "sok = 25000", "framework-not-valid", "node[12].score.full", "'sok'"),
    (
        'columns = [\n  {code = "input"',
        'columns = [\n  {code = "inputs"',
        "framework-dangling",
        "node[3].tags",
        "input",
    ),
    ('effect = "set"\nscore = 0', 'effect = "set"', "framework-not-valid", "gate[0]", "score is missing"),
    ('effect = "set"\nscore = 0', 'effect = "set"\nscore = 9', "framework-off-scale", "gate[0]", "the score 9"),
    ('effect = "set"', 'on = "2.1"\neffect = "set"', "framework-gate-on-leaf", "gate[0]", "has no nodes below"),
    ('effect = "set"', 'on = "1"\neffect = "set"', "", "", ""),
    ('node = "1.1"', 'node = "overall"', "framework-gate-order", "gate[0]", "only after overall"),
    ('level = "programme"', 'level = "program"', "framework-not-valid", "framework", "programme, faculty"),
    ("schema = 1", "schema = 2", "framework-not-valid", "schema", "choose one of: 1"),
    ("schema = 1", "schema = 1\nsurprise = 1", "framework-not-valid", "surprise", "surprise is not known here"),
    ('unit = "people"', 'units = "people"', "framework-not-valid", "input.phd", "unit is missing"),
    ('kind = "count"\nat_most', 'kind = "sum"\nat_most', "framework-not-valid", "input.phd", "choose one of: count"),
    ("max = 5\n[input.ftes]", "max = -5\n[input.ftes]", "framework-not-valid", "input.ratings", "must rise"),
    (PHD, PHD + "min = -1\n", "framework-not-valid", "input.phd", "must not be below 0"),
    (PHD, PHD.replace("count", "numbers"), "framework-a-list", "input.phd.at_most", "phd is a list"),
    ('en = "lecturers\' degrees"', 'e = "x"', "framework-not-valid", "node[3]", "title has no form in en"),
    ('title = {th = "คุณวุฒิอาจารย์", en = "lecturers\' degrees"}', "title = 3", "framework-not-valid", "node[3]", "text"),
    (
        'title = {th = "คุณวุฒิอาจารย์", en = "lecturers\' degrees"}\n',
        "",
        "framework-not-valid",
        "node[3]",
        "title is missing",
    ),
    ("[overall]\nbands", "[overall]\nsurprise = 1\nbands", "framework-not-valid", "overall", "surprise is not known"),
    ("[[grouping]]", "[grouping]", "framework-not-valid", "", "grouping must be a list"),
]


@pytest.mark.parametrize(("old", "new", "code", "path", "says"), CASES, ids=[str(i) for i in range(len(CASES))])
def test_what_is_wrong_is_told_where_it_is(old: str, new: str, code: str, path: str, says: str) -> None:
    text = changed(SMALL, old, new)
    findings = found(text)
    if not code:
        assert findings == ()
        return
    told = [f for f in findings if f.code == code and f.place and f.place.column == path]
    assert told, [finding.show() for finding in findings]
    assert says in str(told[0].message)
    with pytest.raises(FrameworkNotLoaded) as refused:
        read_framework({"f.toml": text}, "f.toml", {"degree": "master"} if "master" in path else {})
    assert "f.toml" in str(refused.value)


RICH_CASES: list[tuple[str, str, str, str, str]] = [
    ("weight = 70", "weight = 69", "framework-weights", "node[0].aggregate", "sum to 99, not 100"),
    (", weights_total = 100}\ncite", "}\ncite", "framework-not-valid", "overall.aggregate", "add weights_total"),
    ("weight = 70", "weight = -70", "framework-not-valid", "node[1]", "must not be below 0"),
    ("max = 150", "max = 149", "framework-sum-beyond", "node[14].aggregate", "sum to 150, above its scale 0 to 149"),
    ("weight = 100\n", "", "framework-not-valid", "node[15]", "weight is missing"),
    ('code = "Strong"', 'code = "FAIR"', "framework-not-valid", "scale.words.levels", "fair is there twice"),
    ("{value = 3,", "{value = 6,", "framework-not-valid", "scale.words", "levels must rise"),
    ('kind = "met"', 'kind = "met"\nlevels = []', "", "", ""),
    ('{method = "limit", op = "<="', '{method = "limit", op = "=<"', "framework-not-valid", "node[13].score", "<="),
    (", limit = 25}", "}", "framework-not-valid", "node[13].score", "limit is missing"),
    ("[[-20, 1]", "[[-20, 0]", "framework-off-scale", "node[5].score", "the score 0"),
    ('code = "C"', 'needs = ["top"], code = "C"', "framework-lowest-needs", "bands.levels.rows[0]", "lowest band"),
    ('needs = ["top"]', 'needs = ["tip"]', "framework-dangling", "bands.levels", "tip is named here"),
    ('id = "top"', 'id = "load"', "framework-twice", "gate[1]", "load is there twice"),
    ('final = "committee"', 'final = "board"', "framework-not-valid", "layers", "panel, rapporteurs, committee"),
    ('reason_when = ["panel", "committee"]', 'reason_when = ["panel"]', "framework-not-valid", "layers", "two layers"),
    ('reason_when = ["panel", ', 'reason_when = ["pannel", ', "framework-not-valid", "layers", "pannel"),
    ('rapporteurs = "panel", committee', 'rapporteurs = ["panel"], committee', "framework-not-valid",
     "layers.scales", "'panel'"),
    ('map = {substantial = "compliance", full = "compliance"}', 'map = {full = "compliance"}', "framework-no-crosswalk",
     "node[10]", "the word substantial of the scale panel"),
    ('map = {substantial = "compliance"', "map = {substantial = 3", "framework-not-valid",
     "scale_crosswalk[0].map", "text"),
    ('rows = [{from = "A1"', 'rows = [{from = "Z1"', "framework-dangling", "crosswalk[0]", "Z1 is named here"),
    ('relation = "overlaps"', 'relation = "same"', "framework-not-valid", "crosswalk[0].rows[0]", "overlaps"),
    ('formula = "mean(marks) + bonus"', 'formula = "marks + bonus"', "framework-a-list", "node[2].quantity", "marks"),
    ('part = "answered"', 'part = "marks"', "framework-a-list", "node[1].quantity", "marks is a list"),
    ("max = 100\nstep = 5", "max = 100\nstep = 0", "framework-not-valid", "scale.percent", "step is 0"),
    ('{method = "holistic", suggest = "mean"}', '{method = "holistic", suggest = "guess"}', "framework-not-valid",
     "node[6].aggregate", "suggest is guess"),
    ('aggregate = {method = "holistic"}\ncertainty = "verified"\n[[node]]\nid = "D1"',
     'aggregate = {method = "holistic"}\nscore = {method = "rating"}\ncertainty = "verified"\n[[node]]\nid = "D1"',
     "framework-two-ways", "node[9]", "a score of its own"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "path", "says"), RICH_CASES, ids=[str(i) for i in range(len(RICH_CASES))]
)
def test_so_it_is_with_weights_layers_and_points(old: str, new: str, code: str, path: str, says: str) -> None:
    findings = found(changed(RICHER, old, new))
    if not code:
        assert findings == ()
        return
    told = [f for f in findings if f.code == code and f.place and f.place.column == path]
    assert told, [finding.show() for finding in findings]
    assert says in str(told[0].message)


@pytest.mark.parametrize(
    ("old", "new", "marker"),
    [
        ('parent = "1"', 'parent = "9"', '[[node]]\nid = "1.1"'),
        ("from = 2.51", "from = 2.52", "  {from = 2.52"),
        ('node = "1.1"', 'node = "9.9"', '[[gate]]\nid = "standards"'),
        ('at_most = ["lecturers"]', 'at_most = ["staff"]', "[input.phd]"),
        ("full = 20}", "full = 0}", 'score = {method = "full-mark", full = 0}'),
        ('mode = "half-up"', 'mode = "bankers"', "[rounding]"),
    ],
)
def test_the_line_is_that_of_the_table_or_key(old: str, new: str, marker: str) -> None:
    text = changed(SMALL, old, new)
    lines = {finding.place.line for finding in found(text) if finding.place}
    assert text[: text.index(marker)].count("\n") + 1 in lines


# ---------------------------------------------------------------------- what is no framework at all


def deep(depth: int) -> str:
    return f"{SMALL}\n[data.x]\n{'.'.join(['a'] * depth)} = 1\n"


NOT_FILES: dict[str, tuple[str, str]] = {
    "empty": ("", "framework-not-valid"),
    "no toml": ("[framework", "framework-not-toml"),
    "twice": (HEAD + HEAD, "framework-not-toml"),
    "a number of thousands of digits": (f"x = {'9' * 5000}", "framework-not-toml"),
    "an exponent beyond all": ("x = 1e99999999999999999999", "framework-not-toml"),
    "brackets upon brackets": (f"x = {'[' * 5000}{']' * 5000}", "framework-not-toml"),
    "keys upon keys": (deep(500), "framework-too-deep"),
    "huge": ("#" * (LARGEST + 1), "framework-too-large"),
    "nodes of no kind": (HEAD.replace("schema", "node = 3\nschema"), "framework-not-valid"),
}


@pytest.mark.parametrize("what", NOT_FILES)
def test_what_is_no_framework_at_all_is_told(what: str) -> None:
    text, code = NOT_FILES[what]
    assert code in {finding.code for finding in found(text)}
    with pytest.raises(FrameworkNotLoaded):
        read_framework({"f.toml": text}, "f.toml")


def test_the_line_of_what_is_no_toml_is_told() -> None:
    (finding,) = found("schema = 1\n\n[framework\n")
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("f.toml", 3)


@pytest.mark.parametrize(
    "line", ["[" + " " * 200_000, "[[" + "a " * 100_000, '"' + "a." * 100_000, "a" * 500_000, '"\\' * 100_000]
)
def test_no_line_takes_long_to_look_at(line: str) -> None:
    assert found(f"{SMALL}\n{line}\n")


def test_nodes_upon_nodes_are_told_and_not_climbed() -> None:
    chain = "".join(
        f'[[node]]\nid = "d{i}"\nkind = "part"\nparent = "{f"d{i - 1}" if i else "3"}"\ncertainty = "verified"\n'
        f'title = {{th = "ก", en = "a"}}\nscore = {{method = "rating"}}\n'
        for i in range(400)
    )
    assert {"framework-too-deep"} <= {finding.code for finding in found(SMALL + chain)}


def test_many_repetitions_are_told_and_not_made() -> None:
    values = ", ".join(f'v{i} = {{th = "ก", en = "a"}}' for i in range(100))
    parts = "".join(
        f'[input."x{i}.{{each}}"]\neach = "many"\ntitle = {{th = "ก", en = "a"}}\nunit = "people"\nkind = "count"\n'
        for i in range(80)
    )
    text = f"{SMALL}\n[set.many]\nvalues = {{{values}}}\n{parts}"
    assert any("more than 5000" in str(finding.message) for finding in found(text))


def test_profiles_without_end_are_told() -> None:
    values = ", ".join(f'v{i} = {{th = "ก", en = "a"}}' for i in range(30))
    more = "".join(f'[profile.p{i}]\ntitle = {{th = "ก", en = "a"}}\nvalues = {{{values}}}\n' for i in range(6))
    findings = found(f"{HEAD}{more}")
    assert f"there are more than {MOST_PROFILES} profiles" in {str(finding.message) for finding in findings}


# ---------------------------------------------------------------------- several files


def test_tables_may_stand_in_files_beside() -> None:
    main = changed(SMALL, "schema = 1", 'schema = 1\ninclude = ["t.toml"]')
    start, end = main.index("[table.six]"), main.index("[ladder.process]")
    beside = {"t.toml": main[start:end]}
    assert found(main[:start] + main[end:], beside) == ()
    wrong = {"t.toml": main[start:end].replace("[0, 1", "[1, 0")}
    (finding,) = (f for f in found(main[:start] + main[end:], wrong) if "table.six" in str(f.place))
    assert str(finding.place) == "t.toml:1:table.six"
    assert "framework-twice" in {f.code for f in found(main, beside)}


@pytest.mark.parametrize("include", ['["../secret.toml"]', '["/etc/passwd"]', '["none.toml"]', '["F.toml"]'])
def test_a_file_that_is_not_beside_is_not_opened(include: str) -> None:
    findings = found(changed(SMALL, "schema = 1", f"schema = 1\ninclude = {include}"))
    assert [finding.code for finding in findings] == ["framework-no-include"]
    assert "beside this one" in str(findings[0].message)


@pytest.mark.parametrize("include", ["3", "[3]", "{}", "[[]]"])
def test_include_names_files(include: str) -> None:
    findings = found(changed(SMALL, "schema = 1", f"schema = 1\ninclude = {include}"))
    assert "include must be text" in str(findings[0].message)


def test_files_may_include_each_other() -> None:
    files = {f"{i}.toml": f'include = ["{(i + 1) % 2000}.toml", "f.toml"]' for i in range(2000)}
    assert found(changed(SMALL, "schema = 1", 'schema = 1\ninclude = ["0.toml"]'), files) == ()


def test_what_is_there_once_may_not_stand_in_two_files() -> None:
    main = changed(SMALL, "schema = 1", 'schema = 1\ninclude = ["t.toml"]')
    findings = found(main, {"t.toml": "schema = 1\n[rounding]\ndecimals = 1\n"})
    assert [(finding.code, str(finding.place)) for finding in findings] == [("framework-twice", "t.toml:2:rounding")]


# ---------------------------------------------------------------------- profiles


@pytest.mark.parametrize("profile", [{"degree": "doctor"}, {"level": "master"}, {"degree": ""}])
def test_a_profile_that_there_is_not_is_refused_with_those_there_are(profile: dict[str, str]) -> None:
    with pytest.raises(UnknownProfile, match=r"degree = bachelor \| master"):
        small(**profile)


def test_a_dimension_without_default_must_be_chosen() -> None:
    text = changed(SMALL, 'default = "bachelor"\n', "")
    with pytest.raises(UnknownProfile, match=r"degree=\?"):
        read_framework({"f.toml": text}, "f.toml")
    assert profiles_of({"f.toml": text}, "f.toml") == ({"degree": "bachelor"}, {"degree": "master"})


@pytest.mark.parametrize(
    ("old", "new"), [('default = "bachelor"', 'default = "b"'), ('{th = "โท", en = "master"}', '{th = "โท"}')]
)
def test_a_profile_that_is_wrong_in_the_file_is_told(old: str, new: str) -> None:
    text = changed(SMALL, old, new)
    assert {finding.code for finding in found(text)} == {"framework-not-valid"}
    with pytest.raises(FrameworkNotLoaded):
        read_framework({"f.toml": text}, "f.toml", {"degree": "master"})


def test_a_table_inside_a_node_may_be_for_some_profiles_only() -> None:
    text = changed(
        BODY,
        'quantity = {numerator = ["phd"]',
        'quantity = {sample = {part = "phd", of = "lecturers", at_least = 90, when = {degree = "master"}}, '
        'numerator = ["phd"]',
    )
    assert small(text).nodes["2.1"].sample is None
    assert small(text, degree="master").nodes["2.1"].sample is not None
