SELECT 'a;b', 'it''s; fine', '', '''', ';';
SELECT 'a backslash is a character\';
SELECT 'two
lines; and -- no comment
/* nor here */';
SELECT 'x'AS y;
