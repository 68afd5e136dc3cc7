-- Workspaces, and who belongs to them in which role.

-- An enumeration reads well and is checked; adding a value later is a migration of its own (ALTER TYPE … ADD VALUE).
CREATE TYPE workspace_role AS ENUM ('owner', 'admin', 'member', 'guest');

CREATE TABLE workspaces (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    -- The short name in addresses: lower case letters, digits and hyphens.
    slug       text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]*$'),
    created_by bigint      NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workspace_members (
    workspace_id bigint         NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id      bigint         NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role         workspace_role NOT NULL DEFAULT 'member',
    joined_at    timestamptz    NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, user_id)
);

COMMENT ON TABLE workspaces IS 'A team and its projects.';
