CREATE FUNCTION op_at(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2';
CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = op_at);
CREATE OPERATOR <=-@ (LEFTARG = int, RIGHTARG = int, FUNCTION = op_at);
SELECT 1 @#@ 2, 1 <=-@ 2;
SELECT 1+-- an operator ends; where a comment starts
 2, 6*/* so; does this */7, 8/4, 2@#@/* ; */3;
SELECT 1 - -1, 2*-3, +-+4, 1<-1, 5 %3, @ -6;
SELECT '{"a;": [1]}'::jsonb -> 'a;' ->> 0, '{"a": 1}'::jsonb ?| ARRAY['a', ';'], '{"a": {"b": 1}}'::jsonb #>> '{a,b}';
SELECT 'x' ~~* 'X', 'a' !~ ';', |/ 4.0, 2 ^ 3, ~1;
