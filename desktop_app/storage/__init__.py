"""SQLAlchemy adapter: the only room that knows the database."""
