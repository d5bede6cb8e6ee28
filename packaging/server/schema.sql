-- The tables of SafeChat in PostgreSQL, made once by the database's owner:
--
--     sudo -u postgres createdb safechat
--     sudo -u postgres psql -d safechat -f schema.sql
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

-- Lets a worker in, and returns whether the database did not know her yet. A role that may do more than a worker, such
-- as its owner's, is left alone: an account of the same name would have its rights.
create function safechat.admit(worker name) returns boolean language plpgsql as $$
begin
    if not exists (select from pg_roles where rolname = worker) then
        execute format('create role %I login in role safechat_workers', worker);
        return true;
    end if;
    perform from pg_roles where rolname = worker and rolcanlogin
        and not (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
        and array(select roleid::regrole::text from pg_auth_members where member = oid) = array['safechat_workers'];
    if not found then
        raise exception 'the role % is no worker''s', worker;
    end if;
    return false;
end $$;

-- Erases what a worker kept, and her role; no server opens it any more.
create function safechat.dismiss(worker name) returns void language plpgsql as $$
begin
    if safechat.admit(worker) then
        raise notice 'the role % was not known', worker;
    end if;
    delete from safechat.plans where owner = worker;
    delete from safechat.keys where owner = worker;
    delete from safechat.seen where owner = worker;
    execute format('drop role %I', worker);
end $$;

-- Erases the plans whose last day is over, whoever kept them, and returns how many.
create function safechat.expire() returns bigint language sql as $$
    with gone as (delete from safechat.plans where last_day < current_date returning 1) select count(*) from gone
$$;

revoke all on schema public from public;
revoke all on all functions in schema safechat from public;
grant usage on schema safechat to safechat_workers;
grant select, insert, update, delete on all tables in schema safechat to safechat_workers;

commit;
