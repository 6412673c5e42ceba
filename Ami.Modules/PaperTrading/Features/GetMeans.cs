using System.Security.Claims;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>With what somebody may begin an account.</summary>
/// <param name="Wallet">What is in the practice wallet, in US dollars.</param>
/// <param name="MostCash">The largest account that they may open, or reset one to that began with less.</param>
/// <param name="AccountsLeft">How many more accounts they may have.</param>
public sealed record MeansView(decimal Wallet, decimal MostCash, int AccountsLeft)
{
    internal static async Task<MeansView> Read(NpgsqlDataSource dataSource, PaperTradingOptions options, Guid userId, CancellationToken cancellationToken)
    {
        var (wallet, earned, accounts) = await MeansRows.Read(dataSource, userId, cancellationToken);
        return new MeansView(wallet.Plain(), options.MostCashOf(earned).Plain(), Math.Max(0, options.MostAccounts - accounts));
    }
}

internal static class GetMeans
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/means", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperMeans")
            .WithSummary("With how much the user may begin an account, what is in the practice wallet, and how many more accounts there may be.");

    private static async Task<Ok<MeansView>> Handle(
        ClaimsPrincipal user,
        NpgsqlDataSource dataSource,
        PaperTradingOptions options,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await MeansView.Read(dataSource, options, user.UserId(), cancellationToken));
}
