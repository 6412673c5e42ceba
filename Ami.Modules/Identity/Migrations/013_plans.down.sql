drop index identity.users_plan_changed;

alter table identity.users
    drop column plan_changed_at,
    drop column given_plan,
    drop column paid_plan;
