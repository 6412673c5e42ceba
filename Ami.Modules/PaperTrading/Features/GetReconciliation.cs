using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Detail">What does not agree with what; empty when all does.</param>
public sealed record ReconciliationCheck(string Name, bool Ok, string Detail);

public sealed record Reconciliation(bool Ok, IReadOnlyList<ReconciliationCheck> Checks);

/// <summary>One stored figure that other rows do not explain.</summary>
internal sealed record Unexplained(Guid AccountId, string CheckName, string Detail);

internal static class GetReconciliation
{
    private static readonly string[] Checks =
    [
        "cash",
        "results",
        "conservation",
        "ledger",
        "ledger-balance",
        "fill-transfers",
        "transfer-unexplained",
        "order",
        "limit",
        "bracket",
        "bracket-both",
        "bracket-too-large",
        "expired",
        "amendment",
        "exit-too-large",
        "generation",
        "position",
        "history",
        "generations",
    ];

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/reconciliation", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperReconciliation")
            .WithSummary("Proves every order, fill, position and balance of an account from the stored rows.");

    private static async Task<Results<Ok<Reconciliation>, ProblemHttpResult>> Handle(
        Guid accountId,
        ClaimsPrincipal user,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.Owned(user.UserId(), accountId, null, cancellationToken)).Try(out _, out var missing))
        {
            return missing.ToProblem();
        }

        var found = (
            await db
                .Database.SqlQueryRaw<Unexplained>(
                    """select account_id as "AccountId", check_name as "CheckName", detail as "Detail" from paper_trading.reconcile({0})""",
                    accountId
                )
                .ToListAsync(cancellationToken)
        ).ToLookup(row => row.CheckName, row => row.Detail);
        var checks = Checks
            .Union(found.Select(group => group.Key))
            .Select(name => new ReconciliationCheck(name, !found.Contains(name), string.Join("; ", found[name])));
        return TypedResults.Ok(new Reconciliation(found.Count == 0, [.. checks]));
    }
}
