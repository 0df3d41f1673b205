"""One printed form per module; `desktop_app.documents.FORMS` lists them."""
