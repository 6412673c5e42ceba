using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>One currency of a wallet, with what may be moved of it now.</summary>
/// <param name="Currency">Which.</param>
/// <param name="Balance">What is there, what is reserved included.</param>
/// <param name="Available">What can be taken out.</param>
/// <param name="Pending">What is reserved for withdrawals.</param>
/// <param name="LeastDeposit">The least that is paid in at a time.</param>
/// <param name="DepositLeft">What may still be paid in now, on a page that replaces one that was left open.</param>
/// <param name="LeastWithdrawal">The least that is taken out at a time.</param>
/// <param name="WithdrawalLeft">What may still be taken out today, whatever is there.</param>
internal sealed record WalletPocket(
    string Currency,
    decimal Balance,
    decimal Available,
    decimal Pending,
    decimal LeastDeposit,
    decimal DepositLeft,
    decimal LeastWithdrawal,
    decimal WithdrawalLeft
);

/// <summary>A wallet.</summary>
/// <param name="Plan">Whose limits hold.</param>
/// <param name="Limits">The plan's limits, in US dollars.</param>
/// <param name="TwoApprovalsAbove">Above so many US dollars two people approve a withdrawal.</param>
/// <param name="IsShort">Whether a bank took a deposit back whose money was not there any more; withdrawals wait until that is settled.</param>
/// <param name="Pockets">Its currencies.</param>
internal sealed record WalletView(Plan Plan, WalletLimits Limits, decimal TwoApprovalsAbove, bool IsShort, IReadOnlyList<WalletPocket> Pockets);

/// <summary>One's own wallet.</summary>
internal static class GetWallet
{
    public static void Map(IEndpointRouteBuilder wallet) =>
        wallet.MapGet("", Handle).WithName("GetWallet").WithSummary("The signed-in user's money, and what the plan's limits leave of today.");

    private static async Task<Ok<WalletView>> Handle(
        ClaimsPrincipal user,
        ICurrentPlans plans,
        WalletAccounts accounts,
        PaymentsOptions options,
        CancellationToken cancellationToken
    )
    {
        var (userId, plan) = (user.UserId(), await plans.Of(user, cancellationToken));
        var cash = await accounts.Cash(userId, cancellationToken);
        var room = await accounts.Room(userId, plan, cash, PageRoom.Freed, cancellationToken);
        var isShort = await accounts.IsShort(userId, cancellationToken);
        return TypedResults.Ok(
            new WalletView(
                plan,
                PlanTable.Of(plan).Wallet,
                options.Wallet.TwoApprovalsAbove,
                isShort,
                [.. cash.Select(balance => Pocket(balance, room, options.Wallet))]
            )
        );
    }

    private static WalletPocket Pocket(LedgerBalance balance, WalletRoom room, WalletOptions options)
    {
        var currency = balance.Posted.Currency;
        return new WalletPocket(
            Currency: currency.Code,
            Balance: balance.Posted.Amount,
            Available: balance.Available.Amount,
            Pending: balance.DebitsPending.Amount,
            LeastDeposit: WalletMoney.Least(options.LeastDeposit, currency),
            DepositLeft: WalletMoney.FromDollars(room.Deposit, currency),
            LeastWithdrawal: options.LeastOut(balance.Available),
            WithdrawalLeft: WalletMoney.FromDollars(room.Withdrawal, currency)
        );
    }
}
