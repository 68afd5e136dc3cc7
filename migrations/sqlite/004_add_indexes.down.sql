DROP INDEX tasks_open_by_assignee_idx;
DROP INDEX tasks_project_id_idx;
DROP INDEX workspace_members_user_id_idx;
