"""The fast way to draw: see `sdaid.engine.engine`."""
