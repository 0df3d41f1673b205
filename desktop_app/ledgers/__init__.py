"""Workbook adapter: what offices keep in Excel, read and written."""
