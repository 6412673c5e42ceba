drop view core.audit_entries;
drop table core.audit_chain, core.audit_details, core.audit_anchors, core.audit_retention;
drop function core.audit_give_up, core.audit_forget, core.audit_append, core.audit_text, core.audit_refuse_change;
drop table core.audit_lanes;
