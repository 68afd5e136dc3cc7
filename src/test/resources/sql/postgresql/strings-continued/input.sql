SELECT 'one;'
  ' two;'

	'three\';
SELECT E'one\';'
  '\';two'
  'it''s;';
SELECT E'one' -- a comment; 'may
  -- stand; between
  '\';two' AS x;
SELECT 'plain' -- here; too
  'goes on\' AS y;
SELECT B'10'
  '01';
SELECT E'escaped\'' || 'starts anew\' AS z;
