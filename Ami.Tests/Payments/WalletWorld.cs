using System.Net;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

/// <summary>What tests of the wallet do again and again.</summary>
internal static class WalletWorld
{
    public static Task<HttpResponseMessage> Deposit(SignedIn person, decimal amount, string currency = "USD", string? key = null) =>
        PaidWorld.Send(person, "wallet/deposit", new { amount, currency }, key);

    /// <summary>Somebody who paid in.</summary>
    public static async Task<SignedIn> Depositor(this PaidWorld world, decimal amount, string card = "4242424242424242")
    {
        var person = await world.Host.SignUp();
        await world.PayIn(person, amount, card);
        return person;
    }

    public static async Task PayIn(this PaidWorld world, SignedIn person, decimal amount, string card = "4242424242424242")
    {
        var page = await Deposit(person, amount).Read<ProviderPage>();
        await world.Stripe.Pay(page.Url, card);
        await world.Settle();
    }

    public static Task<HttpResponseMessage> Withdraw(SignedIn person, decimal amount, string? key = null) =>
        PaidWorld.Send(
            person,
            "wallet/withdraw",
            new
            {
                amount,
                currency = "USD",
                destination = "ES91 2100 0418 4502 0005 1332",
            },
            key
        );

    public static Task<HttpResponseMessage> Decide(SignedIn staff, WithdrawalView withdrawal, string act, int? version = null) =>
        staff.Client.PostOnce(
            $"/api/admin/payments/withdrawals/{withdrawal.Id}/{act}",
            new
            {
                version = version ?? withdrawal.Version,
                reason = "Not yours",
                reference = "BANK-1",
            }
        );

    public static async Task<WalletPocket> Pocket(SignedIn person, string currency = "USD") =>
        (await person.Client.Get<WalletView>("/api/payments/wallet")).Pockets.Single(pocket => pocket.Currency == currency);

    public static async Task<IReadOnlyList<WalletEntry>> Entries(SignedIn person, string query = "") =>
        (await person.Client.Get<Page<WalletEntry>>($"/api/payments/wallet/transactions{query}")).Items;

    /// <summary>The ledger explains each balance, and debits equal credits.</summary>
    public static Task BooksAreRight(this PaidWorld world) =>
        world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    select (select count(*) from core.ledger_reconcile()), (select coalesce(sum(balance), 0) from core.ledger_accounts),
                           (select count(*) from core.ledger_accounts where kind = 'real.cash' and balance - debits_pending < 0)
                    """
                );
                await using var reader = await command.ExecuteReaderAsync(ct);
                await reader.ReadAsync(ct);
                (reader.GetInt64(0), reader.GetDecimal(1), reader.GetInt64(2)).ShouldBe((0L, 0m, 0L));
            });
            return true;
        });

    public static async Task Ok(this Task<HttpResponseMessage> answering, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await answering;
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }
}
