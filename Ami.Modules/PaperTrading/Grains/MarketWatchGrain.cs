using Ami.Core;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Keeps the working orders by symbol and the holdings of all accounts in memory: filled from the database when it is activated, then told by the accounts. News that got lost
/// with a silo are found by a look each second at the accounts whose orders changed in the last seconds.
/// </summary>
[GrainType("paper-market-watch")]
public sealed class MarketWatchGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, IMarketWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Clocks differ a little and a commit takes a moment after its decision.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, AccountStand> accounts = [];
    private readonly Dictionary<string, Dictionary<Guid, WorkingOrder[]>> orders = [];
    private readonly Dictionary<string, decimal> marks = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Load(await WatchRows.Active(dataSource, cancellationToken), cancellationToken);
        foreach (var (symbol, price) in await MarkRow.All(dataSource, cancellationToken))
        {
            marks.TryAdd(symbol, price);
        }

        this.RegisterGrainTimer(LookForLostNews, new() { DueTime = LookEvery, Period = LookEvery, KeepAlive = true });
    }

    public Task Changed(AccountStand account)
    {
        Take(account);
        return Task.CompletedTask;
    }

    public Task<Guid[]> Crossed(TickRange range)
    {
        marks[range.Symbol] = range.Last;
        return Task.FromResult<Guid[]>(orders.TryGetValue(range.Symbol, out var working)
            ? [.. working.Where(account => Array.Exists(account.Value, order => order.IsCrossedBy(range))).Select(account => account.Key)]
            : []);
    }

    public Task<BreachedAccount[]> Breached() => Task.FromResult<BreachedAccount[]>(
    [
        .. accounts.Values.Where(IsBreached)
            .Select(account => new BreachedAccount(account.AccountId, [.. account.Holdings.Select(h => new SymbolMark(h.Symbol, marks[h.Symbol]))])),
    ]);

    /// <summary>An account that holds something without a price is valued when there is one.</summary>
    private bool IsBreached(AccountStand account)
    {
        var (equity, exposure) = (account.Cash, 0m);
        foreach (var holding in account.Holdings)
        {
            if (!marks.TryGetValue(holding.Symbol, out var mark))
            {
                return false;
            }

            equity += holding.Quantity * mark;
            exposure += Math.Abs(holding.Quantity) * mark;
        }

        return Margin.IsBreached(equity, exposure, account.Leverage);
    }

    private void Take(AccountStand account)
    {
        if (accounts.Remove(account.AccountId, out var known) && known.Version > account.Version)
        {
            accounts[account.AccountId] = known;
            return;
        }

        foreach (var symbol in known?.Orders.Select(o => o.Symbol).Distinct() ?? [])
        {
            orders[symbol].Remove(account.AccountId);
        }

        foreach (var working in account.Orders.GroupBy(o => o.Symbol))
        {
            (orders.TryGetValue(working.Key, out var bySymbol) ? bySymbol : orders[working.Key] = [])[account.AccountId] = [.. working];
        }

        if (account.Orders.Length > 0 || account.Holdings.Length > 0)
        {
            accounts[account.AccountId] = account;
        }
    }

    private async Task LookForLostNews(CancellationToken cancellationToken)
    {
        try
        {
            var lately = await WatchRows.ChangedSince(dataSource, time.GetUtcNow() - LookBack, cancellationToken);
            await Load([.. lately.Where(a => !accounts.TryGetValue(a.Id, out var known) || known.Version < a.Version).Select(a => a.Id)], cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            // Nothing is committed meanwhile either; the next look sees what this one should have.
        }
    }

    private async Task Load(Guid[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var account in await WatchRows.Stands(dataSource, ids, cancellationToken))
        {
            Take(account);
        }
    }
}
