using System.Security.Claims;
using Ami.Core.Documents;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Statistics;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>One life of an account, from its opening or a reset to the next.</summary>
/// <param name="Number">0 at first, one more after each reset.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it goes on.</param>
/// <param name="StartingCash">What it began with.</param>
public sealed record LifeView(int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, decimal StartingCash);

/// <param name="Life">The one that everything else is about.</param>
/// <param name="Lives">All of the account's, latest first: a reset keeps the history.</param>
/// <param name="Statistics">Of its closed trades, the latest 5,000 at most.</param>
/// <param name="MaxDrawdown">Largest fall of equity from a peak, zero or above, in account currency.</param>
/// <param name="MaxDrawdownPct">The largest fall as a fraction of its peak.</param>
public sealed record StatisticsView(LifeView Life, IReadOnlyList<LifeView> Lives, AccountStatistics Statistics, decimal MaxDrawdown, decimal MaxDrawdownPct);

internal static class GetStatistics
{
    private const int MostTrades = 5_000;
    private const int MostLives = 100;
    private const int MostExported = 100_000;

    public static void Map(IEndpointRouteBuilder paper)
    {
        paper
            .MapGet("/accounts/{id:guid}/statistics", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperStatistics")
            .WithSummary(
                "What the closed trades of an account say and how sure that is, by symbol, hour and weekday too. Of its life now, or of one before a reset."
            );
        paper
            .MapGet("/accounts/{id:guid}/trades/export.csv", Export)
            .MeteredBy(Metering.Reads)
            .WithUrgency(Urgency.Bulk)
            .WithName("ExportPaperTrades")
            .WithSummary(
                "The closed trades of one life of an account as CSV, oldest first; with `from` and `to` those closed on these days, by the user's time zone."
            );
    }

    private static async Task<Results<Ok<StatisticsView>, ProblemHttpResult>> Handle(
        Guid id,
        int? generation,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        if (!(await db.Owned(userId, id, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        var (lives, falls) = await LivesAndFalls(dataSource, id, owned.Generation, cancellationToken);
        if (lives.FirstOrDefault(life => life.Number == owned.Generation) is not { } chosen)
        {
            return PaperErrors.LifeNotFound.ToProblem();
        }

        var now =
            await db.Replays.Where(r => r.AccountId == id).Select(r => (DateTimeOffset?)r.Clock).FirstOrDefaultAsync(cancellationToken) ?? time.GetUtcNow();
        var zone = LocalFormat.Zone((await people.Find(userId, cancellationToken))?.TimeZone);
        var trades = await TradeRows.Read(dataSource, id, owned.Generation, MostTrades, ListedDays.All, cancellationToken);
        var statistics = AccountStatistics.Of(trades, chosen.StartedAt, chosen.EndedAt ?? now, zone);
        return TypedResults.Ok(new StatisticsView(chosen, lives, statistics, falls.Amount.Plain(), falls.Pct.Plain()));
    }

    private static async Task<(IReadOnlyList<LifeView> Lives, Drawdown Falls)> LivesAndFalls(
        NpgsqlDataSource dataSource,
        Guid id,
        int generation,
        CancellationToken cancellationToken
    )
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(LifeRows.Select(id, MostLives));
        batch.BatchCommands.Add(GetStats.SelectFalls(id, generation));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var lives = await reader.All(LifeRows.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (lives, (await reader.All(GetStats.ReadFalls, cancellationToken))[0]);
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        Guid id,
        int? generation,
        DateOnly? from,
        DateOnly? to,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.Owned(user.UserId(), id, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        if (!(await ListedDays.Of(from, to, people, user.UserId(), cancellationToken)).Try(out var days, out var invalid))
        {
            return invalid.ToProblem();
        }

        var trades = await TradeRows.Read(dataSource, id, owned.Generation, MostExported, days, cancellationToken);
        return CsvExport.Of(
            "paper-trades.csv",
            trades.ToAsyncEnumerable(),
            new("openedAt", t => t.OpenedAt),
            new("closedAt", t => t.ClosedAt),
            new("symbol", t => t.Symbol),
            new("side", t => t.IsLong ? "long" : "short"),
            new("quantity", t => t.Quantity),
            new("result", t => t.Result),
            new("fees", t => t.Fees),
            new("carry", t => t.Carry),
            new("slippage", t => t.Slippage),
            new("risk", t => t.Risk),
            new("r", t => t.R)
        );
    }
}
