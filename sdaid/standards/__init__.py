"""Is this content fit for patients: published criteria, balance, numbers, reading, freshness."""
