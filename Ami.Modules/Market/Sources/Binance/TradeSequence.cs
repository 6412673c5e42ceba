namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// Brings trades of one symbol into the order of their ids, each once, whatever order they arrive in and how often. Those behind a hole wait until it is filled.
/// Not safe for use by several threads.
/// </summary>
internal sealed class TradeSequence
{
    // A hole that is not filled while so many trades come is given up: all is asked for anew.
    private const int MostWaiting = 20_000;

    private readonly SortedDictionary<long, AggTrade> _waiting = [];

    /// <summary>Id of the last trade that was passed on; null before there was one.</summary>
    public long? Last { get; private set; }

    /// <summary>Whether trades wait for others that are missing.</summary>
    public bool HasHole => _waiting.Count > 0;

    /// <summary>Whether too many wait, so that what is kept was given up.</summary>
    public bool IsOverrun => _waiting.Count > MostWaiting;

    /// <summary>Begins behind a trade; those that wait and are older are forgotten.</summary>
    /// <param name="last">Id of the trade before the first to come; null when any may be the first.</param>
    public void Begin(long? last)
    {
        Last = last;
        foreach (var id in _waiting.Keys.TakeWhile(id => id <= last).ToList())
        {
            _waiting.Remove(id);
        }
    }

    /// <summary>Takes a trade.</summary>
    /// <returns>What can be passed on now, in order: none when it is known already or comes too early.</returns>
    public IEnumerable<AggTrade> Take(AggTrade trade)
    {
        if (Last is not { } last)
        {
            _waiting[trade.Id] = trade;
            return [];
        }

        if (trade.Id <= last)
        {
            return [];
        }

        _waiting[trade.Id] = trade;
        return trade.Id == last + 1 ? Ready() : [];
    }

    /// <summary>Takes trades that were asked for from the last one on: what is not among them does not exist.</summary>
    public List<AggTrade> TakeAnswer(IReadOnlyList<AggTrade> trades)
    {
        var ready = new List<AggTrade>();
        foreach (var trade in trades)
        {
            if (Last is { } last && trade.Id > last + 1)
            {
                Begin(trade.Id - 1);
            }

            ready.AddRange(Take(trade));
        }

        return ready;
    }

    /// <summary>Those that wait and follow on the last.</summary>
    public IEnumerable<AggTrade> Ready()
    {
        var ready = new List<AggTrade>();
        while (_waiting.Count > 0 && _waiting.First() is var (id, trade) && id == Last + 1)
        {
            _waiting.Remove(id);
            ready.Add(trade);
            Last = id;
        }

        return ready;
    }
}
