-- leading; 'comment
/* another; [ " */ SELECT 1; -- trailing;
/* comments do not /* nest */ SELECT /* ; */ 2 -- ;
;
SELECT 3 /***/, 4 /**/;
SELECT 5; /* this one; never ends
SELECT 6;
