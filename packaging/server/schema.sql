-- The tables of SafeChat in PostgreSQL, made once by the database's owner:
--
--     createdb safechat && psql -d safechat -f schema.sql
--
-- Each worker is a role of the same name as her account, in the group safechat_workers. She sees and changes her own
-- rows alone; what is in them is sealed with a key that only her passphrase opens.

begin;

do $$ begin
    if not exists (select from pg_roles where rolname = 'safechat_workers') then
        create role safechat_workers nologin;
    end if;
end $$;

create schema safechat;

create table safechat.plans (
    owner name not null default current_user,
    code text not null check (code ~ '^[a-z]{3,9}(-[a-z]{3,9}){2}$'),
    content bytea not null check (octet_length(content) <= 1200000),
    version bigint not null default 1,
    changed timestamptz not null,
    last_day date not null,
    primary key (owner, code)
);
create index on safechat.plans (last_day);

-- The sealed key, and those that were set aside when a passphrase was forgotten.
create table safechat.keys (
    owner name not null default current_user,
    name text not null check (name ~ '^key(-[0-9]+)?\.age$'),
    content bytea not null check (octet_length(content) <= 4096),
    primary key (owner, name)
);

-- How far each plan was seen, sealed too: an older row that is put back is noticed.
create table safechat.seen (
    owner name not null default current_user primary key,
    content bytea not null check (octet_length(content) <= 1200000)
);

alter table safechat.plans enable row level security;
alter table safechat.keys enable row level security;
alter table safechat.seen enable row level security;
create policy own on safechat.plans using (owner = current_user) with check (owner = current_user);
create policy own on safechat.keys using (owner = current_user) with check (owner = current_user);
create policy own on safechat.seen using (owner = current_user) with check (owner = current_user);

revoke all on schema public from public;
grant usage on schema safechat to safechat_workers;
grant select, insert, update, delete on all tables in schema safechat to safechat_workers;

commit;
