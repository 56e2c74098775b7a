-- In the database of the gate, by its owner, for each archive. GATE_PASSWORD is the one that archive.sql was given:
--   psql -v archive=un -v host=un.example.org -v port=5432 -v database=precedents -v login=gate -v sslmode=verify-full \
--     -f join.sql postgres://owner@records.example.org/precedents
\getenv password GATE_PASSWORD
BEGIN;

CREATE SERVER :"archive" FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
  host :'host', port :'port', dbname :'database', sslmode :'sslmode', connect_timeout '5',
  -- All archives are asked at once, and answer in large pieces.
  async_capable 'true', fetch_size '5000'
);
CREATE USER MAPPING FOR CURRENT_USER SERVER :"archive" OPTIONS (user :'login', password :'password');
CREATE FOREIGN TABLE archives.:"archive" PARTITION OF archives.passage FOR VALUES IN (:'archive')
  SERVER :"archive" OPTIONS (schema_name 'archive', table_name 'passage');

COMMIT;
