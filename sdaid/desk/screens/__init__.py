"""The screens of the desk, a module each: a list of `ROUTES`, and a template of the same name."""
