-- Who changed what, when, and from where.
--
-- Partitioned by time from the start: old months can be detached and dropped at once, where a DELETE would take hours
-- and leave the table as large as before. The default partition takes whatever has no partition of its own yet.

CREATE TABLE audit_log (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    actor_id    bigint,
    -- An address, with its operators: WHERE client_address << '10.0.0.0/8'
    client_address inet,
    action      text        NOT NULL,
    entity      text        NOT NULL,
    entity_id   bigint,
    -- What changed, in a form that needs no new column for each new kind of entity.
    changes     jsonb       NOT NULL DEFAULT '{}',
    -- The key of a partitioned table must hold the column that it is partitioned by.
    PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;

CREATE INDEX audit_log_entity_idx ON audit_log (entity, entity_id, occurred_at DESC);

COMMENT ON COLUMN audit_log.actor_id IS
    'No foreign key: the record of what somebody did must outlive the account.';
