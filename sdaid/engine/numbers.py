"""Numbers as a PDF writes them."""


def decimal(number: float) -> bytes:
    """A number with six places at most."""
    return f"{number:.6f}".rstrip("0").rstrip(".").encode()
