"""The clinician's workbook: read, checked and understood as typed content."""
