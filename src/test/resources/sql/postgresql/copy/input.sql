CREATE TABLE items (id int, "Name;" text);
COPY items (id, "Name;") FROM stdin;
1	one; 'quoted
2	a backslash \\ and \\.
3	\N
\.
SELECT count(*) FROM items;
copy public.items from stdin with (format csv, header); -- a comment may follow
id,name
4,"four; ""quoted"""
5,"\. is data here"
\.
COPY items FROM STDIN;
\.
COPY items (id,
  "Name;")
FROM /* here */ stdin CSV;
6,six
\.

SELECT count(*) FROM items;
