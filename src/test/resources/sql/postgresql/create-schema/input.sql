CREATE SCHEMA hollywood
  CREATE TABLE films (title text, release date, awards text[])
  CREATE VIEW winners AS SELECT title, release FROM films WHERE awards IS NOT NULL
  CREATE INDEX films_title ON films (title);
CREATE SCHEMA IF NOT EXISTS empty;
