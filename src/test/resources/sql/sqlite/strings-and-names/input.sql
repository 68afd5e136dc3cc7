CREATE TABLE [a;b] ("c;""d" TEXT, `e;``f` TEXT, [g;'] TEXT, größe INT);
INSERT INTO [a;b] VALUES ('it''s; fine', 'a backslash \', '', 1), (x'4B3b', X'', ''';''', 4);
SELECT "c;""d", `e;``f`, [g;'], größe FROM [a;b];
SELECT 'two
lines; here', "größe" FROM [a;b];
SELECT 'a' || 'b;', 1 << 2, 3 <> 4, '{"a;": 1}' ->> 'a;', -1 - -1, 5/*;*/- 1;
