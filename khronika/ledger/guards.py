"""The guards: triggers that refuse to change what was recorded. They stop mistakes; `verify` finds the rest."""

from __future__ import annotations

CHANGED = "What was recorded is never changed; withdraw the entry instead."
ERASED = "A payload can be deleted only after its erasure was recorded."
TWICE = "An entry is recorded once and in order; nothing takes its place."

_RECORD = ("meta", "entry", "payload")

# The key of an erasure names its leaf.
_IS_ERASED = """EXISTS (SELECT 1 FROM payload AS said JOIN entry ON entry.leaf = said.leaf
    WHERE entry.kind = 'erased' AND said.key = 'erased:' || OLD.leaf)"""

# REPLACE deletes without firing a DELETE trigger, so it is refused before the insert.
_TAKEN = {
    "meta": "EXISTS (SELECT 1 FROM meta WHERE name = NEW.name AND value = NEW.value)",
    "entry": "NEW.seq <= (SELECT max(seq) FROM entry) OR EXISTS (SELECT 1 FROM entry WHERE leaf = NEW.leaf)",
    "payload": "EXISTS (SELECT 1 FROM payload WHERE leaf = NEW.leaf)"
    " OR EXISTS (SELECT 1 FROM payload WHERE key = NEW.key)",
}


def guards(dialect: str) -> list[str]:
    """Give the statements that set up guards and search for a new chronicle: `sqlite` or `postgresql`."""
    return [*_sqlite_guards(), *_SQLITE_SEARCH] if dialect == "sqlite" else [*_postgresql_guards(), _POSTGRESQL_SEARCH]


def _sqlite_guards() -> list[str]:
    rules = [(table, "update", "") for table in _RECORD] + [(table, "delete", "") for table in ("meta", "entry")]
    statements = [_sqlite_guard(table, verb, when, CHANGED) for table, verb, when in rules]
    statements.append(_sqlite_guard("payload", "delete", f"WHEN NOT {_IS_ERASED}", ERASED))
    return statements + [_sqlite_guard(table, "insert", f"WHEN {taken}", TWICE) for table, taken in _TAKEN.items()]


def _sqlite_guard(table: str, verb: str, when: str, sentence: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb.upper()} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def _postgresql_guards() -> list[str]:
    statements = [_refusal("khronika_refuse", CHANGED), _refusal("khronika_refuse_unless_erased", ERASED, _IS_ERASED)]
    for table in _RECORD:
        verbs = "UPDATE OR TRUNCATE" if table == "payload" else "UPDATE OR DELETE OR TRUNCATE"
        statements.append(
            f"CREATE TRIGGER {table}_refuses BEFORE {verbs} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION khronika_refuse()"
        )
    statements.append(
        "CREATE TRIGGER payload_refuses_delete BEFORE DELETE ON payload "
        "FOR EACH ROW EXECUTE FUNCTION khronika_refuse_unless_erased()"
    )
    return statements


def _refusal(name: str, sentence: str, allowed: str = "false") -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        f"IF TG_LEVEL = 'ROW' THEN IF {allowed} THEN RETURN OLD; END IF; END IF; "
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $body$"
    )


# The shadow is letters, digits and spaces; all but spaces is part of a word. Deleted words leave no trace.
_SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE shadow_index USING fts5(text, content='shadow', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")""",
    """CREATE TRIGGER shadow_indexed AFTER INSERT ON shadow
    BEGIN INSERT INTO shadow_index (rowid, text) VALUES (NEW.id, NEW.text); END""",
    """CREATE TRIGGER shadow_dropped AFTER DELETE ON shadow
    BEGIN INSERT INTO shadow_index (shadow_index, rowid, text) VALUES ('delete', OLD.id, OLD.text); END""",
)
_POSTGRESQL_SEARCH = "CREATE INDEX shadow_index ON shadow USING gin (to_tsvector('simple', text))"
SECURE_SEARCH = "INSERT INTO shadow_index (shadow_index, rank) VALUES ('secure-delete', 1)"  # from SQLite 3.42 on
