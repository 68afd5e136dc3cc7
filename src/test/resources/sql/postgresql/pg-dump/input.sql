--
-- PostgreSQL database dump
--

\restrict b3wpkp08Kj5m0ulZ2l97ovZjZBES6krlvkMjDmMeXS7die4nXjm2aXrKe9J6f6f

-- Dumped from database version 15.15
-- Dumped by pg_dump version 15.15

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Odd;Schema; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA "Odd;Schema";


ALTER SCHEMA "Odd;Schema" OWNER TO postgres;

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA app;


ALTER SCHEMA app OWNER TO postgres;

--
-- Name: SCHEMA app; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON SCHEMA app IS 'the application''s; schema';


--
-- Name: german; Type: COLLATION; Schema: app; Owner: postgres
--

CREATE COLLATION app.german (provider = libc, locale = 'C');


ALTER COLLATION app.german OWNER TO postgres;

--
-- Name: address; Type: TYPE; Schema: app; Owner: postgres
--

CREATE TYPE app.address AS (
	street text,
	"zip;code" character varying(10)
);


ALTER TYPE app.address OWNER TO postgres;

--
-- Name: email; Type: DOMAIN; Schema: app; Owner: postgres
--

CREATE DOMAIN app.email AS text
	CONSTRAINT email_check CHECK ((VALUE ~ '^[^@;]+@[^@]+$'::text));


ALTER DOMAIN app.email OWNER TO postgres;

--
-- Name: status; Type: TYPE; Schema: app; Owner: postgres
--

CREATE TYPE app.status AS ENUM (
    'new',
    'in;progress',
    'done''s'
);


ALTER TYPE app.status OWNER TO postgres;

--
-- Name: classic(integer); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.classic(integer) RETURNS integer
    LANGUAGE sql
    AS $_$SELECT $1; $_$;


ALTER FUNCTION app.classic(integer) OWNER TO postgres;

--
-- Name: et(); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.et() RETURNS event_trigger
    LANGUAGE plpgsql
    AS $$ BEGIN END $$;


ALTER FUNCTION app.et() OWNER TO postgres;

SET default_tablespace = '';

--
-- Name: events; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.events (
    id bigint,
    at date NOT NULL,
    payload text,
    bin bytea
)
PARTITION BY RANGE (at);


ALTER TABLE app.events OWNER TO postgres;

--
-- Name: proc(integer); Type: PROCEDURE; Schema: app; Owner: postgres
--

CREATE PROCEDURE app.proc(IN n integer)
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO app.events (id, at)
   VALUES (proc.n, CURRENT_DATE);
 DELETE FROM app.events
   WHERE (events.id < 0);
END;


ALTER PROCEDURE app.proc(IN n integer) OWNER TO postgres;

--
-- Name: sql_body(integer, text); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.sql_body(a integer, b text DEFAULT ';'::text) RETURNS text
    LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (a > 0) THEN b
             ELSE 'neg;'::text
         END AS "case";
END;


ALTER FUNCTION app.sql_body(a integer, b text) OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE q text := $q$it's; $1$q$;
BEGIN
  -- a comment; with 'quote
  EXECUTE 'SELECT $1 || '';''' USING q;
  IF new.name IS NULL THEN new.name := CASE WHEN true THEN 'x;' ELSE $$y;$$ END; END IF;
  RETURN new;
END;
$_$;


ALTER FUNCTION app.touch() OWNER TO postgres;

--
-- Name: all_true(boolean); Type: AGGREGATE; Schema: app; Owner: postgres
--

CREATE AGGREGATE app.all_true(boolean) (
    SFUNC = booland_statefunc,
    STYPE = boolean
);


ALTER AGGREGATE app.all_true(boolean) OWNER TO postgres;

--
-- Name: @#@; Type: OPERATOR; Schema: app; Owner: postgres
--

CREATE OPERATOR app.@#@ (
    FUNCTION = app.sql_body,
    LEFTARG = integer,
    RIGHTARG = text
);


ALTER OPERATOR app.@#@ (integer, text) OWNER TO postgres;

--
-- Name: cfg; Type: TEXT SEARCH CONFIGURATION; Schema: app; Owner: postgres
--

CREATE TEXT SEARCH CONFIGURATION app.cfg (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR asciiword WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR word WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR hword_part WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR hword WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION app.cfg
    ADD MAPPING FOR uint WITH simple;


ALTER TEXT SEARCH CONFIGURATION app.cfg OWNER TO postgres;

SET default_table_access_method = heap;

--
-- Name: Odd;"Table; Type: TABLE; Schema: Odd;Schema; Owner: postgres
--

CREATE TABLE "Odd;Schema"."Odd;""Table" (
    "a;b" integer,
    "select" text,
    CONSTRAINT "c;k" CHECK (("a;b" > 0))
);


ALTER TABLE "Odd;Schema"."Odd;""Table" OWNER TO postgres;

--
-- Name: users; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.users (
    id bigint NOT NULL,
    email app.email NOT NULL,
    name text DEFAULT 'nobody; "unnamed"'::text,
    addr app.address,
    status app.status DEFAULT 'new'::app.status,
    tags text[] DEFAULT '{a,b;c}'::text[],
    data jsonb DEFAULT '{"k": "it''s; \\ fine"}'::jsonb,
    created timestamp with time zone DEFAULT now(),
    full_name text GENERATED ALWAYS AS (upper(name)) STORED
);


ALTER TABLE app.users OWNER TO postgres;

--
-- Name: COLUMN users.data; Type: COMMENT; Schema: app; Owner: postgres
--

COMMENT ON COLUMN app.users.data IS 'line one;
line two -- not a comment /* nor this */';


--
-- Name: active; Type: VIEW; Schema: app; Owner: postgres
--

CREATE VIEW app.active AS
 SELECT u.id,
    u.name,
        CASE u.status
            WHEN 'new'::app.status THEN 'n;'::text
            ELSE 'o'::text
        END AS s
   FROM app.users u
  WHERE (u.name <> 'a\b;'::text);


ALTER TABLE app.active OWNER TO postgres;

--
-- Name: counts; Type: MATERIALIZED VIEW; Schema: app; Owner: postgres
--

CREATE MATERIALIZED VIEW app.counts AS
 SELECT users.status,
    count(*) AS count
   FROM app.users
  GROUP BY users.status
  WITH NO DATA;


ALTER TABLE app.counts OWNER TO postgres;

--
-- Name: events_2024; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.events_2024 (
    id bigint,
    at date NOT NULL,
    payload text,
    bin bytea
);


ALTER TABLE app.events_2024 OWNER TO postgres;

--
-- Name: events_rest; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.events_rest (
    id bigint,
    at date NOT NULL,
    payload text,
    bin bytea
);


ALTER TABLE app.events_rest OWNER TO postgres;

--
-- Name: order_seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

CREATE SEQUENCE app.order_seq
    START WITH 100
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE app.order_seq OWNER TO postgres;

--
-- Name: users_id_seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

ALTER TABLE app.users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME app.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: events_2024; Type: TABLE ATTACH; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');


--
-- Name: events_rest; Type: TABLE ATTACH; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.events ATTACH PARTITION app.events_rest DEFAULT;


--
-- Name: 16541; Type: BLOB; Schema: -; Owner: postgres
--

SELECT pg_catalog.lo_create('16541');


ALTER LARGE OBJECT 16541 OWNER TO postgres;

--
-- Data for Name: Odd;"Table; Type: TABLE DATA; Schema: Odd;Schema; Owner: postgres
--

COPY "Odd;Schema"."Odd;""Table" ("a;b", "select") FROM stdin;
1	\\.
2	
3	\N
4	\r\n
\.


--
-- Data for Name: events_2024; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.events_2024 (id, at, payload, bin) FROM stdin;
1	2024-06-02	\N	\\xc4ca4238a0b923820dcc509a6f75849b
2	2024-06-03	CREATE TABLE x; --	\\xc81e728d9d4c2f636f067f89cc14862c
3	2024-06-04	\\.	\\xeccbc87e4b5ce2fe28308fd9f2a7baf3
4	2024-06-05	\N	\\xa87ff679a2f3e71d9181a67b7542122c
5	2024-06-06	CREATE TABLE x; --	\\xe4da3b7fbbce2345d7772b0674a318d5
6	2024-06-07	\\.	\\x1679091c5a880faf6fb5e6087eb1b2dc
7	2024-06-08	\N	\\x8f14e45fceea167a5a36dedd4bea2543
8	2024-06-09	CREATE TABLE x; --	\\xc9f0f895fb98ab9159f51fd0297e236d
9	2024-06-10	\\.	\\x45c48cce2e2d7fbdea1afc51c7c6ad26
10	2024-06-11	\N	\\xd3d9446802a44259755d38e6d163e820
11	2024-06-12	CREATE TABLE x; --	\\x6512bd43d9caa6e02c990b0a82652dca
12	2024-06-13	\\.	\\xc20ad4d76fe97759aa27a0c99bff6710
13	2024-06-14	\N	\\xc51ce410c124a10e0db5e4b97fc2af39
14	2024-06-15	CREATE TABLE x; --	\\xaab3238922bcc25a6f606eb525ffdc56
15	2024-06-16	\\.	\\x9bf31c7ff062936a96d3c8bd1f8f2ff3
16	2024-06-17	\N	\\xc74d97b01eae257e44aa9d5bade97baf
17	2024-06-18	CREATE TABLE x; --	\\x70efdf2ec9b086079795c442636b55fb
18	2024-06-19	\\.	\\x6f4922f45568161a8cdf4ad2299f6d23
19	2024-06-20	\N	\\x1f0e3dad99908345f7439f8ffabdffc4
20	2024-06-21	CREATE TABLE x; --	\\x98f13708210194c475687be6106a3b84
21	2024-06-22	\\.	\\x3c59dc048e8850243be8079a5c74d079
22	2024-06-23	\N	\\xb6d767d2f8ed5d21a44b0e5886680cb9
23	2024-06-24	CREATE TABLE x; --	\\x37693cfc748049e45d87b8c7d8b9aacd
24	2024-06-25	\\.	\\x1ff1de774005f8da13f42943881c655f
25	2024-06-26	\N	\\x8e296a067a37563370ded05f5a3bf3ec
26	2024-06-27	CREATE TABLE x; --	\\x4e732ced3463d06de0ca9a15b6153677
27	2024-06-28	\\.	\\x02e74f10e0327ad868d138f2b4fdd6f0
28	2024-06-29	\N	\\x33e75ff09dd601bbe69f351039152189
29	2024-06-30	CREATE TABLE x; --	\\x6ea9ab1baa0efb9e19094440c317e21b
30	2024-07-01	\\.	\\x34173cb38f07f89ddbebc2ac9128303f
31	2024-07-02	\N	\\xc16a5320fa475530d9583c34fd356ef5
32	2024-07-03	CREATE TABLE x; --	\\x6364d3f0f495b6ab9dcf8d3b5c6e0b01
33	2024-07-04	\\.	\\x182be0c5cdcd5072bb1864cdee4d3d6e
34	2024-07-05	\N	\\xe369853df766fa44e1ed0ff613f563bd
35	2024-07-06	CREATE TABLE x; --	\\x1c383cd30b7c298ab50293adfecb7b18
36	2024-07-07	\\.	\\x19ca14e7ea6328a42e0eb13d585e4c22
37	2024-07-08	\N	\\xa5bfc9e07964f8dddeb95fc584cd965d
38	2024-07-09	CREATE TABLE x; --	\\xa5771bce93e200c36f7cd9dfd0e5deaa
39	2024-07-10	\\.	\\xd67d8ab4f4c10bf22aa353e27879133c
40	2024-07-11	\N	\\xd645920e395fedad7bbbed0eca3fe2e0
41	2024-07-12	CREATE TABLE x; --	\\x3416a75f4cea9109507cacd8e2f2aefc
42	2024-07-13	\\.	\\xa1d0c6e83f027327d8461063f4ac58a6
43	2024-07-14	\N	\\x17e62166fc8586dfa4d1bc0e1742c08b
44	2024-07-15	CREATE TABLE x; --	\\xf7177163c833dff4b38fc8d2872f1ec6
45	2024-07-16	\\.	\\x6c8349cc7260ae62e3b1396831a8398f
46	2024-07-17	\N	\\xd9d4f495e875a2e075a1a4a6e1b9770f
47	2024-07-18	CREATE TABLE x; --	\\x67c6a1e7ce56d3d6fa748ab6d9af3fd7
48	2024-07-19	\\.	\\x642e92efb79421734881b53e1e1b18b6
49	2024-07-20	\N	\\xf457c545a9ded88f18ecee47145a72c0
50	2024-07-21	CREATE TABLE x; --	\\xc0c7c76d30bd3dcaefc96f40275bdc0a
51	2024-07-22	\\.	\\x2838023a778dfaecdc212708f721b788
52	2024-07-23	\N	\\x9a1158154dfa42caddbd0694a4e9bdc8
53	2024-07-24	CREATE TABLE x; --	\\xd82c8d1619ad8176d665453cfb2e55f0
54	2024-07-25	\\.	\\xa684eceee76fc522773286a895bc8436
55	2024-07-26	\N	\\xb53b3a3d6ab90ce0268229151c9bde11
56	2024-07-27	CREATE TABLE x; --	\\x9f61408e3afb633e50cdf1b20de6f466
57	2024-07-28	\\.	\\x72b32a1f754ba1c09b3695e0cb6cde7f
58	2024-07-29	\N	\\x66f041e16a60928b05a7e228a89c3799
59	2024-07-30	CREATE TABLE x; --	\\x093f65e080a295f8076b1c5722a46aa2
60	2024-07-31	\\.	\\x072b030ba126b2f4b2374f342be9ed44
61	2024-08-01	\N	\\x7f39f8317fbdb1988ef4c628eba02591
62	2024-08-02	CREATE TABLE x; --	\\x44f683a84163b3523afe57c2e008bc8c
63	2024-08-03	\\.	\\x03afdbd66e7929b125f8597834fa83a4
64	2024-08-04	\N	\\xea5d2f1c4608232e07d3aa3d998e5135
65	2024-08-05	CREATE TABLE x; --	\\xfc490ca45c00b1249bbe3554a4fdf6fb
66	2024-08-06	\\.	\\x3295c76acbf4caaed33c36b1b5fc2cb1
67	2024-08-07	\N	\\x735b90b4568125ed6c3f678819b6e058
68	2024-08-08	CREATE TABLE x; --	\\xa3f390d88e4c41f2747bfa2f1b5f87db
69	2024-08-09	\\.	\\x14bfa6bb14875e45bba028a21ed38046
70	2024-08-10	\N	\\x7cbbc409ec990f19c78c75bd1e06f215
71	2024-08-11	CREATE TABLE x; --	\\xe2c420d928d4bf8ce0ff2ec19b371514
72	2024-08-12	\\.	\\x32bb90e8976aab5298d5da10fe66f21d
73	2024-08-13	\N	\\xd2ddea18f00665ce8623e36bd4e3c7c5
74	2024-08-14	CREATE TABLE x; --	\\xad61ab143223efbc24c7d2583be69251
75	2024-08-15	\\.	\\xd09bf41544a3365a46c9077ebb5e35c3
76	2024-08-16	\N	\\xfbd7939d674997cdb4692d34de8633c4
77	2024-08-17	CREATE TABLE x; --	\\x28dd2c7955ce926456240b2ff0100bde
78	2024-08-18	\\.	\\x35f4a8d465e6e1edc05f3d8ab658c551
79	2024-08-19	\N	\\xd1fe173d08e959397adf34b1d77e88d7
80	2024-08-20	CREATE TABLE x; --	\\xf033ab37c30201f73f142449d037028d
81	2024-08-21	\\.	\\x43ec517d68b6edd3015b3edc9a11367b
82	2024-08-22	\N	\\x9778d5d219c5080b9a6a17bef029331c
83	2024-08-23	CREATE TABLE x; --	\\xfe9fc289c3ff0af142b6d3bead98a923
84	2024-08-24	\\.	\\x68d30a9594728bc39aa24be94b319d21
85	2024-08-25	\N	\\x3ef815416f775098fe977004015c6193
86	2024-08-26	CREATE TABLE x; --	\\x93db85ed909c13838ff95ccfa94cebd9
87	2024-08-27	\\.	\\xc7e1249ffc03eb9ded908c236bd1996d
88	2024-08-28	\N	\\x2a38a4a9316c49e5a833517c45d31070
89	2024-08-29	CREATE TABLE x; --	\\x7647966b7343c29048673252e490f736
90	2024-08-30	\\.	\\x8613985ec49eb8f757ae6439e879bb2a
91	2024-08-31	\N	\\x54229abfcfa5649e7003b83dd4755294
92	2024-09-01	CREATE TABLE x; --	\\x92cc227532d17e56e07902b254dfad10
93	2024-09-02	\\.	\\x98dce83da57b0395e163467c9dae521b
94	2024-09-03	\N	\\xf4b9ec30ad9f68f89b29639786cb62ef
95	2024-09-04	CREATE TABLE x; --	\\x812b4ba287f5ee0bc9d43bbf5bbe87fb
96	2024-09-05	\\.	\\x26657d5ff9020d2abefe558796b99584
97	2024-09-06	\N	\\xe2ef524fbf3d9fe611d5a8e90fefdc9c
98	2024-09-07	CREATE TABLE x; --	\\xed3d2c21991e3bef5e069713af9fa6ca
99	2024-09-08	\\.	\\xac627ab1ccbdb62ec96e702f07f6425b
100	2024-09-09	\N	\\xf899139df5e1059396431415e770c6dd
101	2024-09-10	CREATE TABLE x; --	\\x38b3eff8baf56627478ec76a704e9b52
102	2024-09-11	\\.	\\xec8956637a99787bd197eacd77acce5e
103	2024-09-12	\N	\\x6974ce5ac660610b44d9b9fed0ff9548
104	2024-09-13	CREATE TABLE x; --	\\xc9e1074f5b3f9fc8ea15d152add07294
105	2024-09-14	\\.	\\x65b9eea6e1cc6bb9f0cd2a47751a186f
106	2024-09-15	\N	\\xf0935e4cd5920aa6c7c996a5ee53a70f
107	2024-09-16	CREATE TABLE x; --	\\xa97da629b098b75c294dffdc3e463904
108	2024-09-17	\\.	\\xa3c65c2974270fd093ee8a9bf8ae7d0b
109	2024-09-18	\N	\\x2723d092b63885e0d7c260cc007e8b9d
110	2024-09-19	CREATE TABLE x; --	\\x5f93f983524def3dca464469d2cf9f3e
111	2024-09-20	\\.	\\x698d51a19d8a121ce581499d7b701668
112	2024-09-21	\N	\\x7f6ffaa6bb0b408017b62254211691b5
113	2024-09-22	CREATE TABLE x; --	\\x73278a4a86960eeb576a8fd4c9ec6997
114	2024-09-23	\\.	\\x5fd0b37cd7dbbb00f97ba6ce92bf5add
115	2024-09-24	\N	\\x2b44928ae11fb9384c4cf38708677c48
116	2024-09-25	CREATE TABLE x; --	\\xc45147dee729311ef5b5c3003946c48f
117	2024-09-26	\\.	\\xeb160de1de89d9058fcb0b968dbbbd68
118	2024-09-27	\N	\\x5ef059938ba799aaa845e1c2e8a762bd
119	2024-09-28	CREATE TABLE x; --	\\x07e1cd7dca89a1678042477183b7ac3f
120	2024-09-29	\\.	\\xda4fb5c6e93e74d3df8527599fa62642
121	2024-09-30	\N	\\x4c56ff4ce4aaf9573aa5dff913df997a
122	2024-10-01	CREATE TABLE x; --	\\xa0a080f42e6f13b3a2df133f073095dd
123	2024-10-02	\\.	\\x202cb962ac59075b964b07152d234b70
124	2024-10-03	\N	\\xc8ffe9a587b126f152ed3d89a146b445
125	2024-10-04	CREATE TABLE x; --	\\x3def184ad8f4755ff269862ea77393dd
126	2024-10-05	\\.	\\x069059b7ef840f0c74a814ec9237b6ec
127	2024-10-06	\N	\\xec5decca5ed3d6b8079e2e7e7bacc9f2
128	2024-10-07	CREATE TABLE x; --	\\x76dc611d6ebaafc66cc0879c71b5db5c
129	2024-10-08	\\.	\\xd1f491a404d6854880943e5c3cd9ca25
130	2024-10-09	\N	\\x9b8619251a19057cff70779273e95aa6
131	2024-10-10	CREATE TABLE x; --	\\x1afa34a7f984eeabdbb0a7d494132ee5
132	2024-10-11	\\.	\\x65ded5353c5ee48d0b7d48c591b8f430
133	2024-10-12	\N	\\x9fc3d7152ba9336a670e36d0ed79bc43
134	2024-10-13	CREATE TABLE x; --	\\x02522a2b2726fb0a03bb19f2d8d9524d
135	2024-10-14	\\.	\\x7f1de29e6da19d22b51c68001e7e0e54
136	2024-10-15	\N	\\x42a0e188f5033bc65bf8d78622277c4e
137	2024-10-16	CREATE TABLE x; --	\\x3988c7f88ebcb58c6ce932b957b6f332
138	2024-10-17	\\.	\\x013d407166ec4fa56eb1e1f8cbe183b9
139	2024-10-18	\N	\\xe00da03b685a0dd18fb6a08af0923de0
140	2024-10-19	CREATE TABLE x; --	\\x1385974ed5904a438616ff7bdb3f7439
141	2024-10-20	\\.	\\x0f28b5d49b3020afeecd95b4009adf4c
142	2024-10-21	\N	\\xa8baa56554f96369ab93e4f3bb068c22
143	2024-10-22	CREATE TABLE x; --	\\x903ce9225fca3e988c2af215d4e544d3
144	2024-10-23	\\.	\\x0a09c8844ba8f0936c20bd791130d6b6
145	2024-10-24	\N	\\x2b24d495052a8ce66358eb576b8912c8
146	2024-10-25	CREATE TABLE x; --	\\xa5e00132373a7031000fd987a3c9f87b
147	2024-10-26	\\.	\\x8d5e957f297893487bd98fa830fa6413
148	2024-10-27	\N	\\x47d1e990583c9c67424d369f3414728e
149	2024-10-28	CREATE TABLE x; --	\\xf2217062e9a397a1dca429e7d70bc6ca
150	2024-10-29	\\.	\\x7ef605fc8dba5425d6965fbd4c8fbe1f
151	2024-10-30	\N	\\xa8f15eda80c50adb0e71943adc8015cf
152	2024-10-31	CREATE TABLE x; --	\\x37a749d808e46495a8da1e5352d03cae
153	2024-11-01	\\.	\\xb3e3e393c77e35a4a3f3cbd1e429b5dc
154	2024-11-02	\N	\\x1d7f7abc18fcb43975065399b0d1e48e
155	2024-11-03	CREATE TABLE x; --	\\x2a79ea27c279e471f4d180b08d62b00a
156	2024-11-04	\\.	\\x1c9ac0159c94d8d0cbedc973445af2da
157	2024-11-05	\N	\\x6c4b761a28b734fe93831e3fb400ce87
158	2024-11-06	CREATE TABLE x; --	\\x06409663226af2f3114485aa4e0a23b4
159	2024-11-07	\\.	\\x140f6969d5213fd0ece03148e62e461e
160	2024-11-08	\N	\\xb73ce398c39f506af761d2277d853a92
161	2024-11-09	CREATE TABLE x; --	\\xbd4c9ab730f5513206b999ec0d90d1fb
162	2024-11-10	\\.	\\x82aa4b0af34c2313a562076992e50aa3
163	2024-11-11	\N	\\x0777d5c17d4066b82ab86dff8a46af6f
164	2024-11-12	CREATE TABLE x; --	\\xfa7cdfad1a5aaf8370ebeda47a1ff1c3
165	2024-11-13	\\.	\\x9766527f2b5d3e95d4a733fcfb77bd7e
166	2024-11-14	\N	\\x7e7757b1e12abcb736ab9a754ffb617a
167	2024-11-15	CREATE TABLE x; --	\\x5878a7ab84fb43402106c575658472fa
168	2024-11-16	\\.	\\x006f52e9102a8d3be2fe5614f42ba989
169	2024-11-17	\N	\\x3636638817772e42b59d74cff571fbb3
170	2024-11-18	CREATE TABLE x; --	\\x149e9677a5989fd342ae44213df68868
171	2024-11-19	\\.	\\xa4a042cf4fd6bfb47701cbc8a1653ada
172	2024-11-20	\N	\\x1ff8a7b5dc7a7d1f0ed65aaa29c04b1e
173	2024-11-21	CREATE TABLE x; --	\\xf7e6c85504ce6e82442c770f7c8606f0
174	2024-11-22	\\.	\\xbf8229696f7a3bb4700cfddef19fa23f
175	2024-11-23	\N	\\x82161242827b703e6acf9c726942a1e4
176	2024-11-24	CREATE TABLE x; --	\\x38af86134b65d0f10fe33d30dd76442e
177	2024-11-25	\\.	\\x96da2f590cd7246bbde0051047b0d6f7
178	2024-11-26	\N	\\x8f85517967795eeef66c225f7883bdcb
179	2024-11-27	CREATE TABLE x; --	\\x8f53295a73878494e9bc8dd6c3c7104f
180	2024-11-28	\\.	\\x045117b0e0a11a242b9765e79cbf113f
181	2024-11-29	\N	\\xfc221309746013ac554571fbd180e1c8
182	2024-11-30	CREATE TABLE x; --	\\x4c5bde74a8f110656874902f07378009
183	2024-12-01	\\.	\\xcedebb6e872f539bef8c3f919874e9d7
184	2024-12-02	\N	\\x6cdd60ea0045eb7a6ec44c54d29ed402
185	2024-12-03	CREATE TABLE x; --	\\xeecca5b6365d9607ee5a9d336962c534
186	2024-12-04	\\.	\\x9872ed9fc22fc182d371c3e9ed316094
187	2024-12-05	\N	\\x31fefc0e570cb3860f2a6d4b38c6490d
188	2024-12-06	CREATE TABLE x; --	\\x9dcb88e0137649590b755372b040afad
189	2024-12-07	\\.	\\xa2557a7b2e94197ff767970b67041697
190	2024-12-08	\N	\\xcfecdb276f634854f3ef915e2e980c31
191	2024-12-09	CREATE TABLE x; --	\\x0aa1883c6411f7873cb83dacb17b0afc
192	2024-12-10	\\.	\\x58a2fc6ed39fd083f55d4182bf88826d
193	2024-12-11	\N	\\xbd686fd640be98efaae0091fa301e613
194	2024-12-12	CREATE TABLE x; --	\\xa597e50502f5ff68e3e25b9114205d4a
195	2024-12-13	\\.	\\x0336dcbab05b9d5ad24f4333c7658a0e
196	2024-12-14	\N	\\x084b6fbb10729ed4da8c3d3f5a3ae7c9
197	2024-12-15	CREATE TABLE x; --	\\x85d8ce590ad8981ca2c8286f79f59954
198	2024-12-16	\\.	\\x0e65972dce68dad4d52d063967f0a705
199	2024-12-17	\N	\\x84d9ee44e457ddef7f2c4f25dc8fa865
200	2024-12-18	CREATE TABLE x; --	\\x3644a684f98ea8fe223c713b77189a77
201	2024-12-19	\\.	\\x757b505cfd34c64c85ca5b5690ee5293
202	2024-12-20	\N	\\x854d6fae5ee42911677c739ee1734486
203	2024-12-21	CREATE TABLE x; --	\\xe2c0be24560d78c5e599c2a9c9d0bbd2
204	2024-12-22	\\.	\\x274ad4786c3abca69fa097b85867d9a4
205	2024-12-23	\N	\\xeae27d77ca20db309e056e3d2dcd7d69
206	2024-12-24	CREATE TABLE x; --	\\x7eabe3a1649ffa2b3ff8c02ebfd5659f
207	2024-12-25	\\.	\\x69adc1e107f7f7d035d7baf04342e1ca
208	2024-12-26	\N	\\x091d584fced301b442654dd8c23b3fc9
209	2024-12-27	CREATE TABLE x; --	\\xb1d10e7bafa4421218a51b1e1f1b0ba2
210	2024-12-28	\\.	\\x6f3ef77ac0e3619e98159e9b6febf557
211	2024-12-29	\N	\\xeb163727917cbba1eea208541a643e74
212	2024-12-30	CREATE TABLE x; --	\\x1534b76d325a8f591b52d302e7181331
213	2024-12-31	\\.	\\x979d472a84804b9f647bc185a877a8b5
\.


--
-- Data for Name: events_rest; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.events_rest (id, at, payload, bin) FROM stdin;
214	2025-01-01	\N	\\xca46c1b9512a7a8315fa3c5a946e8265
215	2025-01-02	CREATE TABLE x; --	\\x3b8a614226a953a8cd9526fca6fe9ba5
216	2025-01-03	\\.	\\x45fbc6d3e05ebd93369ce542e8f2322d
217	2025-01-04	\N	\\x63dc7ed1010d3c3b8269faf0ba7491d4
218	2025-01-05	CREATE TABLE x; --	\\xe96ed478dab8595a7dbda4cbcbee168f
219	2025-01-06	\\.	\\xc0e190d8267e36708f955d7ab048990d
220	2025-01-07	\N	\\xec8ce6abb3e952a85b8551ba726a1227
221	2025-01-08	CREATE TABLE x; --	\\x060ad92489947d410d897474079c1477
222	2025-01-09	\\.	\\xbcbe3365e6ac95ea2c0343a2395834dd
223	2025-01-10	\N	\\x115f89503138416a242f40fb7d7f338e
224	2025-01-11	CREATE TABLE x; --	\\x13fe9d84310e77f13a6d184dbf1232f3
225	2025-01-12	\\.	\\xd1c38a09acc34845c6be3a127a5aacaf
226	2025-01-13	\N	\\x9cfdf10e8fc047a44b08ed031e1f0ed1
227	2025-01-14	CREATE TABLE x; --	\\x705f2172834666788607efbfca35afb3
228	2025-01-15	\\.	\\x74db120f0a8e5646ef5a30154e9f6deb
229	2025-01-16	\N	\\x57aeee35c98205091e18d1140e9f38cf
230	2025-01-17	CREATE TABLE x; --	\\x6da9003b743b65f4c0ccd295cc484e57
231	2025-01-18	\\.	\\x9b04d152845ec0a378394003c96da594
232	2025-01-19	\N	\\xbe83ab3ecd0db773eb2dc1b0a17836a1
233	2025-01-20	CREATE TABLE x; --	\\xe165421110ba03099a1c0393373c5b43
234	2025-01-21	\\.	\\x289dff07669d7a23de0ef88d2f7129e7
235	2025-01-22	\N	\\x577ef1154f3240ad5b9b413aa7346a1e
236	2025-01-23	CREATE TABLE x; --	\\x01161aaa0b6d1345dd8fe4e481144d84
237	2025-01-24	\\.	\\x539fd53b59e3bb12d203f45a912eeaf2
238	2025-01-25	\N	\\xac1dd209cbcc5e5d1c6e28598e8cbbe8
239	2025-01-26	CREATE TABLE x; --	\\x555d6702c950ecb729a966504af0a635
240	2025-01-27	\\.	\\x335f5352088d7d9bf74191e006d8e24c
241	2025-01-28	\N	\\xf340f1b1f65b6df5b5e3f94d95b11daf
242	2025-01-29	CREATE TABLE x; --	\\xe4a6222cdb5b34375400904f03d8e6a5
243	2025-01-30	\\.	\\xcb70ab375662576bd1ac5aaf16b3fca4
244	2025-01-31	\N	\\x9188905e74c28e489b44e954ec0b9bca
245	2025-02-01	CREATE TABLE x; --	\\x0266e33d3f546cb5436a10798e657d97
246	2025-02-02	\\.	\\x38db3aed920cf82ab059bfccbd02be6a
247	2025-02-03	\N	\\x3cec07e9ba5f5bb252d13f5f431e4bbb
248	2025-02-04	CREATE TABLE x; --	\\x621bf66ddb7c962aa0d22ac97d69b793
249	2025-02-05	\\.	\\x077e29b11be80ab57e1a2ecabb7da330
250	2025-02-06	\N	\\x6c9882bbac1c7093bd25041881277658
251	2025-02-07	CREATE TABLE x; --	\\x19f3cd308f1455b3fa09a282e0d496f4
252	2025-02-08	\\.	\\x03c6b06952c750899bb03d998e631860
253	2025-02-09	\N	\\xc24cd76e1ce41366a4bbe8a49b02a028
254	2025-02-10	CREATE TABLE x; --	\\xc52f1bd66cc19d05628bd8bf27af3ad6
255	2025-02-11	\\.	\\xfe131d7f5a6b38b23cc967316c13dae2
256	2025-02-12	\N	\\xf718499c1c8cef6730f9fd03c8125cab
257	2025-02-13	CREATE TABLE x; --	\\xd96409bf894217686ba124d7356686c9
258	2025-02-14	\\.	\\x502e4a16930e414107ee22b6198c578f
259	2025-02-15	\N	\\xcfa0860e83a4c3a763a7e62d825349f7
260	2025-02-16	CREATE TABLE x; --	\\xa4f23670e1833f3fdb077ca70bbd5d66
261	2025-02-17	\\.	\\xb1a59b315fc9a3002ce38bbe070ec3f5
262	2025-02-18	\N	\\x36660e59856b4de58a219bcf4e27eba3
263	2025-02-19	CREATE TABLE x; --	\\x8c19f571e251e61cb8dd3612f26d5ecf
264	2025-02-20	\\.	\\xd6baf65e0b240ce177cf70da146c8dc8
265	2025-02-21	\N	\\xe56954b4f6347e897f954495eab16a88
266	2025-02-22	CREATE TABLE x; --	\\xf7664060cc52bc6f3d620bcedc94a4b6
267	2025-02-23	\\.	\\xeda80a3d5b344bc40f3bc04f65b7a357
268	2025-02-24	\N	\\x8f121ce07d74717e0b1f21d122e04521
269	2025-02-25	CREATE TABLE x; --	\\x06138bc5af6023646ede0e1f7c1eac75
270	2025-02-26	\\.	\\x39059724f73a9969845dfe4146c5660e
271	2025-02-27	\N	\\x7f100b7b36092fb9b06dfb4fac360931
272	2025-02-28	CREATE TABLE x; --	\\x7a614fd06c325499f1680b9896beedeb
273	2025-03-01	\\.	\\x4734ba6f3de83d861c3176a6273cac6d
274	2025-03-02	\N	\\xd947bf06a885db0d477d707121934ff8
275	2025-03-03	CREATE TABLE x; --	\\x63923f49e5241343aa7acb6a06a751e7
276	2025-03-04	\\.	\\xdb8e1af0cb3aca1ae2d0018624204529
277	2025-03-05	\N	\\x20f07591c6fcb220ffe637cda29bb3f6
278	2025-03-06	CREATE TABLE x; --	\\x07cdfd23373b17c6b337251c22b7ea57
279	2025-03-07	\\.	\\xd395771085aab05244a4fb8fd91bf4ee
280	2025-03-08	\N	\\x92c8c96e4c37100777c7190b76d28233
281	2025-03-09	CREATE TABLE x; --	\\xe3796ae838835da0b6f6ea37bcf8bcb7
282	2025-03-10	\\.	\\x6a9aeddfc689c1d0e3b9ccc3ab651bc5
283	2025-03-11	\N	\\x0f49c89d1e7298bb9930789c8ed59d48
284	2025-03-12	CREATE TABLE x; --	\\x46ba9f2a6976570b0353203ec4474217
285	2025-03-13	\\.	\\x0e01938fc48a2cfb5f2217fbfb00722d
286	2025-03-14	\N	\\x16a5cdae362b8d27a1d8f8c7b78b4330
287	2025-03-15	CREATE TABLE x; --	\\x918317b57931b6b7a7d29490fe5ec9f9
288	2025-03-16	\\.	\\x48aedb8880cab8c45637abc7493ecddd
289	2025-03-17	\N	\\x839ab46820b524afda05122893c2fe8e
290	2025-03-18	CREATE TABLE x; --	\\xf90f2aca5c640289d0a29417bcb63a37
291	2025-03-19	\\.	\\x9c838d2e45b2ad1094d42f4ef36764f6
292	2025-03-20	\N	\\x1700002963a49da13542e0726b7bb758
293	2025-03-21	CREATE TABLE x; --	\\x53c3bce66e43be4f209556518c2fcb54
294	2025-03-22	\\.	\\x6883966fd8f918a4aa29be29d2c386fb
295	2025-03-23	\N	\\x49182f81e6a13cf5eaa496d51fea6406
296	2025-03-24	CREATE TABLE x; --	\\xd296c101daa88a51f6ca8cfc1ac79b50
297	2025-03-25	\\.	\\x9fd81843ad7f202f26c1a174c7357585
298	2025-03-26	\N	\\x26e359e83860db1d11b6acca57d8ea88
299	2025-03-27	CREATE TABLE x; --	\\xef0d3930a7b6c95bd2b32ed45989c61f
300	2025-03-28	\\.	\\x94f6d7e04a4d452035300f18b984988c
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.users (id, email, name, addr, status, tags, data, created) FROM stdin;
1	u1@x.org	back\\slash \\.	("street; 1",1)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
2	u2@x.org	quote's; "$$	("street; 2",2)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
3	u3@x.org	ünï 😀	("street; 3",3)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
4	u4@x.org	\\N	("street; 4",4)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
5	u5@x.org	tab\tand\nline;	("street; 5",5)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
6	u6@x.org	back\\slash \\.	("street; 6",6)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
7	u7@x.org	quote's; "$$	("street; 7",7)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
8	u8@x.org	ünï 😀	("street; 8",8)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
9	u9@x.org	\\N	("street; 9",9)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
10	u10@x.org	tab\tand\nline;	("street; 10",10)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
11	u11@x.org	back\\slash \\.	("street; 11",11)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
12	u12@x.org	quote's; "$$	("street; 12",12)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
13	u13@x.org	ünï 😀	("street; 13",13)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
14	u14@x.org	\\N	("street; 14",14)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
15	u15@x.org	tab\tand\nline;	("street; 15",15)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
16	u16@x.org	back\\slash \\.	("street; 16",16)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
17	u17@x.org	quote's; "$$	("street; 17",17)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
18	u18@x.org	ünï 😀	("street; 18",18)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
19	u19@x.org	\\N	("street; 19",19)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
20	u20@x.org	tab\tand\nline;	("street; 20",20)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
21	u21@x.org	back\\slash \\.	("street; 21",21)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
22	u22@x.org	quote's; "$$	("street; 22",22)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
23	u23@x.org	ünï 😀	("street; 23",23)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
24	u24@x.org	\\N	("street; 24",24)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
25	u25@x.org	tab\tand\nline;	("street; 25",25)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
26	u26@x.org	back\\slash \\.	("street; 26",26)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
27	u27@x.org	quote's; "$$	("street; 27",27)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
28	u28@x.org	ünï 😀	("street; 28",28)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
29	u29@x.org	\\N	("street; 29",29)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
30	u30@x.org	tab\tand\nline;	("street; 30",30)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
31	u31@x.org	back\\slash \\.	("street; 31",31)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
32	u32@x.org	quote's; "$$	("street; 32",32)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
33	u33@x.org	ünï 😀	("street; 33",33)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
34	u34@x.org	\\N	("street; 34",34)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
35	u35@x.org	tab\tand\nline;	("street; 35",35)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
36	u36@x.org	back\\slash \\.	("street; 36",36)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
37	u37@x.org	quote's; "$$	("street; 37",37)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
38	u38@x.org	ünï 😀	("street; 38",38)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
39	u39@x.org	\\N	("street; 39",39)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
40	u40@x.org	tab\tand\nline;	("street; 40",40)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
41	u41@x.org	back\\slash \\.	("street; 41",41)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
42	u42@x.org	quote's; "$$	("street; 42",42)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
43	u43@x.org	ünï 😀	("street; 43",43)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
44	u44@x.org	\\N	("street; 44",44)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
45	u45@x.org	tab\tand\nline;	("street; 45",45)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
46	u46@x.org	back\\slash \\.	("street; 46",46)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
47	u47@x.org	quote's; "$$	("street; 47",47)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
48	u48@x.org	ünï 😀	("street; 48",48)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
49	u49@x.org	\\N	("street; 49",49)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
50	u50@x.org	tab\tand\nline;	("street; 50",50)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
51	u51@x.org	back\\slash \\.	("street; 51",51)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
52	u52@x.org	quote's; "$$	("street; 52",52)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
53	u53@x.org	ünï 😀	("street; 53",53)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
54	u54@x.org	\\N	("street; 54",54)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
55	u55@x.org	tab\tand\nline;	("street; 55",55)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
56	u56@x.org	back\\slash \\.	("street; 56",56)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
57	u57@x.org	quote's; "$$	("street; 57",57)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
58	u58@x.org	ünï 😀	("street; 58",58)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
59	u59@x.org	\\N	("street; 59",59)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
60	u60@x.org	tab\tand\nline;	("street; 60",60)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
61	u61@x.org	back\\slash \\.	("street; 61",61)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
62	u62@x.org	quote's; "$$	("street; 62",62)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
63	u63@x.org	ünï 😀	("street; 63",63)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
64	u64@x.org	\\N	("street; 64",64)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
65	u65@x.org	tab\tand\nline;	("street; 65",65)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
66	u66@x.org	back\\slash \\.	("street; 66",66)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
67	u67@x.org	quote's; "$$	("street; 67",67)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
68	u68@x.org	ünï 😀	("street; 68",68)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
69	u69@x.org	\\N	("street; 69",69)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
70	u70@x.org	tab\tand\nline;	("street; 70",70)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
71	u71@x.org	back\\slash \\.	("street; 71",71)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
72	u72@x.org	quote's; "$$	("street; 72",72)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
73	u73@x.org	ünï 😀	("street; 73",73)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
74	u74@x.org	\\N	("street; 74",74)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
75	u75@x.org	tab\tand\nline;	("street; 75",75)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
76	u76@x.org	back\\slash \\.	("street; 76",76)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
77	u77@x.org	quote's; "$$	("street; 77",77)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
78	u78@x.org	ünï 😀	("street; 78",78)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
79	u79@x.org	\\N	("street; 79",79)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
80	u80@x.org	tab\tand\nline;	("street; 80",80)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
81	u81@x.org	back\\slash \\.	("street; 81",81)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
82	u82@x.org	quote's; "$$	("street; 82",82)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
83	u83@x.org	ünï 😀	("street; 83",83)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
84	u84@x.org	\\N	("street; 84",84)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
85	u85@x.org	tab\tand\nline;	("street; 85",85)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
86	u86@x.org	back\\slash \\.	("street; 86",86)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
87	u87@x.org	quote's; "$$	("street; 87",87)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
88	u88@x.org	ünï 😀	("street; 88",88)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
89	u89@x.org	\\N	("street; 89",89)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
90	u90@x.org	tab\tand\nline;	("street; 90",90)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
91	u91@x.org	back\\slash \\.	("street; 91",91)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
92	u92@x.org	quote's; "$$	("street; 92",92)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
93	u93@x.org	ünï 😀	("street; 93",93)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
94	u94@x.org	\\N	("street; 94",94)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
95	u95@x.org	tab\tand\nline;	("street; 95",95)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
96	u96@x.org	back\\slash \\.	("street; 96",96)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
97	u97@x.org	quote's; "$$	("street; 97",97)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
98	u98@x.org	ünï 😀	("street; 98",98)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
99	u99@x.org	\\N	("street; 99",99)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
100	u100@x.org	tab\tand\nline;	("street; 100",100)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
101	u101@x.org	back\\slash \\.	("street; 101",101)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
102	u102@x.org	quote's; "$$	("street; 102",102)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
103	u103@x.org	ünï 😀	("street; 103",103)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
104	u104@x.org	\\N	("street; 104",104)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
105	u105@x.org	tab\tand\nline;	("street; 105",105)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
106	u106@x.org	back\\slash \\.	("street; 106",106)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
107	u107@x.org	quote's; "$$	("street; 107",107)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
108	u108@x.org	ünï 😀	("street; 108",108)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
109	u109@x.org	\\N	("street; 109",109)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
110	u110@x.org	tab\tand\nline;	("street; 110",110)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
111	u111@x.org	back\\slash \\.	("street; 111",111)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
112	u112@x.org	quote's; "$$	("street; 112",112)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
113	u113@x.org	ünï 😀	("street; 113",113)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
114	u114@x.org	\\N	("street; 114",114)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
115	u115@x.org	tab\tand\nline;	("street; 115",115)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
116	u116@x.org	back\\slash \\.	("street; 116",116)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
117	u117@x.org	quote's; "$$	("street; 117",117)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
118	u118@x.org	ünï 😀	("street; 118",118)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
119	u119@x.org	\\N	("street; 119",119)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
120	u120@x.org	tab\tand\nline;	("street; 120",120)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
121	u121@x.org	back\\slash \\.	("street; 121",121)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
122	u122@x.org	quote's; "$$	("street; 122",122)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
123	u123@x.org	ünï 😀	("street; 123",123)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
124	u124@x.org	\\N	("street; 124",124)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
125	u125@x.org	tab\tand\nline;	("street; 125",125)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
126	u126@x.org	back\\slash \\.	("street; 126",126)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
127	u127@x.org	quote's; "$$	("street; 127",127)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
128	u128@x.org	ünï 😀	("street; 128",128)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
129	u129@x.org	\\N	("street; 129",129)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
130	u130@x.org	tab\tand\nline;	("street; 130",130)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
131	u131@x.org	back\\slash \\.	("street; 131",131)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
132	u132@x.org	quote's; "$$	("street; 132",132)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
133	u133@x.org	ünï 😀	("street; 133",133)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
134	u134@x.org	\\N	("street; 134",134)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
135	u135@x.org	tab\tand\nline;	("street; 135",135)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
136	u136@x.org	back\\slash \\.	("street; 136",136)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
137	u137@x.org	quote's; "$$	("street; 137",137)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
138	u138@x.org	ünï 😀	("street; 138",138)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
139	u139@x.org	\\N	("street; 139",139)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
140	u140@x.org	tab\tand\nline;	("street; 140",140)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
141	u141@x.org	back\\slash \\.	("street; 141",141)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
142	u142@x.org	quote's; "$$	("street; 142",142)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
143	u143@x.org	ünï 😀	("street; 143",143)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
144	u144@x.org	\\N	("street; 144",144)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
145	u145@x.org	tab\tand\nline;	("street; 145",145)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
146	u146@x.org	back\\slash \\.	("street; 146",146)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
147	u147@x.org	quote's; "$$	("street; 147",147)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
148	u148@x.org	ünï 😀	("street; 148",148)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
149	u149@x.org	\\N	("street; 149",149)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
150	u150@x.org	tab\tand\nline;	("street; 150",150)	in;progress	{a,b;c}	{"k": "it's; \\\\ fine"}	2026-11-20 08:09:51.629616+00
\.


--
-- Name: order_seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.order_seq', 100, false);


--
-- Name: users_id_seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.users_id_seq', 150, true);


--
-- Data for Name: BLOBS; Type: BLOBS; Schema: -; Owner: -
--

BEGIN;

SELECT pg_catalog.lo_open('16541', 131072);
SELECT pg_catalog.lowrite(0, '\x6c617267653b206f626a656374');
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.users
    ADD CONSTRAINT users_email_key UNIQUE (email);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: events_at_idx; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX events_at_idx ON ONLY app.events USING btree (at);


--
-- Name: events_2024_at_idx; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX events_2024_at_idx ON app.events_2024 USING btree (at);


--
-- Name: events_rest_at_idx; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX events_rest_at_idx ON app.events_rest USING btree (at);


--
-- Name: users_lower; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX users_lower ON app.users USING btree (lower(name)) WHERE (name <> ';'::text);


--
-- Name: events_2024_at_idx; Type: INDEX ATTACH; Schema: app; Owner: postgres
--

ALTER INDEX app.events_at_idx ATTACH PARTITION app.events_2024_at_idx;


--
-- Name: events_rest_at_idx; Type: INDEX ATTACH; Schema: app; Owner: postgres
--

ALTER INDEX app.events_at_idx ATTACH PARTITION app.events_rest_at_idx;


--
-- Name: st; Type: STATISTICS; Schema: app; Owner: postgres
--

CREATE STATISTICS app.st ON id, email FROM app.users;


ALTER STATISTICS app.st OWNER TO postgres;

--
-- Name: active no_delete; Type: RULE; Schema: app; Owner: postgres
--

CREATE RULE no_delete AS
    ON DELETE TO app.active DO INSTEAD ( UPDATE app.users SET status = 'done''s'::app.status
  WHERE (users.id = old.id);
 SELECT ';'::text AS x;
);


--
-- Name: users touch; Type: TRIGGER; Schema: app; Owner: postgres
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.users FOR EACH ROW WHEN ((new.name <> 'END;'::text)) EXECUTE FUNCTION app.touch();


--
-- Name: users own; Type: POLICY; Schema: app; Owner: postgres
--

CREATE POLICY own ON app.users FOR SELECT USING (((name = CURRENT_USER) OR (name = ';'::text)));


--
-- Name: users; Type: ROW SECURITY; Schema: app; Owner: postgres
--

ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;

--
-- Name: pub; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION pub WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION pub OWNER TO postgres;

--
-- Name: pub users; Type: PUBLICATION TABLE; Schema: app; Owner: postgres
--

ALTER PUBLICATION pub ADD TABLE ONLY app.users;


--
-- Name: TABLE events; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.events TO PUBLIC;


--
-- Name: TABLE users; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.users TO PUBLIC;


--
-- Name: TABLE active; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.active TO PUBLIC;


--
-- Name: TABLE counts; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.counts TO PUBLIC;


--
-- Name: TABLE events_2024; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.events_2024 TO PUBLIC;


--
-- Name: TABLE events_rest; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.events_rest TO PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: app; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT ON TABLES  TO PUBLIC;


--
-- Name: et; Type: EVENT TRIGGER; Schema: -; Owner: postgres
--

CREATE EVENT TRIGGER et ON ddl_command_end
         WHEN TAG IN ('CREATE TABLE')
   EXECUTE FUNCTION app.et();


ALTER EVENT TRIGGER et OWNER TO postgres;

--
-- Name: counts; Type: MATERIALIZED VIEW DATA; Schema: app; Owner: postgres
--

REFRESH MATERIALIZED VIEW app.counts;


--
-- PostgreSQL database dump complete
--

\unrestrict b3wpkp08Kj5m0ulZ2l97ovZjZBES6krlvkMjDmMeXS7die4nXjm2aXrKe9J6f6f

