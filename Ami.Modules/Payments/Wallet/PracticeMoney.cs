using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>The wallet of practice money.</summary>
/// <param name="Balance">What is there, in US dollars that are none.</param>
/// <param name="Grant">What everybody begins with, and a reset comes back to.</param>
/// <param name="Most">The most that a top-up fills it to.</param>
internal sealed record PracticeView(decimal Balance, decimal Grant, decimal Most);

/// <summary>One's own practice money: looked at, topped up, reset. Practice accounts are funded from it when they are opened.</summary>
internal sealed class PracticeMoney(UnitOfWork unitOfWork, RequestOnce once, Ledger ledger, WalletAccounts accounts, TimeProvider time)
{
    private const decimal Most = 100_000_000m;

    /// <param name="Amount">How much more, in whole cents; no more than a wallet may have.</param>
    internal sealed record TopUpRequest(decimal Amount);

    public static void Map(IEndpointRouteBuilder wallet)
    {
        wallet.MapGet("/practice", Look).WithName("GetPracticeWallet").WithSummary("The signed-in user's practice money outside practice accounts.");
        wallet.MapPost("/practice/top-up", TopUp).RequireIdempotencyKey().WithName("TopUpPracticeWallet").WithSummary("More practice money.");
        wallet
            .MapPost("/practice/reset", Reset)
            .RequireIdempotencyKey()
            .WithName("ResetPracticeWallet")
            .WithSummary("Brings practice money back to what everybody begins with; practice accounts stay as they are.");
    }

    private static async Task<Ok<PracticeView>> Look(ClaimsPrincipal user, Ledger ledger, CancellationToken cancellationToken)
    {
        var account = PracticeWallet.Of(user.UserId());
        var held = await ledger.Balances([account], cancellationToken);
        return TypedResults.Ok(View(held.TryGetValue(account.Id, out var balance) ? balance.Available.Amount : PracticeWallet.Grant));
    }

    private static async Task<Results<Ok<PracticeView>, ProblemHttpResult>> TopUp(
        TopUpRequest request,
        RequestKey key,
        PracticeMoney money,
        HttpContext http
    ) =>
        request.Amount is > 0 and <= Most && decimal.Round(request.Amount, 2) == request.Amount
            ? (await money.Fill(key, PracticeWallet.TopUpKind, balance => request.Amount, http.RequestAborted)).ToHttp(http, TypedResults.Ok)
            : WalletErrors.AmountInvalid.ToProblem();

    private static async Task<Results<Ok<PracticeView>, ProblemHttpResult>> Reset(RequestKey key, PracticeMoney money, HttpContext http) =>
        (await money.Fill(key, PracticeWallet.ResetKind, balance => PracticeWallet.Grant - balance, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    /// <param name="key">The request.</param>
    /// <param name="kind">What the ledger calls it.</param>
    /// <param name="change">How much comes, from what is there; below zero for what goes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private Task<Answer<PracticeView>> Fill(RequestKey key, string kind, Func<decimal, decimal> change, CancellationToken cancellationToken) =>
        once.Run<PracticeView>(
            key,
            async ct =>
            {
                var (account, source, now) = (PracticeWallet.Of(key.UserId), PracticeWallet.Source(key.UserId), time.GetUtcNow());
                await using (var batch = unitOfWork.Batch())
                {
                    foreach (var command in PracticeWallet.Make(key.UserId, now))
                    {
                        batch.BatchCommands.Add(command);
                    }

                    await batch.ExecuteNonQueryAsync(ct);
                }

                await accounts.Hold(account.Id, ct);
                var balance = await ledger.Available(account.Id, ct);
                var difference = change(balance);
                if (balance + difference > Most)
                {
                    return WalletErrors.PracticeFull;
                }

                if (difference != 0)
                {
                    var (from, to) = difference > 0 ? (source, account) : (account, source);
                    var step = new LedgerTransfer(
                        TimeOrderedId.New(now),
                        from.Id,
                        to.Id,
                        Money.Usd(decimal.Abs(difference)),
                        kind,
                        LedgerAccount.OwnerOf(key.UserId),
                        now
                    );
                    if (await ledger.Post([step], ct) is { IsOk: false } refused)
                    {
                        return refused.Error;
                    }
                }

                return View(balance + difference);
            },
            cancellationToken
        );

    private static PracticeView View(decimal balance) => new(balance, PracticeWallet.Grant, Most);
}
