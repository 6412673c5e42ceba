using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>
/// Posts what comes to its mind, one linked set after the other: transfers, pending ones, both ways to settle them. All of it meets on a few accounts. What it
/// got no answer to it posts again under the same ids.
/// </summary>
internal sealed class LedgerWriter(IServiceProvider services, int seed, int mostLinked)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);
    private readonly Queue<PendingTransfer> _pending = [];

    /// <summary>The outside first; it can go below zero.</summary>
    internal static LedgerAccount[] Accounts { get; } =
    [
        new(ChartOfAccounts.House, ChartOfAccounts.RealOutside, Currency.Usd),
        .. Enumerable.Range(1, 7).Select(i => new LedgerAccount(new Guid(i, 0, 0, new byte[8]), ChartOfAccounts.RealCash, Currency.Usd)),
    ];

    /// <param name="acknowledged">Is told the last id of each set that was posted, and how many steps it had.</param>
    /// <param name="end">Ends it between two sets.</param>
    internal async Task Write(Action<Guid, int> acknowledged, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            // What a set wants to settle is open again when the set was refused.
            var settles = new List<PendingTransfer>();
            var steps = Enumerable.Range(0, _random.Next(1, mostLinked + 1)).Select(_ => Next(settles)).ToArray();
            var posted = await Insist(steps, end);
            foreach (var open in posted ? steps.OfType<PendingTransfer>() : settles)
            {
                _pending.Enqueue(open);
            }

            if (posted)
            {
                acknowledged(steps[^1].Id, steps.Length);
            }
        }
    }

    private LedgerStep Next(List<PendingTransfer> settles)
    {
        var (now, kind) = (TimeProvider.System.GetUtcNow(), _random.Next(10));
        var (id, reference) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        if (kind < 3 && _pending.TryDequeue(out var pending))
        {
            settles.Add(pending);
            decimal? part = _random.Next(2) == 0 ? null : decimal.Ceiling(pending.Amount.Amount * _random.Next(1, 101)) / 100;
            return kind == 0 ? new VoidPending(id, pending.Id, "test", reference, now) : new PostPending(id, pending.Id, part, "test", reference, now);
        }

        // A third comes in from outside or goes there; the rest moves between people.
        var (from, to) = (_random.Next(Accounts.Length), _random.Next(1, Accounts.Length));
        to = from == to ? 0 : to;
        var amount = Money.Usd(_random.Next(1, 10_000) / 100m);
        return kind < 6
            ? new PendingTransfer(id, Accounts[from].Id, Accounts[to].Id, amount, "test", reference, now)
            : new LedgerTransfer(id, Accounts[from].Id, Accounts[to].Id, amount, "test", reference, now);
    }

    private async Task<bool> Insist(LedgerStep[] steps, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                var (work, ledger) = (scope.ServiceProvider.GetRequiredService<UnitOfWork>(), scope.ServiceProvider.GetRequiredService<Ledger>());
                return (await work.Run(ct => ledger.Post(steps, ct), CancellationToken.None)).IsOk;
            }
            catch (Exception e) when (DatabaseFaults.IsTransient(e))
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }

        return false;
    }
}
