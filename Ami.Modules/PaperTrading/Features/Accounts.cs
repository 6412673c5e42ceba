using System.Security.Claims;
using Ami.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

public sealed record AccountList(IReadOnlyList<AccountSummary> Items);

internal static class GetAccounts
{
    public static void Map(IEndpointRouteBuilder paper) => paper.MapGet("/accounts", Handle)
        .WithName("GetPaperAccounts")
        .WithSummary("The user's paper accounts, valued at the last prices. The first call opens the default account.");

    private static async Task<Ok<AccountList>> Handle(
        ClaimsPrincipal user, NpgsqlDataSource dataSource, Grains grains, CancellationToken cancellationToken)
    {
        return TypedResults.Ok(new AccountList(await OfUser(user.UserId(), dataSource, grains, cancellationToken)));
    }

    /// <summary>At least one: somebody who has none gets the default account.</summary>
    internal static async Task<List<AccountSummary>> OfUser(Guid userId, NpgsqlDataSource dataSource, Grains grains, CancellationToken cancellationToken)
    {
        var accounts = await AccountSummary.OfUser(dataSource, userId, cancellationToken);
        if (accounts.Count == 0)
        {
            await grains.Call<PaperAccountsGrain, bool>(userId, g => g.EnsureDefault(), cancellationToken);
            accounts = await AccountSummary.OfUser(dataSource, userId, cancellationToken);
        }

        return accounts;
    }
}
