"""What went where: one file for all batches, which knows ids and never names."""
