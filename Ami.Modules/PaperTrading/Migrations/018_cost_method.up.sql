-- First in, first out: such an account keeps of each position of what it consists. One that is open says what its reductions release.
alter table paper_trading.accounts add column costs text not null default 'Average' check (costs in ('Average', 'Fifo'));
alter table paper_trading.positions add column lots jsonb;
comment on column paper_trading.positions.lots is 'Quantity and cost of each lot, oldest first; null where reductions release the average.';
