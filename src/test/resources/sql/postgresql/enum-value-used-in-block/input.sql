CREATE TYPE mood AS ENUM ('sad');
ALTER TYPE mood ADD VALUE 'happy';
DO $$ BEGIN PERFORM 'happy'::mood; END $$;
