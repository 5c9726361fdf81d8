"""Reporting: problems in the forms that other programs read. Each module writes one form."""
