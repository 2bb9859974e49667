"""Out of the door: addresses, letters, the print run, e-mail. Nothing here makes an aid."""
