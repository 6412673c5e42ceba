using System.Net;
using Ami.Modules.Payments;
using Ami.TestKit;
using Npgsql;
using Stripe;
using static Ami.Tests.Payments.WalletWorld;

namespace Ami.Tests.Payments;

/// <summary>Money that is paid in, and taken back, with the simulated payment provider.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class DepositTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await PaidWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Deposit_Paid_IsCreditedOnceHoweverOftenAndInWhateverOrderItIsTold()
    {
        var person = await _world.Host.SignUp();
        var page = await Deposit(person, 60).Read<ProviderPage>();
        (await Pocket(person)).Balance.ShouldBe(0, "nothing is credited before it is paid");
        await _world.Stripe.Pay(page.Url);
        (await Pocket(person)).Balance.ShouldBe(0, "nor before the provider says so");
        await _world.Settle();

        // Everything that was told, again, three times in different orders.
        foreach (var order in (string[])["occurred_at", "occurred_at desc", "random()"])
        {
            foreach (var id in await _world.Told(order))
            {
                await _world.Again(id);
            }
        }

        var pocket = await Pocket(person);
        (pocket.Balance, pocket.Available, pocket.Pending).ShouldBe((60m, 60m, 0m));
        var entry = (await Entries(person)).ShouldHaveSingleItem();
        (entry.Kind, entry.Amount, entry.Before, entry.After).ShouldBe((WalletEntryKind.Deposit, 60m, 0m, 60m));
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Deposit_DeclinedOrExpired_CreditsNothingAndFreesTheLimit()
    {
        var person = await _world.Host.SignUp();
        var page = await Deposit(person, 150).Read<ProviderPage>();
        (await _world.Stripe.Pay(page.Url, "4000000000000002")).ShouldBeNull();
        await _world.Settle();
        (await StateOf(person)).ShouldBe("Open");
        await new Stripe.Checkout.SessionService(_world.Stripe.Client).ExpireAsync(await SessionOf(person));
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(0);
        (await StateOf(person)).ShouldBe("Lapsed");
        (await Deposit(person, 60)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(4.99, "USD", "wallet.amount_invalid")]
    [DataRow(10.001, "USD", "wallet.amount_invalid")]
    [DataRow(-10.0, "USD", "wallet.amount_invalid")]
    [DataRow(10.0, "JPY", "wallet.currency_unknown")]
    [DataRow(10.0, "ARS", "wallet.amount_invalid")]
    [DataRow(200.01, "USD", "wallet.deposit_limit")]
    public async Task Deposit_NotWithinLimits_IsRefused(double amount, string currency, string code)
    {
        var person = await _world.Host.SignUp();
        (await Deposit(person, (decimal)amount, currency).Code()).ShouldBe(code);
    }

    [TestMethod]
    public async Task Refund_TakesBackWhatIsThereOnce()
    {
        var person = await _world.Depositor(100);
        await Refund(person, 3_000);
        await Refund(person, null);
        foreach (var id in await _world.Told("random()"))
        {
            await _world.Again(id);
        }

        (await Pocket(person)).Balance.ShouldBe(0);
        (await Entries(person)).Select(e => e.Amount).ShouldBe([-70m, -30m, 100m]);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Refund_MoneyIsGone_IsACaseForStaffUntilItIsCollected()
    {
        var person = await _world.Depositor(100);
        var asked = await Withdraw(person, 80).Read<WithdrawalView>();
        await Refund(person, null);
        var pocket = await Pocket(person);
        (pocket.Balance, pocket.Available).ShouldBe((80m, 0m));
        var admin = await _world.Host.SignUpStaff("admin");
        var found = (await admin.Client.Get<Page<DepositLine>>($"/api/admin/payments/deposits?missing=true&userId={person.UserId}")).Items.Single();
        (found.TakenBack, found.Missing).ShouldBe((20m, 80m));
        (await Withdraw(person, 10).Code()).ShouldBe("wallet.money_missing");
        (await Decide(admin, asked, "approve").Code()).ShouldBe("wallet.owner_short", "the money of others would be paid out");
        var line = (await admin.Client.Get<Page<WithdrawalLine>>($"/api/admin/payments/withdrawals?userId={person.UserId}")).Items.Single();
        (line.State, line.IsShort).ShouldBe((WithdrawalState.Requested, true));

        await Decide(admin, asked, "reject").Ok();
        await Collect(admin, found.Id);
        (await Pocket(person)).Balance.ShouldBe(0);
        (await admin.Client.Get<Page<DepositLine>>($"/api/admin/payments/deposits?missing=true&userId={person.UserId}")).Items.ShouldBeEmpty();
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Refund_OnItsWay_IsNotInTheWalletAnyMore()
    {
        var person = await _world.Depositor(100, "4000000000007726");
        await Refund(person, 3_000);
        (await Pocket(person)).Balance.ShouldBe(70, "the provider has it");
        await _world.Pass(person, TimeSpan.FromDays(1.5));
        (await Pocket(person)).Balance.ShouldBe(70);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Refund_ThatFails_IsInTheWalletAgain()
    {
        var person = await _world.Depositor(100, "4000000000005126");
        await Refund(person, 3_000);
        (await Pocket(person)).Balance.ShouldBe(70);
        await _world.Pass(person, TimeSpan.FromDays(1.5));
        (await Pocket(person)).Balance.ShouldBe(100);
        await _world.BooksAreRight();
    }

    [TestMethod]
    [DataRow("amount = 61", "amount = 60")]
    [DataRow("currency = 'EUR'", "currency = 'USD'")]
    public async Task Deposit_WhatWasPaidIsNotWhatWasAsked_CreditsNothing(string other, string asked)
    {
        var person = await _world.Host.SignUp();
        var page = await Deposit(person, 60).Read<ProviderPage>();
        await Change(person, other);
        await _world.Stripe.Pay(page.Url);
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(0);
        (await _world.Scalar<string>($"select fault from payments.stripe_events where state = 'Failed' and object_id = '{await SessionOf(person)}'")).ShouldBe(
            "wallet.deposit_differs"
        );

        await Change(person, asked);
        await _world.Pass(person, TimeSpan.FromMinutes(3));
        (await Pocket(person)).Balance.ShouldBe(60, "nothing that was paid is lost");
    }

    [TestMethod]
    public async Task Refund_OfADepositThatIsCreditedMuchLater_IsTakenBackWithIt()
    {
        var person = await _world.Host.SignUp();
        var page = await Deposit(person, 60).Read<ProviderPage>();
        await Change(person, "amount = 61");
        await _world.Stripe.Pay(page.Url);
        await _world.Settle();
        var paid = (await _world.Stripe.Client.V1.Charges.ListAsync(new() { Customer = await _world.CustomerOf(person) })).Data.Single();
        await new RefundService(_world.Stripe.Client).CreateAsync(new RefundCreateOptions { Charge = paid.Id, Amount = 4_000 });
        await _world.Settle();
        // Longer than a refund waits for what it is of.
        await _world.Pass(person, TimeSpan.FromDays(1.1));
        await Change(person, "amount = 60");
        await _world.Pass(person, TimeSpan.FromMinutes(3));
        (await Pocket(person)).Balance.ShouldBe(20, "they have the rest already");
        foreach (var id in await _world.Told("random()"))
        {
            await _world.Again(id);
        }

        (await Entries(person)).Select(e => e.Amount).ShouldBe([-40m, 60m]);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Message_ThatClaimsAPayment_CreditsNothingThatTheProviderDoesNotSay()
    {
        var person = await _world.Host.SignUp();
        await Deposit(person, 60).Ok();
        foreach (var type in (string[])["checkout.session.completed", "checkout.session.async_payment_succeeded"])
        {
            var claim = PaymentsHost.Event(type, await SessionOf(person), await _world.CustomerOf(person));
            await _world.Host.Deliver(claim, SimulatedStripe.WebhookSecret).Ok(HttpStatusCode.NoContent);
        }

        await _world.Host.DispatchEvents();
        (await Pocket(person)).Balance.ShouldBe(0);
    }

    [TestMethod]
    public async Task Dispute_TakesTheMoney()
    {
        var person = await _world.Depositor(50, "4000000000000259");
        (await Pocket(person)).Balance.ShouldBe(0);
        (await Entries(person)).Select(e => e.Kind).ShouldBe([WalletEntryKind.DepositReturned, WalletEntryKind.Deposit]);
    }

    private static async Task Change(SignedIn person, string deposit)
    {
        await using var source = NpgsqlDataSource.Create(_world.Host.Database.Owner);
        await using var command = source.CreateCommand($"update payments.deposits set {deposit} where user_id = '{person.UserId}'");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Refund(SignedIn person, long? cents)
    {
        var payment = await _world.Scalar<string>($"select payment_id from payments.deposits where user_id = '{person.UserId}'");
        await new RefundService(_world.Stripe.Client).CreateAsync(new RefundCreateOptions { PaymentIntent = payment, Amount = cents });
        await _world.Settle();
    }

    private static Task<string> StateOf(SignedIn person) => _world.Scalar<string>($"select state from payments.deposits where user_id = '{person.UserId}'");

    private static Task<string> SessionOf(SignedIn person) =>
        _world.Scalar<string>($"select session_id from payments.deposits where user_id = '{person.UserId}'");

    private static async Task Collect(SignedIn admin, Guid deposit)
    {
        using var answer = await admin.Client.PostOnce($"/api/admin/payments/deposits/{deposit}/collect");
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
