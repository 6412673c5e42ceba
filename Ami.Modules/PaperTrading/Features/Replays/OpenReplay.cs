using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="From">The clock begins where the newest bar was over by then, UTC.</param>
/// <param name="StartingCash">100 to 10,000,000, whole cents; as much as a first account has by default. It is not taken from the practice wallet.</param>
/// <param name="Leverage">1 to 5.</param>
public sealed record OpenReplayRequest(string Symbol, DateTimeOffset From, decimal? StartingCash = null, int Leverage = 1);

internal static class OpenReplay
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/replays", Handle)
            .RequireIdempotencyKey()
            .WithName("OpenPaperReplay")
            .WithSummary("Goes back to a moment of a symbol's stored history, with a paper account of its own.");

    private static async Task<Results<Created<ReplayView>, ProblemHttpResult>> Handle(
        OpenReplayRequest request,
        RequestKey key,
        HttpContext http,
        ISymbolDirectory symbols,
        IPastMarket past,
        PaperTradingOptions options,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var cash = request.StartingCash ?? options.DefaultCash;
        if (OpenAccount.TermsError(null, cash, request.Leverage) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!Symbol.Parse(request.Symbol).Try(out var symbol, out _) || !(await symbols.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return PaperErrors.SymbolUnknown(request.Symbol).ToProblem();
        }

        if (spec.Currency != Chart.Currency)
        {
            return PaperErrors.CurrencyMismatch(symbol.Value, Chart.Currency.Code).ToProblem();
        }

        if (!(await past.At(symbol, request.From, cancellationToken)).Try(out var moment, out var unknown))
        {
            return unknown.ToProblem();
        }

        if (moment is not { Newest: { } newest, Last: { } last } || request.From >= last)
        {
            return PaperErrors.ReplayNoHistory(moment.First, moment.Last).ToProblem();
        }

        var opening = new ReplayOpening(symbol.Value, spec.PriceDigits, newest.Ends, last, newest.Close, cash, request.Leverage, newest.Begins);
        var opened = await grains.GetGrain<IPaperAccounts>(key.UserId).Ask(accounts => accounts.OpenReplay(key, opening), cancellationToken);
        return opened.ToHttp(http, replay => TypedResults.Created($"/api/trading/paper/replays/{replay.Id}", replay));
    }
}
