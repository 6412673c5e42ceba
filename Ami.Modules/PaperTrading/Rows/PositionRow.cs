using System.Text.Json;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

internal static class PositionRow
{
    private const string Columns =
        "id, account_id, user_id, generation, symbol, price_digits, quantity, cost_basis, realised_pnl, fees, opened_at, closed_at, close_reason, carried_to, acted_to, lots";

    public static NpgsqlBatchCommand SelectOpen(Guid accountId) =>
        new NpgsqlBatchCommand(
            """
            select id, symbol, price_digits, quantity, cost_basis, realised_pnl, fees, opened_at,
                coalesce((select max(f.at) from paper_trading.fills f where f.position_id = p.id), opened_at), carried_to, acted_to, lots
            from paper_trading.positions p
            where account_id = $1 and closed_at is null
            """
        ).With(accountId);

    public static Position Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Symbol = row.GetString(1),
            PriceDigits = row.GetInt32(2),
            Quantity = row.GetDecimal(3),
            CostBasis = row.GetDecimal(4),
            RealisedPnl = row.GetDecimal(5),
            Fees = row.GetDecimal(6),
            OpenedAt = row.GetFieldValue<DateTimeOffset>(7),
            TradedAt = row.GetFieldValue<DateTimeOffset>(8),
            CarriedTo = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
            ActedTo = row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
            Lots = row.IsDBNull(11) ? null : JsonSerializer.Deserialize<CostLot[]>(row.GetString(11)),
        };

    public static NpgsqlBatchCommand Upsert(Position p, RowOwner owner) => new NpgsqlBatchCommand(
            $"""
            insert into paper_trading.positions ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb)
            on conflict (id) do update set quantity = excluded.quantity, cost_basis = excluded.cost_basis, realised_pnl = excluded.realised_pnl,
                fees = excluded.fees, closed_at = excluded.closed_at, close_reason = excluded.close_reason, carried_to = excluded.carried_to,
                acted_to = excluded.acted_to, lots = excluded.lots
            """
        ).With(p.Id).With(owner.AccountId).With(owner.UserId).With(owner.Generation).With(p.Symbol).With(p.PriceDigits).With(p.Quantity).With(p.CostBasis).With(p.RealisedPnl).With(p.Fees).With(p.OpenedAt).With(p.ClosedAt).With(p.CloseReason).With(p.CarriedTo).With(p.ActedTo).With(p.Lots is null ? null : JsonSerializer.Serialize(p.Lots));
}
