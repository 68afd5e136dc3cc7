-- only comments

/* and
   blanks */
;
;; -- and stray semicolons
