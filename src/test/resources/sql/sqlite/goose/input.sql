-- +goose StatementBegin
CREATE TABLE a (x);
CREATE TABLE b (x);
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER c AFTER INSERT ON a BEGIN INSERT INTO b VALUES (new.x); END
-- +goose StatementEnd
INSERT INTO a VALUES (1);
