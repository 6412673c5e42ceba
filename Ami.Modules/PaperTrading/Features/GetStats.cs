using System.Security.Claims;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Results of the trades of one generation. A trade is a position from flat to flat, after its fees.</summary>
/// <param name="WinRate">Wins per trade, 0 to 1; null without trades.</param>
/// <param name="ProfitFactor">Sum of wins over sum of losses; null without losses.</param>
/// <param name="Expectancy">Mean result of a trade; null without trades.</param>
/// <param name="AverageLoss">Zero or below.</param>
/// <param name="CarryPaid">What holding cost, in the results already; below zero when received.</param>
/// <param name="MaxDrawdown">Largest fall of equity from a peak, zero or above, in account currency.</param>
/// <param name="MaxDrawdownPct">The largest fall as a fraction of its peak.</param>
public sealed record PaperStats(
    int Trades,
    int Wins,
    int Losses,
    decimal? WinRate,
    decimal? ProfitFactor,
    decimal? Expectancy,
    decimal AverageWin,
    decimal AverageLoss,
    decimal MaxDrawdown,
    decimal MaxDrawdownPct,
    decimal FeesPaid,
    decimal CarryPaid,
    decimal BestTrade,
    decimal WorstTrade
);

internal static class GetStats
{
    private const string TradesSql = """
        with trades as (
            select realised_pnl - fees as net from paper_trading.positions where account_id = $1 and generation = $2 and close_reason = 'fill'
        )
        select count(*)::integer,
               (count(*) filter (where net > 0))::integer,
               (count(*) filter (where net < 0))::integer,
               round(avg(case when net > 0 then 1.0 else 0.0 end), 6),
               round(sum(net) filter (where net > 0) / nullif(-sum(net) filter (where net < 0), 0), 6),
               round(avg(net), 2),
               coalesce(round(avg(net) filter (where net > 0), 2), 0),
               coalesce(round(avg(net) filter (where net < 0), 2), 0),
               coalesce((select sum(fee) from paper_trading.fills where account_id = $1 and generation = $2), 0),
               coalesce(max(net), 0),
               coalesce(min(net), 0),
               coalesce((select sum(amount) from paper_trading.carry_charges where account_id = $1 and generation = $2), 0)
        from trades
        """;

    private const string FallsSql = """
        with falls as (
            select max(equity) over (order by at) as peak, equity from paper_trading.equity_points
            where account_id = $1 and generation = $2 and at >= $3
        )
        select coalesce(max(peak - equity), 0), coalesce(round(max((peak - equity) / nullif(peak, 0)), 6), 0) from falls
        """;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/stats", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperStats")
            .WithSummary("Statistics of an account's closed trades. Older generations on request.");

    private static async Task<Results<Ok<PaperStats>, ProblemHttpResult>> Handle(
        Guid accountId,
        int? generation,
        ClaimsPrincipal user,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.Owned(user.UserId(), accountId, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        return TypedResults.Ok(await Of(dataSource, accountId, owned.Generation, cancellationToken));
    }

    internal static async Task<PaperStats> Of(NpgsqlDataSource dataSource, Guid accountId, int generation, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(SelectTrades(accountId, generation));
        batch.BatchCommands.Add(SelectFalls(accountId, generation));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var stats = ReadTrades(reader);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return ReadFalls(reader).In(stats);
    }

    /// <summary>One row, for <see cref="ReadTrades"/>.</summary>
    internal static NpgsqlBatchCommand SelectTrades(Guid accountId, int generation) => new NpgsqlBatchCommand(TradesSql).With(accountId).With(generation);

    /// <summary>One row, for <see cref="ReadFalls"/>.</summary>
    /// <param name="since">Points before it do not count.</param>
    internal static NpgsqlBatchCommand SelectFalls(Guid accountId, int generation, DateTimeOffset since = default) =>
        new NpgsqlBatchCommand(FallsSql).With(accountId).With(generation).With(since);

    /// <summary>All but the drawdown.</summary>
    internal static PaperStats ReadTrades(NpgsqlDataReader row) =>
        new(
            Trades: row.GetInt32(0),
            Wins: row.GetInt32(1),
            Losses: row.GetInt32(2),
            WinRate: row.DecimalOrNull(3),
            ProfitFactor: row.DecimalOrNull(4),
            Expectancy: row.DecimalOrNull(5),
            AverageWin: row.GetDecimal(6),
            AverageLoss: row.GetDecimal(7),
            MaxDrawdown: 0,
            MaxDrawdownPct: 0,
            FeesPaid: row.GetDecimal(8),
            CarryPaid: row.GetDecimal(11).Plain(),
            BestTrade: row.GetDecimal(9),
            WorstTrade: row.GetDecimal(10)
        );

    internal static Drawdown ReadFalls(NpgsqlDataReader row) => new(row.GetDecimal(0), row.GetDecimal(1));
}

/// <summary>The largest fall of a curve from a peak: see <see cref="PaperStats"/>.</summary>
internal readonly record struct Drawdown(decimal Amount, decimal Pct)
{
    public PaperStats In(PaperStats stats) => stats with { MaxDrawdown = Amount, MaxDrawdownPct = Pct };
}
