using System.Security.Claims;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Results of the trades of one generation. A trade is a position from flat to flat, after its fees.</summary>
/// <param name="WinRate">Wins per trade, 0 to 1; null without trades.</param>
/// <param name="ProfitFactor">Sum of wins over sum of losses; null without losses.</param>
/// <param name="Expectancy">Mean result of a trade; null without trades.</param>
/// <param name="AverageLoss">Zero or below.</param>
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
    decimal BestTrade,
    decimal WorstTrade
);

internal static class GetStats
{
    private const string Sql = """
        with trades as (
            select realised_pnl - fees as net from paper_trading.positions
            where account_id = {0} and generation = {1} and close_reason = 'fill'
        ), falls as (
            select max(equity) over (order by at) as peak, equity from paper_trading.equity_points where account_id = {0} and generation = {1}
        )
        select count(*)::integer as "Trades",
               (count(*) filter (where net > 0))::integer as "Wins",
               (count(*) filter (where net < 0))::integer as "Losses",
               round(avg(case when net > 0 then 1.0 else 0.0 end), 6) as "WinRate",
               round(sum(net) filter (where net > 0) / nullif(-sum(net) filter (where net < 0), 0), 6) as "ProfitFactor",
               round(avg(net), 2) as "Expectancy",
               coalesce(round(avg(net) filter (where net > 0), 2), 0) as "AverageWin",
               coalesce(round(avg(net) filter (where net < 0), 2), 0) as "AverageLoss",
               coalesce((select max(peak - equity) from falls), 0) as "MaxDrawdown",
               coalesce((select round(max((peak - equity) / nullif(peak, 0)), 6) from falls), 0) as "MaxDrawdownPct",
               coalesce((select sum(fee) from paper_trading.fills where account_id = {0} and generation = {1}), 0) as "FeesPaid",
               coalesce(max(net), 0) as "BestTrade",
               coalesce(min(net), 0) as "WorstTrade"
        from trades
        """;

    /// <summary>With the parameters' places as PostgreSQL numbers them.</summary>
    private static readonly string Numbered = LatestHistory.Numbered(Sql);

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
        CancellationToken cancellationToken
    )
    {
        if (!(await db.Owned(user.UserId(), accountId, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        return TypedResults.Ok(await Of(db, accountId, owned.Generation, cancellationToken));
    }

    /// <summary>One row, for <see cref="Read"/>.</summary>
    internal static NpgsqlBatchCommand Select(Guid accountId, int generation) => new NpgsqlBatchCommand(Numbered).With(accountId).With(generation);

    internal static PaperStats Read(NpgsqlDataReader row) =>
        new(
            Trades: row.GetInt32(0),
            Wins: row.GetInt32(1),
            Losses: row.GetInt32(2),
            WinRate: row.DecimalOrNull(3),
            ProfitFactor: row.DecimalOrNull(4),
            Expectancy: row.DecimalOrNull(5),
            AverageWin: row.GetDecimal(6),
            AverageLoss: row.GetDecimal(7),
            MaxDrawdown: row.GetDecimal(8),
            MaxDrawdownPct: row.GetDecimal(9),
            FeesPaid: row.GetDecimal(10),
            BestTrade: row.GetDecimal(11),
            WorstTrade: row.GetDecimal(12)
        );

    internal static async Task<PaperStats> Of(PaperTradingDb db, Guid accountId, int generation, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<PaperStats>(Sql, accountId, generation).ToListAsync(cancellationToken))[0];
}
