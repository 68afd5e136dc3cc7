SELECT U&'d\0061t\+000061;', u&'it''s;';
SELECT U&"d\0061t;a" FROM (SELECT 1 AS "dat;a") AS t;
SELECT U&'d!0061t;' UESCAPE '!';
SELECT B'1010', b'', X'1F', x'ab';
SELECT N'national;', n'it''s\';
SELECT U&'a backslash before the quote \\';
SELECT u & 1 FROM (SELECT 3 AS u) AS t;
SELECT x FROM (VALUES (1)) AS x(e);
