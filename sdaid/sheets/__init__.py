"""Spreadsheets as typed records with addresses. Knows nothing about medicine or patients."""
