--
-- PostgreSQL database dump
--

\restrict cEGqVnV3dJsqWl

SET statement_timeout = 0;
\set ON_ERROR_STOP on
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.t (a integer);

COPY public.t (a) FROM stdin;
1
\.

\unrestrict cEGqVnV3dJsqWl

