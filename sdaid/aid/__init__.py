"""What one patient's pages say: plain, frozen, JSON-able data. No HTML, no files, no drawing."""
