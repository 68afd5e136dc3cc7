-- The table takes its indexes and triggers along.
DROP TABLE users;
