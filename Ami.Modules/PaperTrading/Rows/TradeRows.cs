using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Statistics;
using Ami.Modules.PaperTrading.Features;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Trades from flat to flat, with what they risked and what their fills cost.</summary>
internal static class TradeRows
{
    // Its first fill says which way a position went: what has the same side opened it. The stop of an entry is the one with which it was filled; the distance of a
    // trailing stop that opened something is its own.
    private const string Sql = """
        select p.id, p.symbol, o.is_long, o.quantity, p.opened_at, p.closed_at, p.realised_pnl - p.fees, p.fees, o.slippage, o.notional, o.risk,
               o.entries_at, coalesce((select sum(c.amount) from paper_trading.carry_charges c where c.position_id = p.id), 0)
        from paper_trading.positions p
        cross join lateral (
            select first.side = 'Buy' as is_long,
                   sum(f.quantity) filter (where f.side = first.side) as quantity,
                   sum(f.slippage) as slippage,
                   sum(f.notional) as notional,
                   array_agg(distinct e.placed_at) filter (where f.side = first.side) as entries_at,
                   case when bool_and(f.side <> first.side or e.distance is not null)
                        then sum(f.quantity * e.distance) filter (where f.side = first.side) end as risk
            from paper_trading.fills f
            cross join lateral (
                select r.placed_at, coalesce(abs(f.price - r.stop_loss), case when r.type <> 'TrailingStop' then r.trail_distance end) as distance
                from paper_trading.orders r where r.id = f.order_id
            ) e
            cross join (select side from paper_trading.fills where position_id = p.id order by id limit 1) first
            where f.position_id = p.id
            group by first.side
        ) o
        where p.account_id = $1 and p.generation = $2 and p.close_reason = 'fill'
          and ($4::timestamptz is null or p.closed_at >= $4) and ($5::timestamptz is null or p.closed_at < $5)
        order by p.closed_at desc, p.id desc limit $3
        """;

    /// <summary>The latest trades of one life of an account that were closed on some days, in the order in which they were closed.</summary>
    public static async Task<IReadOnlyList<ClosedTrade>> Read(
        NpgsqlDataSource dataSource,
        Guid accountId,
        int generation,
        int most,
        ListedDays days,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.With(accountId).With(generation).With(most).With(days.Begins, NpgsqlDbType.TimestampTz).With(days.Ends, NpgsqlDbType.TimestampTz);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var trades = await reader.All(Read, cancellationToken);
        return [.. Enumerable.Reverse(trades)];
    }

    private static ClosedTrade Read(NpgsqlDataReader row) =>
        new(
            Id: row.GetGuid(0),
            Symbol: row.GetString(1),
            IsLong: row.GetBoolean(2),
            Quantity: row.GetDecimal(3).Plain(),
            OpenedAt: row.GetFieldValue<DateTimeOffset>(4),
            EntriesAt: row.GetFieldValue<DateTimeOffset[]>(11),
            ClosedAt: row.GetFieldValue<DateTimeOffset>(5),
            Result: row.GetDecimal(6).Plain(),
            Fees: row.GetDecimal(7).Plain(),
            Slippage: row.GetDecimal(8).Plain(),
            Notional: row.GetDecimal(9).Plain(),
            Risk: row.DecimalOrNull(10).Plain(),
            Carry: row.GetDecimal(12).Plain()
        );
}
