"""Bringing tables up to date: fresh, unchanged, older and newer workspaces, and never a half-made one."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from desktop_app import locations
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage import schema
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.schema import known_revisions, upgrade
from desktop_app.storage.tables import metadata
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, project

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{last}"


def upgrade() -> None:
    with op.batch_alter_table("project") as batch:
        batch.add_column(sa.Column("next", sa.Text(), nullable=True))
    {then}
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's own migrations, which a test may add to."""
    copy = tmp_path / "program"
    shutil.copytree(locations.db(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(locations, "db", lambda: copy)
    return copy / "migrations" / "versions"


def add_revision(program: Path, then: str = "pass") -> None:
    (program / "9999_next.py").write_text(NEXT.format(last=known_revisions()[-1], then=then), encoding="utf-8")


@pytest.fixture
def workspace(file: Path) -> Path:
    """An up-to-date SQLite workspace with one project."""
    upgrade(file_url(file), NOON)
    database = open_database(file_url(file))
    with unit_of_work(database)() as work:
        work.projects.add(project("原有项目"))
        work.commit()
    database.close()
    return file


def project_names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM project")]


def columns(url: str, table: str) -> set[str]:
    database = open_database(url)
    with database.reading() as connection:
        found = {column["name"] for column in inspect(connection).get_columns(table)}
    database.close()
    return found


def test_migrations_make_the_tables_the_program_works_with(url: str) -> None:
    upgrade(url, NOON)
    database = open_database(url)
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    database.close()
    assert differences == []


def test_migrations_know_nothing_of_the_program() -> None:
    for path in (locations.db() / "migrations").rglob("*.py"):
        assert "desktop_app" not in path.read_text(encoding="utf-8"), path


def test_file_names_carry_the_revisions_in_one_line() -> None:
    texts = {
        path.name.split("_")[0]: path.read_text(encoding="utf-8")
        for path in (locations.db() / "migrations" / "versions").glob("*.py")
    }
    assert tuple(sorted(texts)) == known_revisions()
    before = "None"
    for revision in known_revisions():
        assert f'revision = "{revision}"\ndown_revision = {before}\n' in texts[revision]
        before = f'"{revision}"'


def test_upgrading_twice_changes_nothing(url: str) -> None:
    upgrade(url, NOON)
    upgrade(url, NOON)
    assert "name" in columns(url, "project")


def test_an_up_to_date_workspace_opens_without_alembic(workspace: Path) -> None:
    """Loading alembic takes longer than everything else a command does."""
    code = (
        "import sys\n"
        "from datetime import datetime\n"
        "from desktop_app.storage.schema import upgrade\n"
        "upgrade(sys.argv[1], datetime(2026, 11, 5))\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('alembic', 'mako', 'psycopg')])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, file_url(workspace)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_several_programs_may_make_the_same_workspace_at_once(url: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(upgrade, [url] * 3, [NOON] * 3))
    assert "name" in columns(url, "project")


def test_an_older_workspace_is_copied_before_it_is_changed(workspace: Path, program: Path) -> None:
    add_revision(program)
    upgrade(file_url(workspace), NOON)
    assert "next" in columns(file_url(workspace), "project")
    assert project_names(workspace) == ["原有项目"]
    (copy,) = [path for path in workspace.parent.iterdir() if path != workspace]
    assert copy.name == "bangban-升级前-20261105-120000.sqlite3"
    assert "next" not in columns(file_url(copy), "project")
    assert project_names(copy) == ["原有项目"]


def test_papers_issued_before_there_were_other_subjects_stay_as_they_are(file: Path, program: Path) -> None:
    later = [path for path in program.glob("[0-9]*.py") if path.name >= "0005"]
    kept = {path: path.read_text(encoding="utf-8") for path in later}
    for path in later:
        path.unlink()
    upgrade(file_url(file), NOON)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table, values in (
            ("project", "'p', '甲项目'" + ", ''" * 3 + ", NULL, NULL" + ", ''" * 2 + ", NULL" * 6),
            ("template_version", "'K', '1'"),
        ):
            names = [name for _number, name, *_rest in connection.execute(f"PRAGMA table_info({table})")]
            needed = {name: kind for _n, name, kind, *_r in connection.execute(f"PRAGMA table_info({table})")}
            given = dict(zip(names, values.split(", "), strict=False))
            row = {name: given.get(name, "0" if needed[name] in ("INTEGER", "BOOLEAN") else "''") for name in names}
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(row.values())})")
        connection.execute("INSERT INTO case_file VALUES ('c', 'p', 'K', '1', '2026-11-05', '', '', '', '')")
        paper = "'i', 'BB-2026-A-D11-0001', 2026, 'A', 'D11', 1, 'service-sheet', 'c', 'p', '服务单', 'x', 1"
        connection.execute(f"INSERT INTO paper VALUES ({paper}, '2026-11-20', 'now', '甲', X'25', X'7B7D')")
        connection.commit()
    for path, text_of in kept.items():
        path.write_text(text_of, encoding="utf-8")
    upgrade(file_url(file), NOON)
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT number, case_id, project_id, matter, content, data FROM paper").fetchall()
        assert found == [("BB-2026-A-D11-0001", "c", "p", "", b"%", b"{}")]
        for act in ("DELETE FROM paper", "UPDATE paper SET title = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(act)


def test_an_upgrade_that_fails_leaves_everything_as_it_was(url: str, program: Path) -> None:
    upgrade(url, NOON)
    before = known_revisions()[-1]
    add_revision(program, 'raise RuntimeError("broken off")')
    with pytest.raises(RuntimeError, match="broken off"):
        upgrade(url, NOON)
    assert "next" not in columns(url, "project")
    database = open_database(url)
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == before
    database.close()


def test_an_upgrade_that_breaks_references_is_undone(workspace: Path, program: Path) -> None:
    row = "'nobody', 'nowhere', 'K', '1', '2026-11-05', '', '', '', ''"
    add_revision(program, f'op.execute("INSERT INTO case_file VALUES ({row})")')
    with pytest.raises(Damaged, match="引用已断（表 case_file）"):
        upgrade(file_url(workspace), NOON)
    assert "next" not in columns(file_url(workspace), "project")


def test_without_room_for_the_copy_nothing_is_changed(
    workspace: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_revision(program)
    monkeypatch.setattr(Path, "with_name", lambda self, _name: self.parent / "没有" / "copy.sqlite3")
    with pytest.raises(Refusal, match="升级前没能备份，数据库没有改动。数据库文件打不开，请检查文件夹") as said:
        upgrade(file_url(workspace), NOON)
    assert said.value.details == "unable to open database file"
    assert "next" not in columns(file_url(workspace), "project")


def test_a_newer_workspace_is_refused_and_left_alone(workspace: Path, program: Path) -> None:
    add_revision(program)
    upgrade(file_url(workspace), NOON)
    (program / "9999_next.py").unlink()
    before = workspace.read_bytes()
    with pytest.raises(Refusal, match="由更新版本的帮办台建立（结构 9999），请先升级本机程序"):
        upgrade(file_url(workspace), NOON)
    assert workspace.read_bytes() == before


def test_the_data_of_another_program_is_left_alone(url: str) -> None:
    database = open_database(url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))
        connection.commit()
    database.close()
    with pytest.raises(Refusal, match="是别的程序的数据，不是帮办台的工作区"):
        upgrade(url, NOON)
    database = open_database(url)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["somebody_elses"]
    database.close()


def test_an_empty_file_left_by_a_broken_start_becomes_a_workspace(file: Path) -> None:
    file.touch()
    upgrade(file_url(file), NOON)
    assert project_names(file) == []


def test_a_program_without_its_migrations_says_so(workspace: Path, program: Path) -> None:
    shutil.rmtree(program)
    with pytest.raises(Damaged, match="程序文件不完整"):
        upgrade(file_url(workspace), NOON)


def empty_an_index(file: Path) -> None:
    """Damage that no list would meet: the index over the names says that there are no projects."""
    find = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_project_name_order'"
    with closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute(find)
        ((size,),) = connection.execute("PRAGMA page_size")
    content = bytearray(file.read_bytes())
    cells = (page - 1) * size + 3  # the number of entries in the page header of a b-tree
    content[cells : cells + 2] = b"\0\0"
    file.write_bytes(content)


def test_damage_inside_a_small_file_is_found_when_it_is_opened(workspace: Path) -> None:
    empty_an_index(workspace)
    with pytest.raises(Damaged, match="数据库文件已损坏，没有做任何改动；请从备份恢复"):
        upgrade(file_url(workspace), NOON)


def test_a_large_file_is_not_read_from_end_to_end(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_CHECKED_BYTES", 0)
    empty_an_index(workspace)
    upgrade(file_url(workspace), NOON)
    assert project_names(workspace) == ["原有项目"]
