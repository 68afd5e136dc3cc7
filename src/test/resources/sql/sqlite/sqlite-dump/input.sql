PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, photo BLOB);
INSERT INTO users VALUES(1,'Ann; O''Hara',X'ffd8ff');
INSERT INTO users VALUES(2,replace('two\nlines;','\n',char(10)),NULL);
CREATE TABLE log(t TEXT);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('users',2);
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN
  INSERT INTO log VALUES(CASE new.name WHEN '' THEN 'empty;' ELSE new.name END);
END;
CREATE INDEX users_name ON users(name);
COMMIT;
