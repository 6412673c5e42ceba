using System.Collections.Immutable;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="StartingCash">100 to 10,000,000, whole cents.</param>
/// <param name="Leverage">1 to 5.</param>
/// <param name="Costs">What reductions release of what positions cost: the average, or what was traded first. It is the account's for good.</param>
public sealed record OpenAccountRequest(string Name, decimal StartingCash, int Leverage = 1, CostMethod Costs = CostMethod.Average);

internal static class OpenAccount
{
    private const int LongestName = 60;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper.MapPost("/accounts", Handle).RequireIdempotencyKey().WithName("OpenPaperAccount").WithSummary("Opens another paper account.");

    /// <summary>What is wrong with an account's terms; null when nothing is.</summary>
    internal static Error? TermsError(string? name, decimal startingCash, int leverage)
    {
        var fields = ImmutableDictionary<string, string[]>.Empty;
        if (name is not null && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !ShownText.IsPlain(name)))
        {
            fields = fields.Add("name", [$"Has 1 to {LongestName} characters."]);
        }

        if (startingCash is < PaperAccount.LeastCash or > PaperAccount.MostCash || decimal.Round(startingCash, 2) != startingCash)
        {
            fields = fields.Add("startingCash", ["Has to be between 100 and 10,000,000, in whole cents."]);
        }

        if (leverage is < 1 or > PaperAccount.MostLeverage)
        {
            fields = fields.Add("leverage", [$"Has to be between 1 and {PaperAccount.MostLeverage}."]);
        }

        return fields.IsEmpty ? null : Error.Invalid("paper.account_invalid", "These are not possible terms of an account.") with { Fields = fields };
    }

    private static async Task<Results<Created<AccountSummary>, ProblemHttpResult>> Handle(
        OpenAccountRequest request,
        RequestKey key,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (TermsError(request.Name, request.StartingCash, request.Leverage) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var terms = new AccountTerms(request.Name.Trim(), request.StartingCash, request.Leverage, request.Costs);
        var opened = await grains
            .GetGrain<IPaperAccounts>(key.UserId)
            .Ask(
                accounts =>
                    terms.Costs == CostMethod.Average ? accounts.Open(key, terms.Name, terms.StartingCash, terms.Leverage) : accounts.OpenWith(key, terms),
                cancellationToken
            );
        return opened.ToHttp(http, account => TypedResults.Created("/api/trading/paper/accounts", account));
    }
}
