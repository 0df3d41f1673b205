"""Reconciliation: what was decided about differences between our record and an export of an official system."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reconcile_decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_reconcile_decision_case_id_case_file")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_reconcile_decision_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconcile_decision")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_reconcile_decision_ordinal")),
    )
    op.create_index(op.f("ix_reconcile_decision_key"), "reconcile_decision", ["key"])
    keep_for_ever("reconcile_decision")


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
