"""The command-line contract, checked from outside: keys, exit codes and the dates behind them."""

import hashlib
import json
import re

import pytest

from tests.command_line import SAMPLE, open_case

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
STEP_VERBS = [
    "receive",
    "accept",
    "suspend",
    "resume",
    "finish",
    "return",
    "withdraw",
    "skip",
    "include",
    "assign",
    "reverse",
]
LAMPS = set("normal warning overdue suspended ready not_started done done_late refused withdrawn skipped".split())  # noqa: SIM905


def step(cli, verb, case, matter, day, *more):
    return cli.answer("step", verb, case, matter, "--on", day, *more)


# clock


def test_clock_due(bare):
    said = bare(
        *("clock", "due", "--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-12..2026-11-15", "--json")
    ).json
    assert (said["start"], said["due"], said["firm"]) == ("2026-11-05", "2026-11-19", True)
    assert {key: said["days"][0][key] for key in ("date", "counts", "n")} == {
        "date": "2026-11-06",
        "counts": True,
        "n": 1,
    }
    assert said["days"][0]["why"]
    assert said["days"][-1]["date"] == "2026-11-19"
    assert [day["n"] for day in said["days"] if day["counts"]] == list(range(1, 9))
    assert all(day["n"] is None for day in said["days"] if not day["counts"])


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-01-01", "1WD", "2026-01-04"),
        ("2026-11-05", "0WD", "2026-11-05"),
        ("2026-09-01", "30ND", "2026-10-08"),
    ],
)
def test_clock_limits(bare, start, limit, due):
    assert bare("clock", "due", "--from", start, "--limit", limit, "--json").json["due"] == due


def test_clock_filed_after_hours(bare):
    said = bare("clock", "due", "--filed-at", "2026-11-06T18:10", "--limit", "1WD", "--json").json
    assert (said["start"], said["due"]) == ("2026-11-09", "2026-11-10")


def test_clock_beyond_the_known_years(bare):
    said = bare("clock", "due", "--from", "2026-12-25", "--limit", "5WD", "--json").json
    assert (said["due"], said["firm"]) == (None, False)
    assert (said["provisional"], said["missing_years"]) == ("2027-01-04", [2027])


def test_clock_refuses_a_pause_that_ends_before_it_begins(bare):
    said = bare(
        *("clock", "due", "--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-15..2026-11-12", "--json")
    )
    assert said.code == 1
    assert said.json["refused"]


def test_clock_batch(bare, tmp_path):
    file = tmp_path / "batch.json"
    items = [
        {"start": "2026-11-05", "working_days": 8, "pauses": [["2026-11-12", "2026-11-15"]]},
        {"start": "2026-12-25", "working_days": 5, "pauses": []},
    ]
    file.write_text(json.dumps(items), encoding="utf-8")
    first, second = bare("clock", "due", "--batch", file, "--json").json
    assert (first["due"], first["firm"]) == ("2026-11-19", True)
    assert (second["due"], second["firm"]) == (None, False)


# template


def test_template_list(bare):
    said = bare("template", "list", "--json").json
    assert len(said) == 9
    assert all(set(one) >= {"key", "name", "version", "steps"} for one in said)


def test_template_check(bare, tmp_path):
    file = tmp_path / "bad.yaml"
    file.write_text("id: X\nname: 坏模板\nsteps:\n- matter: NOPE\n  after: []\n", encoding="utf-8")
    said = bare("template", "check", file, "--json")
    assert said.code == 1
    problems = said.json["problems"]
    assert all(set(one) >= {"file", "line", "message"} for one in problems)
    assert any(one["line"] == 4 and "NOPE" in one["message"] for one in problems)


def test_template_schedule(bare):
    said = bare("template", "schedule", "SX-ZS", "--from", "2026-11-05", "--json").json
    assert all(set(one) >= {"matter", "start", "finish", "slack", "critical", "firm"} for one in said)
    by_code = {one["matter"]: one for one in said}
    assert by_code["QQ01"]["start"] == "2026-11-05"
    assert by_code["QQ02"]["start"] == by_code["QQ01"]["finish"] == "2026-11-06"
    assert "LX01" not in by_code
    assert all(one["critical"] == (one["slack"] == 0) for one in said)
    more = bare("template", "schedule", "SX-ZS", "--from", "2026-11-05", "--with", "LX01", "--json").json
    assert "LX01" in {one["matter"] for one in more}


def test_template_schedule_into_an_unknown_year(bare):
    said = bare("template", "schedule", "SX-ZS", "--from", "2026-12-28", "--json").json
    last = said[-1]
    assert (last["finish"], last["firm"]) == (None, False)
    assert DATE.fullmatch(last["provisional_finish"])
    assert last["missing_years"] == [2027]


# workspace, project, case


def test_workspace_and_project(cli):
    cli.answer("ledger", "import", SAMPLE)
    said = cli.answer("project", "list")
    assert len(said) == 9
    assert all(set(one) >= {"project", "name", "enterprise", "cases"} for one in said)


def test_workspace_demo(bare):
    bare.answer("workspace", "demo")
    assert any(one["cases"] for one in bare.answer("project", "list"))


def test_arguments_take_what_answers_give(cli):
    project = cli.answer("project", "add", "--name", "甲项目", "--code", "2026-141000-35-03-123456")["project"]
    for name in (project, "甲项目", "2026-141000-35-03-123456"):
        assert cli.answer("project", "show", name)["project"] == project
    case = cli.answer("case", "open", project, "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲")["case"]
    assert cli.answer("project", "list")[0]["cases"] == [case]
    shown = cli.answer("case", "show", case)
    assert shown["case"] == cli.answer("case", "show", case[:13])["case"] == case
    step(cli, "accept", case, shown["steps"][0]["matter"], "2026-11-02")


# step


def test_every_step_verb_answers_case_matter_state_lamp(cli):
    case = open_case(cli)
    acts = [
        ("receive", "QQ01", (), "in_progress", "normal"),
        ("accept", "QQ01", (), "in_progress", "overdue"),
        ("suspend", "QQ01", ("--kind", "correction", "--reason", "缺件"), "suspended", "suspended"),
        ("resume", "QQ01", (), "in_progress", "overdue"),
        ("finish", "QQ01", (), "done", "done"),
        ("accept", "QQ02", (), "in_progress", "overdue"),
        ("return", "QQ02", ("--reason", "材料不符"), "refused", "refused"),
        ("accept", "QQ02", (), "in_progress", "overdue"),
        ("withdraw", "QQ02", ("--reason", "企业撤回"), "withdrawn", "withdrawn"),
        ("include", "DJ06", (), "waiting", "not_started"),
        ("reverse", "DJ06", ("--reason", "登记有误"), "waiting", "not_started"),
        ("skip", "DJ06", ("--reason", "不需要"), "skipped", "skipped"),
        ("assign", "QQ03", ("--officer", "乙"), "waiting", "not_started"),
    ]
    assert {verb for verb, *_ in acts} == set(STEP_VERBS)
    for verb, matter, more, state, lamp in acts:
        said = step(cli, verb, case, matter, "2026-11-04", *more)
        assert (said["case"], said["matter"]) == (case, matter)
        assert (said["state"], said["lamp"]) == (state, lamp), verb
        assert said["lamp"] in LAMPS
        assert "firm" in said


def test_the_worked_example_through_a_case(cli):
    """8 working days from 2026-11-05, standing still from 11-12 until resumed on 11-16, are due on 11-19."""
    case = open_case(cli, "SX-ZS", "2026-11-02", "--done", "QQ01=不详", "--done", "QQ02=2026-10")
    step(cli, "accept", case, "QQ03", "2026-11-05")
    assert cli.answer("case", "show", case)["steps"][2]["due"] == "2026-11-12"
    step(cli, "suspend", case, "QQ03", "2026-11-10", "--kind", "补正", "--reason", "缺件")
    said = step(cli, "resume", case, "QQ03", "2026-11-16")
    # 5 WD: 11-06, 11-09; 10 to 15 stand still; 16, 17, 18.
    assert (said["due"], said["firm"], said["clock"]) == ("2026-11-18", True, "promised")


def test_resumed_on_the_day_it_was_suspended_credits_nothing(cli):
    case = open_case(cli)
    due = step(cli, "accept", case, "QQ01", "2026-11-05")["due"]
    step(cli, "suspend", case, "QQ01", "2026-11-06", "--kind", "补正", "--reason", "缺件")
    assert step(cli, "resume", case, "QQ01", "2026-11-06")["due"] == due


def test_a_step_due_in_an_unknown_year_is_provisional(cli):
    case = open_case(cli, "SX-ZS", "2026-11-02", "--done", "QQ01=不详", "--done", "QQ02=不详")
    said = step(cli, "accept", case, "QQ03", "2026-12-29")
    assert (said["due"], said["firm"], said["missing_years"]) == (None, False, [2027])
    assert said["provisional"] == "2027-01-06"


@pytest.mark.parametrize("verb", STEP_VERBS)
def test_a_day_is_required(cli, verb):
    assert cli.here("step", verb, "0123456789", "QQ01", "--reason", "x", "--json").code == 2


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("suspend", ("--reason", "缺件")),
        ("suspend", ("--kind", "补正")),
        ("skip", ()),
        ("return", ()),
        ("withdraw", ()),
        ("reverse", ()),
        ("assign", ()),
    ],
)
def test_what_a_verb_needs_is_required(cli, verb, more):
    said = cli.here("step", verb, "0123456789", "QQ01", "--on", "2026-11-05", *more, "--json")
    assert (said.code, said.out) == (2, "")


def test_predecessors_gate_what_can_start(cli):
    case = open_case(cli)
    sentence = cli.refusal("step", "accept", case, "QQ02", "--on", "2026-11-04")
    assert "前置环节" in sentence
    said = step(cli, "accept", case, "QQ02", "2026-11-04", "--reason", "企业已自行考察")
    assert said["mark"] == "补录"


def test_refused_means_nothing_written(cli):
    case = open_case(cli)
    before = cli.answer("case", "show", case)
    cli.refusal("step", "finish", case, "QQ01", "--on", "2026-11-04")
    cli.refusal("step", "accept", case, "NOPE", "--on", "2026-11-04")
    assert cli.answer("case", "show", case) == before


# overdue


def test_overdue(cli):
    case = open_case(cli)
    step(cli, "accept", case, "QQ01", "2026-11-05")
    (row,) = cli.answer("overdue", "--as-of", "2026-11-11")
    project = cli.answer("case", "show", case)["project"]
    expected = {
        "project": project,
        "case": case,
        "matter": "QQ01",
        "officer": "甲",
        "bound_party": "authority",
        "clock": "promised",
        "due": "2026-11-06",
        "firm": True,
        "lamp": "overdue",
        "days_over": 3,
    }
    assert expected.items() <= row.items()
    assert row["authority"]
    assert cli.answer("overdue", "--as-of", "2026-11-06") == []


def test_overdue_ignores_events_after_the_day(cli):
    case = open_case(cli)
    step(cli, "accept", case, "QQ01", "2026-11-05")
    step(cli, "finish", case, "QQ01", "2026-11-12")
    assert cli.answer("overdue", "--as-of", "2026-11-13") == []
    (row,) = cli.answer("overdue", "--as-of", "2026-11-11")
    assert (row["matter"], row["days_over"]) == ("QQ01", 3)


def test_overdue_shows_suspended_steps_only_if_late_before(cli):
    late, held = open_case(cli), open_case(cli)
    for case, day in ((late, "2026-11-10"), (held, "2026-11-06")):
        step(cli, "accept", case, "QQ01", "2026-11-05")
        step(cli, "suspend", case, "QQ01", day, "--kind", "企业原因", "--reason", "企业停工")
    (row,) = cli.answer("overdue", "--as-of", "2026-11-18")
    assert (row["case"], row["state"], row["lamp"]) == (late, "suspended", "overdue")


def test_overdue_of_the_enterprise_is_marked_as_such(cli):
    case = open_case(cli, "SX-ZL", "2026-10-01", *(f"--done={one}=不详" for one in ("QQ01", "QQ02", "QQ03", "ZL01")))
    for matter in ("QQ05", "QQ06"):
        step(cli, "accept", case, matter, "2026-10-09")
        step(cli, "finish", case, matter, "2026-10-09")
    step(cli, "accept", case, "AQ03", "2026-10-12")
    (row,) = cli.answer("overdue", "--as-of", "2026-11-02")
    assert (row["matter"], row["bound_party"]) == ("AQ03", "enterprise")


# ledger, print, self-test


def test_ledger_import(cli):
    dry = cli.answer("ledger", "import", SAMPLE, "--dry-run")
    assert (dry["created"], dry["updated"], dry["unchanged"]) == (9, 0, 0)
    assert cli.answer("project", "list") == []
    said = cli.answer("ledger", "import", SAMPLE)
    assert (said["created"], said["updated"], said["unchanged"]) == (9, 0, 0)
    assert said["problems"]
    assert all(set(one) >= {"sheet", "cell", "level", "message"} for one in said["problems"])
    assert {one["level"] for one in said["problems"]} == {"warning"}
    again = cli.answer("ledger", "import", SAMPLE)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 9)


@pytest.mark.parametrize("form", ["service-sheet", "handover"])
def test_print(cli, tmp_path, form):
    case, out = open_case(cli), tmp_path / "文书.pdf"
    said = cli.answer("print", form, case, "--out", out)
    assert set(said) >= {"number", "sha256", "pages"}
    assert re.fullmatch(r"BB-2026-A-D(11|19)-0001", said["number"])
    assert hashlib.sha256(out.read_bytes()).hexdigest() == said["sha256"]
    assert said["pages"] >= 1


def test_every_answer_with_a_date_carries_firm(bare):
    bare.answer("workspace", "demo")
    projects = bare.answer("project", "list")
    project = next(one for one in projects if one["cases"])
    answers = [
        projects,
        bare.answer("overdue"),
        bare.answer("today"),
        bare.answer("project", "show", project["project"]),
        bare.answer("case", "show", project["cases"][0]),
        bare.answer("calendar", "show", "2026"),
        bare.answer("calendar", "override", "2026-11-25", "--rests", "--reason", "停电"),
        bare.answer("calendar", "remove", "2026-11-25"),
        bare.answer("workspace", "show"),
    ]
    for answer in answers:
        for one in answer if isinstance(answer, list) else [answer]:
            assert "firm" in one or not DATE.search(json.dumps(one)), one


def test_refusals_have_one_sentence(cli, tmp_path):
    refused = [
        cli.refusal("project", "show", "没有的项目"),
        cli.refusal("case", "show", "no-such-case"),
        cli.refusal("case", "open", "没有的项目", "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲"),
        cli.refusal("ledger", "import", tmp_path / "没有.xlsx"),
        cli.refusal("print", "again", "BB-2026-A-D11-0099", "--out", tmp_path / "x.pdf"),
        cli.refusal("workspace", "init"),
        cli.refusal("workspace", "demo"),
        cli.refusal("calendar", "remove", "2026-11-05"),
    ]
    for sentence in refused:
        assert "\n" not in sentence
        assert re.search(r"[\u4e00-\u9fff]", sentence)
        assert "Traceback" not in sentence
