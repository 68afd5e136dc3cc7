CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE person (name text, mood mood);
ALTER TYPE mood ADD VALUE 'happy';
ALTER TYPE public.mood ADD VALUE IF NOT EXISTS 'it''s; fine' AFTER 'happy';
INSERT INTO person VALUES ('Ann', 'ok');
CREATE FUNCTION later() RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO person VALUES ('Bob', 'happy'); END $$;
INSERT INTO person VALUES ('Cid', 'happy');
