"""Which clock the next due date of a project belongs to; empty until the projection is computed again at opening."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("project_now", sa.Column("next_due_clock", sa.Text(), nullable=False, server_default=""))
