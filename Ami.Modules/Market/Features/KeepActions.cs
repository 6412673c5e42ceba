using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <param name="Until">Prices that began before it, and not before the one before it, …</param>
/// <param name="Factor">… are multiplied with this where a chart is adjusted: what else stands at a price of then stands there.</param>
public sealed record FactorStep(DateTimeOffset Until, double Factor);

/// <param name="Items">Oldest first.</param>
/// <param name="Factors">What prices of the chart as it is adjusted now were multiplied with, oldest first; later ones were not.</param>
public sealed record CorporateActionList(IReadOnlyList<CorporateAction> Items, IReadOnlyList<FactorStep> Factors);

/// <param name="Changed">How many are new, were corrected or are gone.</param>
/// <param name="All">How many the file has.</param>
/// <param name="Late">
/// How many new or corrected ones are of moments that have come: accounts in the live market get them with the next price, but not for what they traded since, and
/// not beside a later one that they have.
/// </param>
/// <param name="Unknown">How many dividends the file has but does not tell, because a line has no reference price; they were left out.</param>
public sealed record ImportedActions(int Changed, int All, int Late, int Unknown)
{
    /// <summary>The codes of what is to be looked at: <c>market.actions_late</c> when some are late, <c>market.dividends_unknown</c> when some were left out.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. Late > 0 ? ["market.actions_late"] : (string[])[], .. Unknown > 0 ? ["market.dividends_unknown"] : (string[])[]];
}

/// <summary>Splits and dividends: shown to everybody, imported by staff.</summary>
internal static class KeepActions
{
    private const int MostBytes = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder trading, IEndpointRouteBuilder admin)
    {
        trading
            .MapGet("/corporate-actions/{symbol}", List)
            .MeteredBy(Metering.Reads)
            .WithName("ListCorporateActions")
            .WithSummary("Splits and dividends of a symbol, oldest first, and what prices from before them are multiplied with.")
            .WithDescription(GetChart.Adjusting);
        admin
            .MapPut("/{symbol}", Import)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(ImportCandlesJob.Permission)
            .Accepts<Stream>("text/csv", "text/plain")
            .WithMetadata(new BodyLimit())
            .WithName("ImportCorporateActions")
            .WithSummary(
                "Imports splits and dividends of a symbol from a factor file, the body: afterwards they are what it says. The same file again changes nothing."
            );
    }

    private static async Task<Results<Ok<CorporateActionList>, ProblemHttpResult>> List(
        string symbol,
        string? adjust,
        SymbolDirectory directory,
        ChartCache charts,
        CancellationToken cancellationToken
    )
    {
        if (
            !PriceAdjustments.Parse(adjust).Try(out var adjustment, out var wrong)
            || !(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out wrong)
        )
        {
            return wrong.ToProblem();
        }

        var factors = await charts.Factors(spec, adjustment, cancellationToken);
        return TypedResults.Ok(
            new CorporateActionList(
                spec.Actions,
                [.. factors.Steps.Select(step => new FactorStep(DateTimeOffset.FromUnixTimeMilliseconds(step.Until), step.Factor))]
            )
        );
    }

    private static async Task<Results<Ok<ImportedActions>, ProblemHttpResult>> Import(
        string symbol,
        HttpContext http,
        UnitOfWork unitOfWork,
        CorporateActions actions,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!(await actions.Find(symbol, cancellationToken)).Try(out var spec, out var unknown))
        {
            return unknown.ToProblem();
        }

        using var file = new StreamReader(http.Request.Body);
        var text = await file.ReadToEndAsync(cancellationToken);
        using var lines = new StringReader(text);
        var imported = await unitOfWork.Run<Result<ActionChanges>>(
            async ct =>
            {
                var result = await actions.Import(spec, lines, ct);
                if (result.Try(out var done, out _))
                {
                    audit.Append(
                        new AuditEntry("market.actions-imported", "symbol", spec.Symbol.Value)
                        {
                            Before = new { Actions = done.Gone },
                            After = new
                            {
                                Actions = done.Added,
                                done.Counts.Changed,
                                done.Counts.All,
                                done.Counts.Late,
                                done.Counts.Unknown,
                            },
                        }
                    );
                }

                return result;
            },
            cancellationToken
        );
        return imported.Try(out var changes, out var refused) ? TypedResults.Ok(changes.Counts) : refused.ToProblem();
    }

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }
}
