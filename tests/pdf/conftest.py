"""The engine of the engine's tests, and its patients."""

from tests.engine.conftest import aid, aids, engine, folder, plain

__all__ = ["aid", "aids", "engine", "folder", "plain"]
