SELECT E'a\';b', e'\\';
SELECT E'\\\'; still inside', E'it''s; fine';
SELECT E'tab\tnew\nline\x41\u0041\101;';
SELECT E'' AS e, E'''' AS quote;
SELECT 1 AS e, 'not escaped\';
SELECT true AS "ende", 'x\' AS y;
