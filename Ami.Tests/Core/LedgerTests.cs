using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Core;

[TestClass]
public class LedgerTests
{
    private static TestDatabase _database = null!;
    private static ServiceProvider _services = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _database = await TestServers.CreateDatabase();
        _services = CoreHost.Build(_database.App);
    }

    [ClassCleanup]
    public static Task Stop() => _services.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Post_MovesBothBalances()
    {
        var (bank, cash) = await Open();
        (await Post(bank, cash, 100.25m)).IsOk.ShouldBeTrue();
        (await Balance(cash)).ShouldBe(Money.Usd(100.25m));
        (await Balance(bank)).ShouldBe(Money.Usd(-100.25m));
    }

    [TestMethod]
    public async Task Post_BelowZero_IsRefusedAndChangesNothing()
    {
        var (bank, cash) = await Open();
        await Post(bank, cash, 10m);
        (await Post(cash, bank, 10.01m)).Error.Code.ShouldBe("ledger.insufficient_funds");
        (await Balance(cash)).ShouldBe(Money.Usd(10m));
    }

    [TestMethod]
    [DataRow("update core.ledger_transfers set amount = 1")]
    [DataRow("delete from core.ledger_transfers")]
    public async Task Transfers_ChangedAfterwards_DatabaseRefuses(string sql)
    {
        var (bank, cash) = await Open();
        await Post(bank, cash, 5m);
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(_database.App, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(_database.Owner, sql))).Message.ShouldContain("immutable");
    }

    [TestMethod]
    public async Task Post_OtherCurrency_DatabaseRefuses()
    {
        var (bank, cash) = await Open();
        await Should.ThrowAsync<PostgresException>(() =>
            _services.InScope(s =>
                s.GetRequiredService<UnitOfWork>().Run(ct => s.GetRequiredService<Ledger>().Post([Transfer(bank, cash, new Money(1m, Currency.Eur))], ct))
            )
        );
    }

    [TestMethod]
    public async Task Post_ManyAtOnceInBothDirections_BalancesAgreeWithTransfers()
    {
        var (bank, cash) = await Open();
        await Post(bank, cash, 1000m);
        await Task.WhenAll(Enumerable.Range(1, 60).Select(i => i % 2 == 0 ? Post(bank, cash, i) : Post(cash, bank, i)));

        (await Balance(cash)).ShouldBe(Money.Usd(1030m));
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from core.ledger_reconcile()")).ShouldBe(0);
    }

    private static async Task<(LedgerAccount Bank, LedgerAccount Cash)> Open()
    {
        var owner = Guid.CreateVersion7();
        var bank = new LedgerAccount(owner, "bank", Currency.Usd, AllowNegative: true);
        var cash = new LedgerAccount(owner, "cash", Currency.Usd, AllowNegative: false);
        await _services.InScope(async s =>
        {
            await s.GetRequiredService<UnitOfWork>().Run(ct => s.GetRequiredService<Ledger>().Open([bank, cash], ct));
            return 0;
        });
        return (bank, cash);
    }

    private static LedgerTransfer Transfer(LedgerAccount from, LedgerAccount to, Money amount) =>
        new(Guid.CreateVersion7(), from.Id, to.Id, amount, "test", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());

    private static Task<Result> Post(LedgerAccount from, LedgerAccount to, decimal amount) =>
        _services.InScope(s => s.GetRequiredService<UnitOfWork>().Run(ct => s.GetRequiredService<Ledger>().Post([Transfer(from, to, Money.Usd(amount))], ct)));

    private static async Task<Money> Balance(LedgerAccount account) => (await _services.InScope(s => s.GetRequiredService<Ledger>().Balance(account))).Value;
}
