SELECT ?, ?1, :a, @b, $c, #d;
SELECT $x::y(z;w), $e$, :größe;
SELECT 1
