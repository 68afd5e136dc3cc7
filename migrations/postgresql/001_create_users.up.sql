-- The people who sign in.
--
-- A migration is one transaction together with its row of history: when any statement here fails, nothing of it stays.

CREATE TABLE users (
    -- GENERATED ALWAYS keeps applications from inventing numbers; bigint never runs out.
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email         text        NOT NULL,
    display_name  text        NOT NULL,
    -- What a password hashing function gave, never the password.
    password_hash text        NOT NULL,
    is_active     boolean     NOT NULL DEFAULT true,
    -- timestamptz is a moment; timestamp without a time zone is a wall clock somewhere.
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_email_has_at CHECK (email LIKE '%_@_%')
);

-- One account an address, whatever its case.
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

COMMENT ON TABLE users IS 'The people who sign in.';

-- Keeps updated_at right without trusting every application to do so. The body may hold semicolons: the dollar quotes
-- make it one statement.
CREATE FUNCTION set_updated_at() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;

CREATE TRIGGER users_set_updated_at
    BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
