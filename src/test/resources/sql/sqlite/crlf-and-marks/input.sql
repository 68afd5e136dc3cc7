CREATE TABLE t (a, -- comment
  b);
﻿INSERT INTO t VALUES (1, 'two
lines');
﻿-- another file joined
SELECT 1