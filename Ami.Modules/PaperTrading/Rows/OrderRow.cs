using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

internal static class OrderRow
{
    private const string Columns = """
        id, account_id, user_id, generation, symbol, side, type, role, quantity, placed_quantity, filled_quantity,
        limit_price, stop_price, take_profit, stop_loss, reference_price, price_digits, parent_id, status, reason,
        average_fill_price, fees, placed_at, working_since, updated_at
        """;

    public static NpgsqlBatchCommand SelectOpen(Guid accountId) => new NpgsqlBatchCommand(
        $"select {Columns} from paper_trading.orders where account_id = $1 and status in ('Pending', 'Working')").With(accountId);

    public static Order Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetInt32(3), row.GetString(4),
        Enum.Parse<Side>(row.GetString(5)), Enum.Parse<OrderType>(row.GetString(6)), Enum.Parse<OrderRole>(row.GetString(7)),
        row.GetDecimal(8), row.GetDecimal(9), row.GetDecimal(10),
        row.DecimalOrNull(11), row.DecimalOrNull(12), row.DecimalOrNull(13), row.DecimalOrNull(14),
        row.GetDecimal(15), row.GetInt32(16), row.IsDBNull(17) ? null : row.GetGuid(17),
        Enum.Parse<OrderStatus>(row.GetString(18)), row.IsDBNull(19) ? null : row.GetString(19),
        row.DecimalOrNull(20), row.GetDecimal(21), row.GetFieldValue<DateTimeOffset>(22),
        row.IsDBNull(23) ? null : row.GetFieldValue<DateTimeOffset>(23), row.GetFieldValue<DateTimeOffset>(24));

    public static NpgsqlBatchCommand Insert(Order o) => new NpgsqlBatchCommand($"""
        insert into paper_trading.orders ({Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
        """)
        .With(o.Id).With(o.AccountId).With(o.UserId).With(o.Generation).With(o.Symbol).With(o.Side).With(o.Type).With(o.Role)
        .With(o.Quantity).With(o.PlacedQuantity).With(o.FilledQuantity)
        .With(o.LimitPrice).With(o.StopPrice).With(o.TakeProfit).With(o.StopLoss)
        .With(o.ReferencePrice).With(o.PriceDigits).With(o.ParentId).With(o.Status).With(o.Reason)
        .With(o.AverageFillPrice).With(o.Fees).With(o.PlacedAt).With(o.WorkingSince).With(o.UpdatedAt);

    /// <summary>Writes what can change after an order was placed.</summary>
    public static NpgsqlBatchCommand Update(Order o) => new NpgsqlBatchCommand("""
        update paper_trading.orders set quantity = $2, filled_quantity = $3, status = $4, reason = $5, average_fill_price = $6,
            fees = $7, working_since = $8, updated_at = $9
        where id = $1
        """)
        .With(o.Id).With(o.Quantity).With(o.FilledQuantity).With(o.Status).With(o.Reason).With(o.AverageFillPrice)
        .With(o.Fees).With(o.WorkingSince).With(o.UpdatedAt);

    internal static decimal? DecimalOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);
}
