"""ReportLab adapter: frozen form data in, PDF bytes out."""
