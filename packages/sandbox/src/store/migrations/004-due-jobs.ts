/** A planner without statistics took this index for "what is due" too, and read all that is planned for later. */
export const dueJobs = [
  `drop index jobs_by_subject`,
  `create index jobs_by_subject on jobs (subject, due_at) where done_at is null and dead_at is null and subject is not null`,
];
