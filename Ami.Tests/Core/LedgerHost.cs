using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>A database with a ledger, and short words for what tests do with it.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LedgerHost(TestDatabase database, ManualTime time) =>
        (Database, Time, _services) = (database, time, CoreHost.Build(database.App, s => s.AddSingleton<TimeProvider>(time)));

    internal TestDatabase Database { get; }

    internal ManualTime Time { get; }

    internal static async Task<LedgerHost> Start() => new(await TestServers.CreateDatabase(), new ManualTime());

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The outside, and the money of two people.</summary>
    internal async Task<(LedgerAccount Outside, LedgerAccount Ann, LedgerAccount Bob)> OpenReal(decimal toAnn = 0)
    {
        var outside = new LedgerAccount(Guid.CreateVersion7(), ChartOfAccounts.RealOutside, Currency.Usd);
        var (ann, bob) = (Cash(), Cash());
        await Open(outside, ann, bob);
        if (toAnn > 0)
        {
            (await Post(Transfer(outside, ann, toAnn))).IsOk.ShouldBeTrue();
        }

        return (outside, ann, bob);
    }

    internal static LedgerAccount Cash(Currency? currency = null) => new(Guid.CreateVersion7(), ChartOfAccounts.RealCash, currency ?? Currency.Usd);

    internal Task Open(params LedgerAccount[] accounts) =>
        _services.InScope(async s =>
        {
            await s.GetRequiredService<UnitOfWork>().Run(ct => s.GetRequiredService<Ledger>().Open(accounts, ct));
            return 0;
        });

    internal Task<Result> Post(params LedgerStep[] steps) => InTransaction(ledger => ledger.Post(steps));

    internal Task<T> InTransaction<T>(Func<Ledger, Task<T>> work) =>
        _services.InScope(s => s.GetRequiredService<UnitOfWork>().Run(_ => work(s.GetRequiredService<Ledger>())));

    internal async Task<LedgerBalance> Balance(LedgerAccount account) => (await _services.InScope(s => s.GetRequiredService<Ledger>().Balance(account))).Value;

    /// <summary>Posted, pending out, pending in.</summary>
    internal async Task<(decimal Posted, decimal Out, decimal In)> Figures(LedgerAccount account)
    {
        var balance = await Balance(account);
        return (balance.Posted.Amount, balance.DebitsPending.Amount, balance.CreditsPending.Amount);
    }

    internal LedgerTransfer Transfer(LedgerAccount from, LedgerAccount to, decimal amount) =>
        new(Guid.CreateVersion7(), from.Id, to.Id, new Money(amount, from.Currency), "test", Guid.CreateVersion7(), Time.GetUtcNow());

    internal PendingTransfer Pending(LedgerAccount from, LedgerAccount to, decimal amount, TimeSpan? timeout = null) =>
        new(Guid.CreateVersion7(), from.Id, to.Id, new Money(amount, from.Currency), "test", Guid.CreateVersion7(), Time.GetUtcNow(), timeout);

    internal PostPending PostOf(PendingTransfer pending, decimal? amount = null) =>
        new(Guid.CreateVersion7(), pending.Id, amount, "test", pending.ReferenceId, Time.GetUtcNow());

    internal VoidPending VoidOf(PendingTransfer pending) => new(Guid.CreateVersion7(), pending.Id, "test", pending.ReferenceId, Time.GetUtcNow());

    /// <summary>What the job of the silo does.</summary>
    internal async Task<long> Expire()
    {
        var run = new JobRun("core.expire-pending", Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await ActivatorUtilities.CreateInstance<ExpirePending>(_services).Run(run, CancellationToken.None);
        return run.Items;
    }

    internal async Task ShouldReconcile() =>
        (await CoreHost.Scalar<string>(Database.App, "select coalesce(string_agg(detail, '; '), '') from core.ledger_reconcile()")).ShouldBe("");
}
