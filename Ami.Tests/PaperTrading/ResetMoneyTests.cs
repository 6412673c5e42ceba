using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>What accounts begin with comes from the practice wallet, whatever lives they have.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class ResetMoneyTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    [TestMethod]
    public async Task Reset_ToMoreOrLess_MakesNoMoney()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(100m, 1);
        var random = new Random(46);
        for (var i = 0; i < 12; i++)
        {
            using var reset = await trader.Reset(new { startingCash = (decimal)random.Next(100, 100_000) });
            reset.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Wallet(trader) + (await trader.Accounts()).Sum(account => account.StartingCash)).ShouldBe(PracticeWallet.Grant);
        }
    }

    [TestMethod]
    public async Task Reset_ToTheSame_NeedsNothingFromTheWallet_AndARepeatTakesNothingTwice()
    {
        var trader = await _venue.NewTrader();
        await Drain(trader, leave: 0m);
        (await trader.Reset(new { startingCash = 100_000m, leverage = 2 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Wallet(trader)).ShouldBe(0m);
        for (var i = 0; i < 2; i++)
        {
            using var again = await trader.Post($"/api/trading/paper/accounts/{trader.AccountId}/reset", new { startingCash = 60_000m }, "once");
            again.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Wallet(trader)).ShouldBe(40_000m);
        }
    }

    [TestMethod]
    public async Task Reset_ToMoreThanTheWalletHas_IsRefused_AndTheAccountStays()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(1_000m, 1);
        await Drain(trader, leave: 10m);
        (await trader.Reset(new { startingCash = 1_010.01m }).Code()).ShouldBe("paper.practice_money_short");
        var account = await trader.Account();
        (account.StartingCash, account.ResetCount, await Wallet(trader)).ShouldBe((1_000m, 0, 10m));
        (await trader.Reset(new { startingCash = 1_010m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Wallet(trader)).ShouldBe(0m);
    }

    [TestMethod]
    public async Task Reset_WalletShortAtTheCommit_IsRefusedLikeBefore()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(1_000m, 1);
        await using var owner = NpgsqlDataSource.Create(_venue.Host.Database.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        // Somebody takes the money after the reset was decided on, and before it is written.
        await using var transaction = await connection.BeginTransactionAsync();
        await Take(connection, transaction, trader, await Wallet(trader));
        var account = _venue.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperAccount>(trader.AccountId);
        var resetting = account.Reset(new RequestKey(trader.UserId, "short", [1]), 2_000m, null);
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
        (await resetting).Result.Error.Code.ShouldBe("paper.practice_money_short");
        (await trader.Account()).ResetCount.ShouldBe(0);
    }

    [TestMethod]
    public async Task OpenOrReset_BeyondWhatWasEarned_IsRefused()
    {
        var trader = await _venue.NewTrader();
        var body = new
        {
            name = "Larger",
            startingCash = 100_000.01m,
            leverage = 1,
        };
        (await trader.Post("/api/trading/paper/accounts", body).Code()).ShouldBe("paper.cash_not_earned");
        (await trader.Reset(new { startingCash = 100_000.01m }).Code()).ShouldBe("paper.cash_not_earned");
        (await trader.Get<MeansView>("/api/trading/paper/means")).ShouldBe(new MeansView(9_900_000m, 100_000m, 9));
    }

    [TestMethod]
    public async Task Reset_OfALargerAccountOfBefore_KeepsItsSize_AndOnceSmallerIsNotLargerAgain()
    {
        var trader = await _venue.NewTrader();
        await _venue.Execute($"update paper_trading.accounts set starting_cash = 400000 where id = '{trader.AccountId}'");
        await _venue
            .Host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IPaperAccount>(trader.AccountId)
            .AsReference<Orleans.Core.Internal.IGrainManagementExtension>()
            .DeactivateOnIdle();
        (await trader.Reset(new { startingCash = 400_000.01m }).Code()).ShouldBe("paper.cash_not_earned");
        (await trader.Reset(new { startingCash = 400_000m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trader.Reset(new { startingCash = 200_000m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trader.Reset(new { startingCash = 200_000.01m }).Code()).ShouldBe("paper.cash_not_earned");
        (await Wallet(trader)).ShouldBe(9_900_000m + 200_000m);
    }

    private static Task<decimal> Wallet(PaperTrader trader) =>
        _venue.Scalar<decimal>($"select balance from core.ledger_accounts where id = '{PracticeWallet.Of(trader.UserId).Id}'");

    private static async Task Drain(PaperTrader trader, decimal leave)
    {
        await using var owner = NpgsqlDataSource.Create(_venue.Host.Database.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        await Take(connection, null, trader, await Wallet(trader) - leave);
    }

    private static async Task Take(NpgsqlConnection connection, NpgsqlTransaction? transaction, PaperTrader trader, decimal amount)
    {
        await using var take = new NpgsqlCommand("select core.ledger_post($1, $2, $3, $4, 'USD', 'test', $1, now())", connection, transaction);
        take.With(Guid.CreateVersion7()).With(PracticeWallet.Of(trader.UserId).Id).With(PracticeWallet.Source(trader.UserId).Id).With(amount);
        await take.ExecuteNonQueryAsync();
    }
}
