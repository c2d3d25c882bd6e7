-- What people type stays out of PostgreSQL's log. Run it once as superuser: psql -f postgresql.sql
--
-- The portal already sends texts beside its statements and not in them. What PostgreSQL would still write when a statement
-- fails or takes long, only its own administrator can switch off. For the portal's role alone, so that other databases on
-- the same server keep the log that they have. It holds for connections that are made after it.

-- No DETAIL: that quotes the row that was refused ("Failing row contains ...").
ALTER ROLE loket SET log_error_verbosity = terse;
-- No statement with an error. The message stays: which table, which rule.
ALTER ROLE loket SET log_min_error_statement = panic;
-- No values of parameters, also when log_statement or log_min_duration_statement is on.
ALTER ROLE loket SET log_parameter_max_length = 0;
ALTER ROLE loket SET log_parameter_max_length_on_error = 0;
