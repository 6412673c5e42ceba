using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>Asks for one's money, and takes that back.</summary>
internal static class MyWithdrawals
{
    private static readonly ListOrder<WithdrawalRow> Order = new ListOrder<WithdrawalRow>(w => w.Id, "-createdAt").By("createdAt", w => w.CreatedAt);

    /// <param name="Amount">How much, in whole cents.</param>
    /// <param name="Currency">In one of the wallet's currencies.</param>
    /// <param name="Destination">The account that it goes to, such as an IBAN: 4 to 120 characters.</param>
    internal sealed record WithdrawRequest(decimal Amount, string Currency, string Destination);

    /// <param name="Version">The version that one saw.</param>
    internal sealed record VersionRequest(int Version);

    public static void Map(IEndpointRouteBuilder wallet)
    {
        wallet.MapGet("/withdrawals", List).WithName("ListMyWithdrawals").WithSummary("The signed-in user's withdrawals, newest first.");
        wallet
            .MapPost("/withdraw", Withdraw)
            .RequireFreshSignIn()
            .RequireIdempotencyKey()
            .WithName("Withdraw")
            .WithSummary("Reserves money to be paid out; staff approve and pay it.");
        wallet
            .MapPost("/withdrawals/{id:guid}/cancel", Cancel)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("CancelWithdrawal")
            .WithSummary("Frees the money of a withdrawal that nobody approved yet.");
    }

    private static async Task<Results<Ok<Page<WithdrawalView>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        PaymentsDb db,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        return (await Order.Page(db.Withdrawals.AsNoTracking().Where(w => w.UserId == userId), page, WithdrawalView.Of, cancellationToken)).ToHttp(
            TypedResults.Ok
        );
    }

    private static async Task<Results<Ok<WithdrawalView>, ProblemHttpResult>> Withdraw(
        WithdrawRequest request,
        RequestKey key,
        ClaimsPrincipal user,
        ICurrentPlans plans,
        RequestOnce once,
        Withdrawals withdrawals,
        HttpContext http
    )
    {
        if (!WalletMoney.Asked(request.Amount, request.Currency, 0).Try(out var money, out var invalid))
        {
            return invalid.ToProblem();
        }

        if (WalletText.Of(request.Destination, 4, 120) is not { } destination)
        {
            return WalletErrors.DestinationInvalid.ToProblem();
        }

        var plan = await plans.Of(user, http.RequestAborted);
        var asked = await once.Run(
            key,
            async ct => (await withdrawals.Request(key.UserId, plan, money, destination, ct)).Map(WithdrawalView.From),
            http.RequestAborted
        );
        return asked.ToHttp(http, TypedResults.Ok);
    }

    private static async Task<Results<Ok<WithdrawalView>, ProblemHttpResult>> Cancel(
        Guid id,
        VersionRequest request,
        RequestKey key,
        RequestOnce once,
        Withdrawals withdrawals,
        HttpContext http
    )
    {
        var done = await once.Run(
            key,
            async ct => (await withdrawals.Cancel(id, key.UserId, request.Version, ct)).Map(WithdrawalView.From),
            http.RequestAborted
        );
        return done.ToHttp(http, TypedResults.Ok);
    }
}

/// <summary>A line that somebody typed.</summary>
internal static class WalletText
{
    /// <summary>The line without blanks around it; null where it is too short, too long, or has what nobody sees.</summary>
    public static string? Of(string? text, int least, int most) =>
        text?.Trim() is { } line && line.Length >= least && line.Length <= most && ShownText.IsPlain(line) ? line : null;
}
