"""What making aids costs: `python -m benchmarks.batch --help`."""
