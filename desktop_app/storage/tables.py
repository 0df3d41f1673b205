"""Tables: the schema as SQLAlchemy Core sees it; db/migrations creates it, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


workspace = Table(
    "workspace",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("centre"),
    _text("desk"),
    _text("phone"),
    Column("demo", Boolean, nullable=False),
)

fact = Table("fact", metadata, Column("key", Text, primary_key=True), _text("value"))

calendar_override = Table(
    "calendar_override",
    metadata,
    Column("day", Date, primary_key=True),
    Column("works", Boolean, nullable=False),
    _text("reason"),
)

calendar_notice = Table(
    "calendar_notice",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("document"),
    _text("body"),
    _text("source"),
    _text("recorded_at"),
    _text("recorded_by"),
)

calendar_entry = Table(
    "calendar_entry",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("works", Boolean, nullable=False),
    _text("reason"),
    Column("removed", Boolean, nullable=False),
    _text("recorded_at"),
    _text("recorded_by"),
)

project = Table(
    "project",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("enterprise"),
    _text("zone"),
    _text("project_code"),
    Column("investment_yuan", BigInteger),
    Column("completed_yuan", BigInteger),
    _text("batch"),
    _text("batch_label"),
    # A date as it was written (JSON), and beside it a text that sorts by time.
    Column("signed", Text),
    Column("signed_order", Text),
    Column("started", Text),
    Column("started_order", Text),
    Column("produced", Text),
    Column("produced_order", Text),
    _text("chain"),
    Column("commitment", Boolean),
    Column("standard_land", Boolean),
    Column("full_agency", Boolean),
    _text("lead_official"),
    _text("lead_unit"),
    _text("specialist"),
    _text("note"),
    Column("demo", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    # Keys that sort common Chinese characters by pinyin (mapping.order_key), null where nothing is written.
    Column("name_order", LargeBinary),
    Column("enterprise_order", LargeBinary),
    Column("zone_order", LargeBinary),
    Index(None, "name_order"),
    Index(None, "investment_yuan"),
)

project_now = Table(
    "project_now",
    metadata,
    Column("project_id", Text, ForeignKey(project.c.id), primary_key=True),
    # The earliest due date of a step that has not ended, and of one that is not suspended either.
    Column("next_due_on", Date),
    Column("next_due_firm", Boolean, nullable=False),
    Column("next_due_clock", Text, nullable=False, server_default=""),
    Column("running_due_on", Date),
    _text("current_matter"),
    _text("officer"),
    Column("officer_order", LargeBinary),
    Column("suspended_on", Date),
    # How many matters are in each state; `unended` includes optional ones nobody has decided on yet.
    Column("suspended", Integer, nullable=False),
    Column("running", Integer, nullable=False),
    Column("ready", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("unended", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("cases", Integer, nullable=False),
    Index(None, "next_due_on"),
)

template_version = Table(
    "template_version",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _text("name"),
    _text("digest"),
    _text("body"),
    UniqueConstraint("key", "ordinal"),
)

case_file = Table(
    "case_file",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False, index=True),
    _text("template_key"),
    _text("template_version"),
    Column("opened_on", Date, nullable=False),
    _text("officer"),
    _text("lead_official"),
    _text("lead_unit"),
    _text("specialist"),
    ForeignKeyConstraint(["template_key", "template_version"], [template_version.c.key, template_version.c.version]),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False),
    # The order of recording within the project: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, nullable=False),
    Column("case_id", Text, ForeignKey(case_file.c.id)),
    _text("matter"),
    _text("verb"),
    Column("on_date", Date, index=True),
    _text("month"),
    _text("recorded_at"),
    _text("recorded_by"),
    _text("note"),
    _text("reason"),
    _text("kind"),
    _text("basis"),
    _text("officer"),
    _text("reverses"),
    _text("mark"),
    _text("time"),
    Column("amount", Integer, nullable=False),
    UniqueConstraint("project_id", "ordinal"),
)

step_now = Table(
    "step_now",
    metadata,
    Column("case_id", Text, ForeignKey(case_file.c.id), primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    _text("title"),
    _text("stage"),
    _text("authority"),
    _text("officer"),
    _text("state"),
    Column("undecided", Boolean, nullable=False),
    _text("clock"),
    Column("start_on", Date),
    Column("due_on", Date),
    # The due date of a step that has not ended: the one that 今日 and overdue look for.
    Column("open_due_on", Date),
    Column("firm", Boolean, nullable=False),
    _text("missing_years"),
    Column("statutory_due_on", Date),
    _text("bound_party"),
    Column("suspended_on", Date),
    _text("suspension_kind"),
    Column("ended_on", Date),
    _text("ended_month"),
    Column("late", Boolean, nullable=False),
    _text("blocked_by"),
    Column("deemed_after", Date),
    # Whether 今日 may show the step: running, suspended, ready, to be decided now, or with a date to keep.
    Column("shown", Boolean, nullable=False),
)
Index(
    "ix_step_now_open_due_on",
    step_now.c.open_due_on,
    sqlite_where=step_now.c.open_due_on.is_not(None),
    # The migration names the same condition for PostgreSQL; naming it here too would load that dialect at every start.
)
Index("ix_step_now_shown", step_now.c.shown, step_now.c.officer)
Index("ix_step_now_officer", step_now.c.officer, step_now.c.project_id)

paper = Table(
    "paper",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    _text("desk"),
    _text("kind"),
    Column("serial", Integer, nullable=False),
    _text("form"),
    # Null for a paper of a project, or of the zone as a whole; `matter` is empty unless it is about one step.
    Column("case_id", Text, ForeignKey(case_file.c.id), index=True),
    Column("project_id", Text, ForeignKey(project.c.id)),
    Column("matter", Text, nullable=False, server_default=""),
    _text("title"),
    _text("sha256"),
    Column("pages", Integer, nullable=False),
    Column("issued_on", Date, nullable=False),
    _text("issued_at"),
    _text("issued_by"),
    Column("content", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("year", "desk", "kind", "serial"),
)

plan = Table(
    "plan",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey(case_file.c.id), nullable=False),
    # The newest plan of a case is in force: by the order of freezing, whatever the clock of the PC said.
    Column("ordinal", Integer, nullable=False),
    Column("target", Date, nullable=False),
    _text("made_at"),
    _text("made_by"),
    _text("reason"),
    _text("calendar_version"),
    _text("lengths"),
    UniqueConstraint("case_id", "ordinal"),
)

plan_step = Table(
    "plan_step",
    metadata,
    Column("plan_id", Text, ForeignKey(plan.c.id), primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _text("title"),
    Column("start_on", Date),
    Column("finish_on", Date),
    Column("began", Boolean, nullable=False),
    Column("ended", Boolean, nullable=False),
    _text("missing_years"),
)
