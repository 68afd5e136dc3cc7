-- An index over an expression: finds users by their theme without reading them all.

CREATE INDEX users_theme_idx ON users (json_extract(preferences, '$.theme'));
