SELECT ' ', "​" /*   */ FROM t;
SELECT​ 1;
