-- Who changed what, when, and from where.

CREATE TABLE audit_log (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    occurred_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    -- No foreign key: the record of what somebody did must outlive the account.
    actor_id       INTEGER,
    client_address TEXT,
    action         TEXT    NOT NULL,
    entity         TEXT    NOT NULL,
    entity_id      INTEGER,
    -- What changed, as JSON: no new column for each new kind of entity.
    changes        TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(changes))
);

CREATE INDEX audit_log_entity_idx ON audit_log (entity, entity_id, occurred_at DESC);
