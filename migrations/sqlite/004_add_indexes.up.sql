-- SQLite indexes primary keys and unique constraints by itself, foreign keys not: without these, deleting a user reads
-- all of tasks.

CREATE INDEX workspace_members_user_id_idx ON workspace_members (user_id);
CREATE INDEX tasks_project_id_idx ON tasks (project_id);

-- Most questions are about open work of one person: a partial index is small.
CREATE INDEX tasks_open_by_assignee_idx ON tasks (assignee_id, due_on)
    WHERE status IN ('open', 'in_progress');
