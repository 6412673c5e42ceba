using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Ami.Tests.Payments.WalletWorld;

namespace Ami.Tests.Payments;

/// <summary>Nobody is erased whose money we still have.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class LeavingWithMoneyTests
{
    private static PaidWorld _world = null!;
    private static SignedIn _admin = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await PaidWorld.Start();
        _admin = await _world.Host.SignUpStaff("admin");
    }

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Delete_MoneyOrWithdrawal_IsRefusedUntilAllIsOut()
    {
        var person = await _world.Depositor(25);
        await PaidWorld.Send(person, "wallet/practice/top-up", new { amount = 1 }).Ok();
        (await InTheWay(person)).ShouldBe([("payments.wallet_not_empty", 25m, "USD")]);
        (await Delete(person).Code()).ShouldBe("payments.wallet_not_empty");
        (await Delete(person, giveUp: true).Code()).ShouldBe("payments.wallet_not_empty", "nobody gives up money that is theirs");

        // What is left after it is below what may be taken out at a time, unless it is all that there is.
        var first = await Withdraw(person, 20).Read<WithdrawalView>();
        (await InTheWay(person)).ShouldBe([("payments.wallet_not_empty", 5m, "USD"), ("payments.withdrawal_open", 20m, "USD")]);
        (await Withdraw(person, 4).Code()).ShouldBe("wallet.amount_invalid");
        (await Pocket(person)).LeastWithdrawal.ShouldBe(5);
        var second = await Withdraw(person, 5).Read<WithdrawalView>();
        (await InTheWay(person)).ShouldBe([("payments.withdrawal_open", 25m, "USD")]);
        (await Delete(person).Code()).ShouldBe("payments.withdrawal_open");

        await Out(first);
        var approved = await Decide(await ApiHost.SignIn(_admin), second, "approve").Read<WithdrawalLine>();
        (await Delete(person).Code()).ShouldBe("payments.withdrawal_open", "approved is not paid");
        await Decide(_admin, second, "paid", approved.Version).Ok();
        (await InTheWay(person)).ShouldBeEmpty();
        (await Delete(person)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Erase(TimeSpan.FromDays(15));
        (await Exists(person)).ShouldBeFalse("practice money is no money");
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Erase_MoneyCameInSince_IsPutOffAndTold()
    {
        var person = await _world.Host.SignUp();
        var page = await Deposit(person, 30).Read<ProviderPage>();
        (await Delete(person)).StatusCode.ShouldBe(HttpStatusCode.OK, "a page that nobody paid is no money");
        await _world.Stripe.Pay(page.Url, "4242424242424242");
        await _world.Settle();
        await Erase(TimeSpan.FromDays(15));
        (await Exists(person)).ShouldBeTrue();
        await _world.Host.DispatchEvents();
        _world.Host.Mailbox.Newest(person.Email, "not been deleted").Text.ShouldContain("take the money out");

        // Once it is out, the day comes again.
        var cash = WalletMoney.Cash(person.UserId, Currency.Usd).Id;
        await _world.Host.InScope(async services =>
        {
            var (unitOfWork, ledger) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<Ledger>());
            var away = new LedgerTransfer(
                Guid.CreateVersion7(),
                cash,
                WalletMoney.Outside(Currency.Usd).Id,
                Money.Usd(30),
                "test",
                cash,
                _world.Host.Time.GetUtcNow()
            );
            (await unitOfWork.Run(ct => ledger.Post([away], ct))).IsOk.ShouldBeTrue();
            return true;
        });
        await Erase(TimeSpan.FromDays(15));
        (await Exists(person)).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Delete_WhileTheWithdrawalOfAllIsRefused_FindsTheMoneyAgain()
    {
        var person = await _world.Depositor(25);
        var asked = await Withdraw(person, 25).Read<WithdrawalView>();
        var row = await _world.Host.InScope(services => services.GetRequiredService<PaymentsDb>().Withdrawals.SingleAsync(w => w.Id == asked.Id));
        Task<IReadOnlyList<(string, decimal, string)>> looking = null!;
        await using (var owner = NpgsqlDataSource.Create(_world.Host.Database.Owner))
        await using (var connection = await owner.OpenConnectionAsync())
        {
            // Whoever looks for withdrawals waits, and finds this one refused.
            await using var transaction = await connection.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("lock table payments.withdrawals", connection, transaction);
            await locking.ExecuteNonQueryAsync();
            looking = InTheWay(person);
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await using var waits = owner.CreateCommand("select exists (select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid)))");
                    waits.With(connection.ProcessID);
                    return await waits.ExecuteScalarAsync() is true;
                },
                CancellationToken.None
            );
            await using var refusing = new NpgsqlCommand(
                """
                with refused as (update payments.withdrawals set state = 'Rejected', version = version + 1 where id = $1 returning id)
                select core.ledger_post($2, null, null, null, null, $4, id, now(), 'void_pending', $3) from refused
                """,
                connection,
                transaction
            );
            refusing.With(row.Id).With(row.StepId("released")).With(row.StepId("reserved")).With(Withdrawals.Kind);
            await refusing.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        (await looking).ShouldBe([("payments.wallet_not_empty", 25m, "USD")]);
        await _world.BooksAreRight();
    }

    private static async Task Out(WithdrawalView withdrawal)
    {
        var staff = await ApiHost.SignIn(_admin);
        var approved = await Decide(staff, withdrawal, "approve").Read<WithdrawalLine>();
        await Decide(staff, withdrawal, "paid", approved.Version).Ok();
    }

    private static async Task<IReadOnlyList<(string, decimal, string)>> InTheWay(SignedIn person) =>
        [
            .. (await person.Client.Get<WhatIsInTheWay.DeletionOutlook>("/api/me/deletion")).Obstacles.SelectMany(one =>
                one.Amounts.Select(part => (one.Code, part.Amount, part.Currency))
            ),
        ];

    private static Task<HttpResponseMessage> Delete(SignedIn person, bool giveUp = false) =>
        person.Client.PostAsJsonAsync("/api/me/deletion", new { confirmation = person.Email, giveUp });

    private static async Task Erase(TimeSpan after)
    {
        _world.Host.Time.Advance(after);
        _world.Stripe.Time.Advance(after);
        await _world.Host.Services.GetRequiredService<ReminderService>().FireDue(CancellationToken.None);
    }

    private static Task<bool> Exists(SignedIn person) =>
        _world.Host.InScope(async services =>
            await services.GetRequiredService<Ami.Modules.Identity.Contracts.IPersonDirectory>().Find(person.UserId) is not null
        );
}
