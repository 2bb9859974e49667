"""The fast way to draw: the pages of `sdaid.page`, many times sooner. Begin with `engine`, whose
first page explains how."""
