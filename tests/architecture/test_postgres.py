"""The throw-away cluster itself: a fresh, empty, UTF-8 database behind an address that names its driver."""

import psycopg


def test_each_test_gets_an_empty_utf8_database(postgres_url):
    assert postgres_url.startswith("postgresql+psycopg://")
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        text = connection.execute("SELECT '临汾𫖮'::text, current_setting('server_encoding')").fetchone()
    assert tables == (0,)
    assert text == ("临汾𫖮", "UTF8")
