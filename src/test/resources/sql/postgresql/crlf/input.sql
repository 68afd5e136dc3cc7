-- lines end in CRLF
CREATE TABLE t (
  a int, -- a comment
  b text
);
INSERT INTO t VALUES (1, 'two
lines');
COPY t FROM stdin;
2	x
3	y
\.
SELECT 1
