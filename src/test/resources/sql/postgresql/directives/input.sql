-- A migration with a word on how to run it.
-- aicli: no-transaction
--aicli: Lock-Timeout 250ms
--   AICLI:   statement-timeout 10 min

-- aicli: foreign-keys off
SELECT 1;
-- aicli is mentioned here, and that is no directive
SELECT 2;
