using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UglyToad.PdfPig;
using static Ami.Tests.Payments.WalletWorld;

namespace Ami.Tests.Payments;

/// <summary>Money that is taken out, what the wallet says of it, and practice money beside it.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class WithdrawalTests
{
    private static PaidWorld _world = null!;
    private static SignedIn _ann = null!;
    private static SignedIn _ben = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await PaidWorld.Start(new() { ["Payments:Wallet:TwoApprovalsAbove"] = "50" });
        (_ann, _ben) = (await _world.Host.SignUpStaff("admin"), await _world.Host.SignUpStaff("admin"));
    }

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Withdraw_ManyAtOnce_NeverTakeMoreThanThereIs()
    {
        var person = await _world.Depositor(75);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Withdraw(person, 20)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(3);
        var refused = await Task.WhenAll(answers.Where(a => a.StatusCode != HttpStatusCode.OK).Select(a => a.Code()));
        refused.ShouldAllBe(code => code == "ledger.insufficient_funds");
        var pocket = await Pocket(person);
        (pocket.Balance, pocket.Available, pocket.Pending, pocket.WithdrawalLeft).ShouldBe((75m, 15m, 60m, 40m));
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Withdraw_SameKey_ReservesOnceAndPaidTakesIt()
    {
        var person = await _world.Depositor(40);
        var key = Guid.CreateVersion7().ToString("N");
        var asked = await Withdraw(person, 30, key).Read<WithdrawalView>();
        (await Withdraw(person, 30, key).Read<WithdrawalView>()).Id.ShouldBe(asked.Id);
        (await Pocket(person)).Pending.ShouldBe(30);
        (await Decide(_ann, asked, "paid").Code()).ShouldBe("wallet.withdrawal_state", "nobody approved it");
        var approved = await Decide(_ann, asked, "approve").Read<WithdrawalLine>();
        approved.State.ShouldBe(WithdrawalState.Approved);
        (await Cancel(person, asked, approved.Version).Code()).ShouldBe("wallet.withdrawal_state", "it is being paid");
        (await Decide(_ben, asked, "paid").Code()).ShouldBe("wallet.withdrawal_changed", "an old version");
        await Decide(_ben, asked, "paid", approved.Version).Ok();
        var pocket = await Pocket(person);
        (pocket.Balance, pocket.Pending).ShouldBe((10m, 0m));
        (await Entries(person))[0].Amount.ShouldBe(-30);
        (await Decide(_ben, asked, "reject", approved.Version + 1).Code()).ShouldBe("wallet.withdrawal_state", "paid is paid");
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Approve_Large_NeedsTwoOthers()
    {
        await _world.PayIn(_ann, 80);
        var asked = await Withdraw(_ann, 60).Read<WithdrawalView>();
        (await Decide(_ann, asked, "approve").Code()).ShouldBe("wallet.own_withdrawal");
        var once = await Decide(_ben, asked, "approve").Read<WithdrawalLine>();
        (once.State, once.NeedsTwo).ShouldBe((WithdrawalState.Requested, true));
        (await Decide(_ben, asked, "approve", once.Version).Code()).ShouldBe("wallet.second_approver");
        var third = await _world.Host.SignUpStaff("admin");
        (await Decide(third, asked, "approve", once.Version).Read<WithdrawalLine>()).State.ShouldBe(WithdrawalState.Approved);
    }

    [TestMethod]
    public async Task Approve_InParts_NeedsTwoOnceTheyComeToMore()
    {
        var person = await _world.Depositor(100);
        var (first, second) = (await Withdraw(person, 40).Read<WithdrawalView>(), await Withdraw(person, 30).Read<WithdrawalView>());
        (await Decide(_ann, first, "approve").Read<WithdrawalLine>()).State.ShouldBe(WithdrawalState.Approved);
        var once = await Decide(_ann, second, "approve").Read<WithdrawalLine>();
        (once.State, once.NeedsTwo).ShouldBe((WithdrawalState.Requested, true));
        await Decide(_ben, second, "reject", once.Version).Ok();
        (await Decide(_ann, await Withdraw(person, 10).Read<WithdrawalView>(), "approve").Read<WithdrawalLine>()).State.ShouldBe(
            WithdrawalState.Approved,
            "what was refused does not count"
        );
    }

    [TestMethod]
    public async Task Void_RejectedOrCancelled_ReturnsTheMoneyAndTheLimit()
    {
        var person = await _world.Depositor(100);
        var first = await Withdraw(person, 45).Read<WithdrawalView>();
        var second = await Withdraw(person, 45).Read<WithdrawalView>();
        (await Withdraw(person, 10.01m).Code()).ShouldBe("wallet.withdrawal_limit");
        var stranger = await _world.Host.SignUp();
        (await Cancel(stranger, first).Code()).ShouldBe("wallet.withdrawal_not_yours");
        await Decide(_ann, first, "reject").Ok();
        await Cancel(person, second).Ok();
        var pocket = await Pocket(person);
        (pocket.Available, pocket.Pending, pocket.WithdrawalLeft).ShouldBe((100m, 0m, 100m));
        var mine = (await person.Client.Get<Page<WithdrawalView>>("/api/payments/wallet/withdrawals")).Items;
        mine.Select(w => w.State).ShouldBe([WithdrawalState.Cancelled, WithdrawalState.Rejected]);
        mine[1].Reason.ShouldBe("Not yours");
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Erase_WhileAnApprovalRuns_LeavesItApprovedAndReserved()
    {
        var person = await _world.Depositor(40);
        var asked = await Withdraw(person, 30).Read<WithdrawalView>();
        await _world.Meanwhile(
            async (services, ct) => (await services.GetRequiredService<Withdrawals>().Approve(asked.Id, _ann.UserId, asked.Version, ct)).IsOk.ShouldBeTrue(),
            beside => _world.Erase(person, beside)
        );
        var lines = await _ben.Client.Get<Page<WithdrawalLine>>("/api/admin/payments/withdrawals?limit=200");
        var line = lines.Items.Single(one => one.Id == asked.Id);
        line.State.ShouldBe(WithdrawalState.Approved);
        await Decide(_ben, asked, "paid", line.Version).Ok();
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Statement_CsvAndPdf_SayWhatMovedInTheLanguageAsked()
    {
        var person = await _world.Depositor(50);
        var asked = await Withdraw(person, 20).Read<WithdrawalView>();
        var approved = await Decide(_ann, asked, "approve").Read<WithdrawalLine>();
        await Decide(_ann, asked, "paid", approved.Version).Ok();
        var day = $"{_world.Host.Time.GetUtcNow():yyyy-MM-dd}";
        var (from, to) = ($"{_world.Host.Time.GetUtcNow().AddDays(-1):yyyy-MM-dd}", $"{_world.Host.Time.GetUtcNow().AddDays(1):yyyy-MM-dd}");
        var csv = await person.Client.GetStringAsync($"/api/payments/wallet/statement.csv?from={from}&to={to}");
        csv.ShouldContain(",Deposit,50");
        csv.ShouldContain(",Withdrawal,-20");
        using var answer = await person.Client.GetAsync($"/api/payments/wallet/statement.pdf?from={from}&to={to}&language=es");
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var expected in (string[])["Extracto de la billetera USD", "Retiro", "30,00 USD"])
        {
            text.ShouldContain(expected);
        }

        (await person.Client.GetAsync($"/api/payments/wallet/statement.pdf?from={day}&to=2001-01-01").Code()).ShouldBe("wallet.statement_period_invalid");
        (await Entries(person, "?kind=withdrawal")).ShouldHaveSingleItem().After.ShouldBe(30);
        (await Entries(person, "?incoming=true&limit=1")).ShouldHaveSingleItem().Kind.ShouldBe(WalletEntryKind.Deposit);
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Practice_FundsAccountsIsToppedUpAndReset()
    {
        var person = await _world.Host.SignUp();
        await _world.Host.DispatchEvents();
        var before = (await Practice(person)).Balance;
        before.ShouldBe(9_900_000, "the first account was funded from it");
        await Open(person, 40_000).Ok(HttpStatusCode.Created);
        (await PaidWorld.Send(person, "wallet/practice/top-up", new { amount = 500_000 }).Read<PracticeView>()).Balance.ShouldBe(10_360_000);
        await Open(person, 60_000).Ok(HttpStatusCode.Created);
        (await PaidWorld.Send(person, "wallet/practice/reset").Read<PracticeView>()).Balance.ShouldBe(10_000_000);
        (await Entries(person, "?realm=practice"))
            .Select(e => e.Kind)
            .ShouldBe([
                WalletEntryKind.Reset,
                WalletEntryKind.Funding,
                WalletEntryKind.TopUp,
                WalletEntryKind.Funding,
                WalletEntryKind.Funding,
                WalletEntryKind.Grant,
            ]);
        (await Pocket(person)).Balance.ShouldBe(0);
        await _world.BooksAreRight();
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Practice_ShortAtTheCommit_IsRefusedLikeBefore()
    {
        var person = await _world.Host.SignUp();
        await _world.Host.DispatchEvents();
        (await Practice(person)).Balance.ShouldBe(9_900_000);
        var (wallet, source) = (PracticeWallet.Of(person.UserId).Id, PracticeWallet.Source(person.UserId).Id);
        Task<Answer<AccountSummary>> opening = null!;
        await using (var owner = NpgsqlDataSource.Create(_world.Host.Database.Owner))
        await using (var connection = await owner.OpenConnectionAsync())
        {
            // Somebody takes the money after the account was decided on, and before it is written.
            await using var transaction = await connection.BeginTransactionAsync();
            await using var take = new NpgsqlCommand("select core.ledger_post($1, $2, $3, 9850000, 'USD', 'test', $1, now())", connection, transaction);
            take.With(Guid.CreateVersion7()).With(wallet).With(source);
            await take.ExecuteNonQueryAsync();
            // Of the grain itself: an endpoint would ask again.
            var accounts = _world.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperAccounts>(person.UserId);
            opening = accounts.Open(new RequestKey(person.UserId, "short", [1]), "More", 100_000, 1);
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await using var waits = owner.CreateCommand("select exists (select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid)))");
                    waits.With(connection.ProcessID);
                    return await waits.ExecuteScalarAsync() is true;
                },
                CancellationToken.None
            );
            await transaction.CommitAsync();
        }

        (await opening).Result.Error.Code.ShouldBe("paper.practice_money_short");
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Transfer_FromPracticeToRealMoney_TheDatabaseRefuses()
    {
        var person = await _world.Depositor(10);
        await PaidWorld.Send(person, "wallet/practice/top-up", new { amount = 1 }).Ok();
        var (practice, real) = (PracticeWallet.Of(person.UserId).Id, WalletMoney.Cash(person.UserId, Currency.Usd).Id);
        foreach (var (from, to) in ((Guid, Guid)[])[(practice, real), (real, practice)])
        {
            var refused = await _world.Host.InScope(services =>
            {
                var step = new LedgerTransfer(Guid.CreateVersion7(), from, to, Money.Usd(1), "test", person.UserId, _world.Host.Time.GetUtcNow());
                var (unitOfWork, ledger) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<Ledger>());
                return unitOfWork.Run(ct => ledger.Post([step], ct));
            });
            refused.Error.ShouldBe(LedgerErrors.RealmsApart with { Message = refused.Error.Message });
        }
    }

    private static Task<PracticeView> Practice(SignedIn person) => person.Client.Get<PracticeView>("/api/payments/wallet/practice");

    private static Task<HttpResponseMessage> Cancel(SignedIn person, WithdrawalView withdrawal, int? version = null) =>
        PaidWorld.Send(person, $"wallet/withdrawals/{withdrawal.Id}/cancel", new { version = version ?? withdrawal.Version });

    private static Task<HttpResponseMessage> Open(SignedIn person, decimal startingCash) =>
        person.Client.PostOnce(
            "/api/trading/paper/accounts",
            new
            {
                name = "More",
                startingCash,
                leverage = 1,
            }
        );
}
