using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Keeps the working orders by symbol and the holdings of all accounts in memory: filled from the database when it is activated, then told by the accounts.
/// News that got lost with a silo are found by a look each second at the accounts whose orders changed in the last seconds.
/// </summary>
[GrainType("paper-market-watch")]
public sealed class MarketWatchGrain(NpgsqlDataSource dataSource, PaperTradingOptions options, TimeProvider time) : Grain, IMarketWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Clocks differ a little and a commit takes a moment after its decision.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(5);

    private readonly VenueRules _venue = options.Venue;
    private readonly Dictionary<Guid, Watched> _accounts = [];
    private readonly Dictionary<string, Dictionary<Guid, (Guid Account, WorkingOrder Order)>> _orders = [];
    private readonly Dictionary<string, Dictionary<Guid, MarginLevel>> _margins = [];
    private readonly Dictionary<string, decimal> _marks = [];
    private readonly ExpectedNews _expected = new();
    private HashSet<Guid> _late = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Load(await WatchRows.Active(dataSource, cancellationToken), cancellationToken);
        foreach (var mark in await MarkRow.All(dataSource, cancellationToken))
        {
            _marks.TryAdd(mark.Symbol, mark.Price);
        }

        this.RegisterGrainTimer(
            LookForLostNews,
            new()
            {
                DueTime = LookEvery,
                Period = LookEvery,
                KeepAlive = true,
            }
        );
    }

    public Task Changed(AccountStand account)
    {
        Take(account);
        return Task.CompletedTask;
    }

    public Task Moved(AccountStep step)
    {
        if (_accounts.TryGetValue(step.AccountId, out var known) && known.Version == step.Version - 1)
        {
            foreach (var id in step.Done)
            {
                Remove(known, id);
            }

            foreach (var order in step.Working)
            {
                Add(step.AccountId, known, order);
            }

            _expected.Heard(step.AccountId, step.Version, step.Matched);
            Keep(
                step.AccountId,
                known with
                {
                    Version = step.Version,
                    Cash = step.Cash,
                    Leverage = step.Leverage,
                    Holdings = step.Holdings,
                    IsCalled = step.IsCalled,
                }
            );
        }

        return Task.CompletedTask;
    }

    public Task Expect(Expectation coming)
    {
        foreach (var symbol in coming.Symbols)
        {
            _expected.Add(coming.AccountId, symbol, coming.Version + 1, time.GetUtcNow() + LookBack);
        }

        return Task.CompletedTask;
    }

    public Task<Guid[]> Crossed(TickRange range)
    {
        _marks[range.Symbol] = range.Last;
        var crossed = new HashSet<Guid>();
        foreach (var (account, order) in (_orders.GetValueOrDefault(range.Symbol) ?? []).Values)
        {
            if (order.IsCrossedBy(range))
            {
                crossed.Add(account);
            }
        }

        foreach (var (account, margin) in _margins.GetValueOrDefault(range.Symbol) ?? [])
        {
            if (margin.IsCrossedBy(range))
            {
                crossed.Add(account);
            }
        }

        crossed.UnionWith(_expected.Of(range.Symbol));
        foreach (var account in crossed)
        {
            // What this price executes lets exits work from here on; an account tells of it even when that was nothing.
            _expected.AddPrice(account, range.Symbol, range.Time, time.GetUtcNow() + LookBack);
        }

        return Task.FromResult<Guid[]>([.. crossed]);
    }

    public Task<string[]> Ordered() => Task.FromResult<string[]>([.. _orders.Where(symbol => symbol.Value.Count > 0).Select(symbol => symbol.Key)]);

    public Task<Guid[]> WithOrders(string symbol) =>
        Task.FromResult<Guid[]>(_orders.TryGetValue(symbol, out var working) ? [.. working.Values.Select(one => one.Account).Distinct()] : []);

    public Task<BreachedAccount[]> Breached()
    {
        var breached = _accounts
            .Where(account => MarginOf(account.Value) is { } margin && _venue.IsBreached(margin.Equity, margin.GrossExposure, margin.Leverage))
            .ToList();
        // The tick itself liquidates who holds one symbol; who is still there at the next look was not reached by it.
        var late = breached.Where(account => account.Value.Holdings.Length == 1).Select(account => account.Key).ToHashSet();
        var due = breached.Where(account => !late.Contains(account.Key) || _late.Contains(account.Key));
        BreachedAccount[] answer = [.. due.Select(account => Marked(account.Key, account.Value))];
        _late = late;
        return Task.FromResult(answer);
    }

    public Task<BreachedAccount[]> MarginCalls() =>
        Task.FromResult<BreachedAccount[]>([
            .. _accounts
                .Where(account => MarginOf(account.Value) is { } margin && MarginCall.Next(account.Value.IsCalled, margin.Level) != account.Value.IsCalled)
                .Select(account => Marked(account.Key, account.Value)),
        ]);

    private BreachedAccount Marked(Guid id, Watched account) => new(id, [.. account.Holdings.Select(held => new SymbolMark(held.Symbol, _marks[held.Symbol]))]);

    /// <summary>Null of an account that holds something without a price: it is valued when there is one.</summary>
    private Margin? MarginOf(Watched account)
    {
        var (equity, exposure) = (account.Cash, 0m);
        foreach (var holding in account.Holdings)
        {
            if (!_marks.TryGetValue(holding.Symbol, out var mark))
            {
                return null;
            }

            equity += holding.Quantity * mark;
            exposure += Math.Abs(holding.Quantity) * mark;
        }

        return new Margin(equity, exposure, account.Leverage, _venue.Required(account.Leverage));
    }

    private void Take(AccountStand account)
    {
        if (_accounts.TryGetValue(account.AccountId, out var known) && known.Version > account.Version)
        {
            return;
        }

        _expected.Heard(account.AccountId, account.Version, account.Matched);
        foreach (var id in known?.Orders.Keys.ToList() ?? [])
        {
            Remove(known!, id);
        }

        var watched = new Watched(account.Version, account.Cash, account.Leverage, account.Holdings, [], account.IsCalled);
        foreach (var order in account.Orders)
        {
            Add(account.AccountId, watched, order);
        }

        Keep(account.AccountId, watched);
    }

    /// <summary>An account without orders and holdings costs no memory, once its margin call is over.</summary>
    private void Keep(Guid id, Watched account)
    {
        if (_accounts.TryGetValue(id, out var before) && before.Holdings is [var held])
        {
            _margins[held.Symbol].Remove(id);
        }

        if (account.Holdings is [var holding])
        {
            var level = new MarginLevel(_venue.LiquidationPrice(account.Cash, holding.Quantity, account.Leverage), holding.Quantity > 0);
            (_margins.TryGetValue(holding.Symbol, out var bySymbol) ? bySymbol : _margins[holding.Symbol] = [])[id] = level;
        }

        if (account.Orders.Count > 0 || account.Holdings.Length > 0 || account.IsCalled)
        {
            _accounts[id] = account;
        }
        else
        {
            _accounts.Remove(id);
        }
    }

    private void Add(Guid id, Watched account, WorkingOrder order)
    {
        (_orders.TryGetValue(order.Symbol, out var bySymbol) ? bySymbol : _orders[order.Symbol] = [])[order.Id] = (id, order);
        account.Orders[order.Id] = order.Symbol;
    }

    private void Remove(Watched account, Guid order)
    {
        if (account.Orders.Remove(order, out var symbol))
        {
            _orders[symbol].Remove(order);
        }
    }

    private async Task LookForLostNews(CancellationToken cancellationToken)
    {
        _expected.GiveUp(time.GetUtcNow());
        try
        {
            var lately = await WatchRows.ChangedSince(dataSource, time.GetUtcNow() - LookBack, cancellationToken);
            await Load([.. lately.Where(a => !_accounts.TryGetValue(a.Id, out var known) || known.Version < a.Version).Select(a => a.Id)], cancellationToken);
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

    /// <summary>Where the margin of an account that holds one symbol ends.</summary>
    private readonly record struct MarginLevel(decimal Price, bool IsLong)
    {
        public bool IsCrossedBy(TickRange range) => IsLong ? range.Lowest < Price : range.Highest > Price;
    }

    /// <param name="Version">Of the commit after which it is so.</param>
    /// <param name="Orders">Its working orders, each with its symbol.</param>
    /// <param name="IsCalled">Whether its margin call goes on.</param>
    private sealed record Watched(long Version, decimal Cash, int Leverage, Holding[] Holdings, Dictionary<Guid, string> Orders, bool IsCalled);
}
