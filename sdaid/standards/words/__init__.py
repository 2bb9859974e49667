"""Words that mislead: the tables of a language, and the grammar that finds them in a text."""
