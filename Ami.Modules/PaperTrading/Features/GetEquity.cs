using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Equity">Cash plus the value of what was held, in account currency.</param>
public sealed record EquityCurvePoint(DateTimeOffset At, decimal Equity, decimal Cash);

public sealed record EquityCurve(IReadOnlyList<EquityCurvePoint> Points);

internal static class GetEquity
{
    private const int MostPoints = 1000;

    // What fits is whole. Of more, each of 1000 equal stretches of time keeps its last point, so the curve ends where the account is.
    private const string Sql = """
        with points as (
            select at, equity, cash, row_number() over (order by at) as number from paper_trading.equity_points
            where account_id = $1 and generation = $2 and at >= $3 and at <= $4
        ), spread as (
            select min(at) as first, extract(epoch from max(at) - min(at)) as seconds, count(*) as total from points
        )
        select distinct on (bucket) at, equity, cash
        from (select p.*, case when s.total <= $5 then p.number
                               else floor(extract(epoch from p.at - s.first) / s.seconds * ($5 - 1)) end as bucket
              from points p cross join spread s) b
        order by bucket, at desc
        """;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/equity", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperEquity")
            .WithSummary(
                "The equity curve: a point for each fill and each minute with open positions, thinned out to at most 1000. Older generations on request."
            );

    private static async Task<Results<Ok<EquityCurve>, ProblemHttpResult>> Handle(
        Guid accountId,
        DateTimeOffset? from,
        DateTimeOffset? to,
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

        return TypedResults.Ok(new EquityCurve(await Of(dataSource, accountId, owned.Generation, from, to, cancellationToken)));
    }

    internal static async Task<IReadOnlyList<EquityCurvePoint>> Of(
        NpgsqlDataSource dataSource,
        Guid accountId,
        int generation,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellationToken
    )
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Select(accountId, generation, from, to));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.All(Read, cancellationToken);
    }

    /// <summary>The curve between two moments, for <see cref="Read"/>.</summary>
    internal static NpgsqlBatchCommand Select(Guid accountId, int generation, DateTimeOffset? from, DateTimeOffset? to) =>
        new NpgsqlBatchCommand(Sql)
            .With(accountId)
            .With(generation)
            .With((from ?? DateTimeOffset.UnixEpoch).ToUniversalTime())
            .With((to ?? DateTimeOffset.MaxValue).ToUniversalTime())
            .With(MostPoints);

    internal static EquityCurvePoint Read(NpgsqlDataReader row) => new(row.GetFieldValue<DateTimeOffset>(0), row.GetDecimal(1), row.GetDecimal(2));
}
