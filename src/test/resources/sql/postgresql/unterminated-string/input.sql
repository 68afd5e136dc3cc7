SELECT 1;
SELECT 'ö',
  'this string never ends;
SELECT 2;
