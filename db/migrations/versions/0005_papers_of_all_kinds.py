"""Papers that belong to a step, a project or the zone and not only to a case; a workspace's own wording of forms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite cannot change a column in place: the table is copied, which takes its triggers with it.
    with op.batch_alter_table("paper") as paper:
        paper.alter_column("case_id", existing_type=sa.Text(), nullable=True)
        paper.alter_column("project_id", existing_type=sa.Text(), nullable=True)
        paper.add_column(sa.Column("matter", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "wording_version",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("bundled", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name=op.f("pk_wording_version")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes("paper")
        _refuse_changes("wording_version")
    else:
        _refuse_changes_in_postgres("wording_version")


def _refuse_changes(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def _refuse_changes_in_postgres(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'rows of {table} are never changed'; END $$"
    )
    for act, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.split()[0].lower()} BEFORE {act} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_kept()"
        )
