using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

internal static class OrderRow
{
    private const string Columns = """
        id, account_id, user_id, generation, symbol, side, type, role, quantity, placed_quantity, filled_quantity,
        limit_price, stop_price, take_profit, stop_loss, reference_price, price_digits, parent_id, status, reason,
        average_fill_price, fees, placed_at, working_since, updated_at, takes_liquidity,
        time_in_force, expires_at, post_only, trail_distance, is_trailed, is_triggered, version, rung, break_even_price, depth_at, acted_to
        """;

    public static NpgsqlBatchCommand SelectOpen(Guid accountId) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.orders where account_id = $1 and status in ('Pending', 'Working')").With(accountId);

    /// <summary>The newest orders of one life of an account, whatever became of them.</summary>
    public static NpgsqlBatchCommand SelectLatest(Guid accountId, int generation, int most) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.orders where account_id = $1 and generation = $2 order by id desc limit $3")
            .With(accountId)
            .With(generation)
            .With(most);

    public static Order Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Symbol = row.GetString(4),
            Side = Enum.Parse<Side>(row.GetString(5)),
            Type = Enum.Parse<OrderType>(row.GetString(6)),
            Role = Enum.Parse<OrderRole>(row.GetString(7)),
            Quantity = row.GetDecimal(8),
            PlacedQuantity = row.GetDecimal(9),
            FilledQuantity = row.GetDecimal(10),
            LimitPrice = row.DecimalOrNull(11),
            StopPrice = row.DecimalOrNull(12),
            TakeProfit = row.DecimalOrNull(13),
            StopLoss = row.DecimalOrNull(14),
            ReferencePrice = row.GetDecimal(15),
            PriceDigits = row.GetInt32(16),
            ParentId = row.IsDBNull(17) ? null : row.GetGuid(17),
            Status = Enum.Parse<OrderStatus>(row.GetString(18)),
            Reason = row.IsDBNull(19) ? null : row.GetString(19),
            AverageFillPrice = row.DecimalOrNull(20),
            Fees = row.GetDecimal(21),
            PlacedAt = row.GetFieldValue<DateTimeOffset>(22),
            WorkingSince = row.IsDBNull(23) ? null : row.GetFieldValue<DateTimeOffset>(23),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(24),
            TakesLiquidity = row.GetBoolean(25),
            TimeInForce = Enum.Parse<TimeInForce>(row.GetString(26)),
            ExpiresAt = row.IsDBNull(27) ? null : row.GetFieldValue<DateTimeOffset>(27),
            PostOnly = row.GetBoolean(28),
            TrailDistance = row.DecimalOrNull(29),
            IsTrailed = row.GetBoolean(30),
            IsTriggered = row.GetBoolean(31),
            Version = row.GetInt32(32),
            Rung = row.GetInt32(33),
            BreakEvenPrice = row.DecimalOrNull(34),
            DepthAt = row.IsDBNull(35) ? null : row.GetFieldValue<DateTimeOffset>(35),
            ActedTo = row.IsDBNull(36) ? null : row.GetFieldValue<DateTimeOffset>(36),
        };

    public static NpgsqlBatchCommand Insert(Order o, RowOwner owner) => new NpgsqlBatchCommand(
            $"""
            insert into paper_trading.orders ({Columns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
                $30, $31, $32, $33, $34, $35, $36, $37)
            """
        ).With(o.Id).With(owner.AccountId).With(owner.UserId).With(owner.Generation).With(o.Symbol).With(o.Side).With(o.Type).With(o.Role).With(o.Quantity).With(o.PlacedQuantity).With(o.FilledQuantity).With(o.LimitPrice).With(o.StopPrice).With(o.TakeProfit).With(o.StopLoss).With(o.ReferencePrice).With(o.PriceDigits).With(o.ParentId).With(o.Status).With(o.Reason).With(o.AverageFillPrice).With(o.Fees).With(o.PlacedAt).With(o.WorkingSince).With(o.UpdatedAt).With(o.TakesLiquidity).With(o.TimeInForce).With(o.ExpiresAt).With(o.PostOnly).With(o.TrailDistance).With(o.IsTrailed).With(o.IsTriggered).With(o.Version).With(o.Rung).With(o.BreakEvenPrice).With(o.DepthAt).With(o.ActedTo);

    /// <summary>Writes what can change after an order was placed.</summary>
    public static NpgsqlBatchCommand Update(Order o) => new NpgsqlBatchCommand(
            """
            update paper_trading.orders set quantity = $2, filled_quantity = $3, status = $4, reason = $5, average_fill_price = $6,
                fees = $7, working_since = $8, updated_at = $9, takes_liquidity = $10, placed_quantity = $11, limit_price = $12, stop_price = $13,
                take_profit = $14, stop_loss = $15, reference_price = $16, trail_distance = $17, is_trailed = $18, is_triggered = $19, version = $20,
                break_even_price = $21, depth_at = $22, acted_to = $23
            where id = $1
            """
        ).With(o.Id).With(o.Quantity).With(o.FilledQuantity).With(o.Status).With(o.Reason).With(o.AverageFillPrice).With(o.Fees).With(o.WorkingSince).With(o.UpdatedAt).With(o.TakesLiquidity).With(o.PlacedQuantity).With(o.LimitPrice).With(o.StopPrice).With(o.TakeProfit).With(o.StopLoss).With(o.ReferencePrice).With(o.TrailDistance).With(o.IsTrailed).With(o.IsTriggered).With(o.Version).With(o.BreakEvenPrice).With(o.DepthAt).With(o.ActedTo);

    internal static decimal? DecimalOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);
}
