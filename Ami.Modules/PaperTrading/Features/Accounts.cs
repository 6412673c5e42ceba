using System.Security.Claims;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

public sealed record AccountList(IReadOnlyList<AccountSummary> Items);

internal static class GetAccounts
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/accounts", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperAccounts")
            .WithSummary(
                "The user's paper accounts, valued at the last prices, and behind them those of replays that are not ended. The first call opens the default account."
            );

    private static async Task<Ok<AccountList>> Handle(ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new AccountList([.. (await OfUser(user.UserId(), grains, cancellationToken)).Select(account => account.Summary)]));

    /// <summary>At least one: somebody who has none gets the default account. Those of replays that are not ended come last.</summary>
    internal static async Task<List<AccountLook>> OfUser(Guid userId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var ids = await grains.GetGrain<IPaperAccounts>(userId).Ask(accounts => accounts.EnsureDefault(), cancellationToken);
        var looks = await Task.WhenAll(ids.Select(id => grains.GetGrain<IPaperAccount>(id).Ask(account => account.Look(userId), cancellationToken)));
        return [.. looks.Select(look => look.Value).Where(look => look.Replay?.EndedAt is null)];
    }
}
