-- Takes its partitions along.
DROP TABLE audit_log;
