"""sdaid: fair, personal, side-by-side decision aids from a clinician's workbook."""

__version__ = "0.1.0"
