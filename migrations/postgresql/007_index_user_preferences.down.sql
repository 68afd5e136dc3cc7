DROP INDEX CONCURRENTLY users_preferences_idx;
