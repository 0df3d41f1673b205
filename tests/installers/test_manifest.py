"""The manifest speaks of exactly the files that travel with the program, as they are now."""

from installers.manifest import MANIFEST, carried_files, manifest


def test_is_current():
    assert MANIFEST.read_text(encoding="utf-8") == manifest(), "resources/ or db/ changed: run make manifest"


def test_speaks_of_fonts_templates_and_migrations():
    names = [path.as_posix() for path in carried_files()]
    for kind in (".ttf", "/resources/templates/", "/resources/calendars/", "/db/migrations/versions/"):
        assert any(kind in name for name in names), kind
    assert not any("__pycache__" in name or name.endswith("manifest.json") for name in names)
