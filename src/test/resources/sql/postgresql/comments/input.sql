-- leading; 'comment "
/* another; with ' and " and $$ */
SELECT 1; -- trailing; one
/* nested /* twice; /* thrice */ */ ; still inside */ SELECT /* here; */ 2 /**/ , -- there;
  3;
SELECT 4 --
;
SELECT 5/*;*/;
/*/ odd; */ SELECT 6; /***/ SELECT 7; /****/ SELECT 8;
--
SELECT 9 /* it's */ AS "/* no comment; */", '/*' AS "--";
-- the end; without a line end