"""What makes a paper verifiable, what was done with it since it was issued, and the keys papers are verified with."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEPT_FOR_EVER = ("paper_mark", "paper_entry")


def upgrade() -> None:
    op.create_table(
        "paper_mark",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["paper.number"], name=op.f("fk_paper_mark_number_paper")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_paper_mark")),
    )
    op.create_index(op.f("ix_paper_mark_replaces"), "paper_mark", ["replaces"])
    op.create_table(
        "paper_entry",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["paper.number"], name=op.f("fk_paper_entry_number_paper")),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_paper_entry")),
    )
    op.create_index(op.f("ix_paper_entry_number"), "paper_entry", ["number"])
    op.create_table(
        "public_key",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_public_key")),
    )
    for table in KEPT_FOR_EVER:
        keep_for_ever(table)


def keep_for_ever(table: str) -> None:
    """Rows are added and never changed or taken away: the database itself refuses anything else."""
    message = f"rows of {table} are never changed"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    for act, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.split()[0].lower()} BEFORE {act} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_kept()"
        )
