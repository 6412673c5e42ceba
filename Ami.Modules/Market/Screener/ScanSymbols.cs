using System.Security.Claims;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Rules;
using Ami.Modules.Market.Watchlists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Screener;

/// <summary>What to look for.</summary>
/// <param name="Interval">Length of the bars, as charts have them.</param>
/// <param name="Columns">Numbers that are shown of each symbol, at most 12.</param>
/// <param name="Rule">A condition in the rules' language; null for all symbols.</param>
/// <param name="Watchlist">One of the person's watchlists to look through; null for all symbols.</param>
public sealed record ScanRequest(string Interval, IReadOnlyList<ScanColumn> Columns, string? Rule = null, Guid? Watchlist = null);

/// <summary>Finds the symbols that fulfil a condition at their newest closed bar.</summary>
internal static class ScanSymbols
{
    public static void Map(IEndpointRouteBuilder trading) =>
        trading
            .MapPost("/screener/scan", Handle)
            .WithUrgency(Urgency.Bulk)
            .WithName("scanSymbols")
            .WithSummary("The symbols that fulfil a rule at their newest closed bar, with columns of numbers in the rules' language.")
            .WithDescription(
                "Changes nothing, and may be asked again. Values do not depend on what else is asked for: each rule is evaluated over as many bars as it needs, and where averages begin is not to be seen in them."
            );

    private static async Task<Results<Ok<ScanResponse>, ProblemHttpResult>> Handle(
        ScanRequest request,
        ClaimsPrincipal user,
        Scanner scanner,
        SymbolDirectory directory,
        MarketDb db,
        CancellationToken cancellationToken
    )
    {
        if (!ScanPlan.TryRead(request.Interval, request.Rule, request.Columns, out var plan, out var wrong, out var problems))
        {
            return wrong?.ToProblem() ?? RuleProblems.Refuse(problems);
        }

        if (await Universe(request.Watchlist, user.UserId(), directory, db, cancellationToken) is not { } specs)
        {
            return ScreenErrors.WatchlistUnknown.ToProblem();
        }

        return (await scanner.Scan(plan, specs, cancellationToken)).Try(out var found, out wrong) ? TypedResults.Ok(found) : wrong.ToProblem();
    }

    /// <returns>The symbols to look through; null when there is no such list.</returns>
    private static async Task<IReadOnlyList<SymbolSpec>?> Universe(
        Guid? watchlist,
        Guid userId,
        SymbolDirectory directory,
        MarketDb db,
        CancellationToken cancellationToken
    )
    {
        var all = await directory.All(cancellationToken);
        if (watchlist is not { } id)
        {
            return all;
        }

        var list = await db.Watchlists.AsNoTracking().SingleOrDefaultAsync(w => w.UserId == userId && w.Id == id, cancellationToken);
        if (list is null)
        {
            return null;
        }

        var wanted = KeepWatchlists.Items(list).Select(item => item.Symbol).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(spec => wanted.Contains(spec.Symbol.Value))];
    }
}
