"""Many aids: the plan of who gets one, and the run that makes them."""
