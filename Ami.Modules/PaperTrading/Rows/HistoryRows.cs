using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Rows that are written once.</summary>
internal static class HistoryRows
{
    public static NpgsqlBatchCommand Insert(Fill f, RowOwner owner) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.fills (id, order_id, account_id, user_id, generation, position_id, symbol, side, quantity, price,
                notional, fee, slippage, realised_pnl, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """
        ).With(f.Id).With(f.OrderId).With(owner.AccountId).With(owner.UserId).With(owner.Generation).With(f.PositionId).With(f.Symbol).With(f.Side).With(f.Quantity).With(f.Price).With(f.Notional).With(f.Fee).With(f.Slippage).With(f.RealisedPnl).With(f.At);

    public static NpgsqlBatchCommand Insert(CarryCharge c, RowOwner owner, DateTimeOffset wall) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.carry_charges (id, account_id, user_id, generation, position_id, symbol, kind, moment, quantity, price, rate, amount,
                charged_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """
        ).With(c.Id).With(owner.AccountId).With(owner.UserId).With(owner.Generation).With(c.PositionId).With(c.Symbol).With(c.Kind).With(c.Moment).With(c.Quantity).With(c.Price).With(c.Rate).With(c.Amount).With(wall);

    public static NpgsqlBatchCommand Insert(ActionEffect e, RowOwner owner) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.action_effects (id, account_id, user_id, generation, position_id, symbol, moment, new_shares, old_shares, dividend, quantity_before,
                quantity_after, price, cash_in_lieu, released, paid, applied_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """
        ).With(e.Id).With(owner.AccountId).With(owner.UserId).With(owner.Generation).With(e.PositionId).With(e.Symbol).With(e.Moment).With(e.NewShares).With(e.OldShares).With(e.Dividend).With(e.QuantityBefore).With(e.QuantityAfter).With(e.Price).With(e.CashInLieu).With(e.Released).With(e.Paid).With(e.AppliedAt);

    /// <summary>The newest ones first, for <see cref="ReadFill"/>.</summary>
    public static NpgsqlBatchCommand SelectLatest(Guid accountId, int generation, int most) => new NpgsqlBatchCommand(
            """
            select id, order_id, position_id, symbol, side, quantity, price, notional, fee, slippage, realised_pnl, at
            from paper_trading.fills where account_id = $1 and generation = $2 order by id desc limit $3
            """
        ).With(accountId).With(generation).With(most);

    public static Fill ReadFill(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            OrderId = row.GetGuid(1),
            PositionId = row.GetGuid(2),
            Symbol = row.GetString(3),
            Side = Enum.Parse<Side>(row.GetString(4)),
            Quantity = row.GetDecimal(5),
            Price = row.GetDecimal(6),
            Notional = row.GetDecimal(7),
            Fee = row.GetDecimal(8),
            Slippage = row.GetDecimal(9),
            RealisedPnl = row.GetDecimal(10),
            At = row.GetFieldValue<DateTimeOffset>(11),
        };

    public static NpgsqlBatchCommand Insert(OrderAmendment a, RowOwner owner) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.order_amendments (order_id, version, account_id, user_id, at, quantity_before, quantity, limit_before, limit_price,
                stop_before, stop_price, trail_before, trail_distance, action)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """
        ).With(a.OrderId).With(a.Version).With(owner.AccountId).With(owner.UserId).With(a.At).With(a.QuantityBefore).With(a.Quantity).With(a.LimitBefore).With(a.LimitPrice).With(a.StopBefore).With(a.StopPrice).With(a.TrailBefore).With(a.TrailDistance).With(a.Action);

    /// <summary>Two fills of one moment leave the point that knows both.</summary>
    public static NpgsqlBatchCommand Insert(EquityPoint p) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.equity_points (account_id, at, generation, equity, cash) values ($1, $2, $3, $4, $5)
            on conflict (account_id, at) do update set generation = excluded.generation, equity = excluded.equity, cash = excluded.cash
            """
        ).With(p.AccountId).With(p.At).With(p.Generation).With(p.Equity).With(p.Cash);

    public static NpgsqlBatchCommand Insert(DebtRelief r) =>
        new NpgsqlBatchCommand("insert into paper_trading.debt_reliefs (id, account_id, generation, amount, at) values ($1, $2, $3, $4, $5)")
            .With(r.Id)
            .With(r.AccountId)
            .With(r.Generation)
            .With(r.Amount)
            .With(r.At);

    public static NpgsqlBatchCommand Insert(Generation g) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.generations (account_id, number, opening_id, starting_cash, leverage, started_at)
            values ($1, $2, $3, $4, $5, $6)
            """
        ).With(g.AccountId).With(g.Number).With(g.OpeningId).With(g.StartingCash).With(g.Leverage).With(g.StartedAt);

    public static NpgsqlBatchCommand End(EndedGeneration g) => new NpgsqlBatchCommand(
            """
            update paper_trading.generations set ended_at = $3, ending_cash = $4, ending_cost = $5, realised_pnl = $6, fees_paid = $7
            where account_id = $1 and number = $2
            """
        ).With(g.AccountId).With(g.Number).With(g.EndedAt).With(g.Cash).With(g.Cost).With(g.RealisedPnl).With(g.FeesPaid);
}
