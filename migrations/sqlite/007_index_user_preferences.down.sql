DROP INDEX users_theme_idx;
