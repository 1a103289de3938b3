"""All of SQLAlchemy that the catalogue uses, imported here and nowhere else."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

__all__ = [
    "ArgumentError",
    "Connection",
    "Engine",
    "NullPool",
    "SQLAlchemyError",
    "Session",
    "create_engine",
    "event",
    "insert",
    "make_url",
    "select",
    "text",
]
