"""Who is coming: the appointment list, read and understood. Knows nothing about how aids look."""
