namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Accounts of which the market watch does not know the newest: prices of a symbol concern them until they have told of a commit, and of the last price that
/// they were given, or for so long that the database has been looked into since.
/// </summary>
internal sealed class ExpectedNews
{
    private readonly Dictionary<Guid, Dictionary<(string Symbol, bool IsOfPrice), Expected>> _accounts = [];

    /// <param name="account">Whose news.</param>
    /// <param name="symbol">Whose prices concern it.</param>
    /// <param name="version">Of the commit that is told of, at least.</param>
    /// <param name="until">When it is given up.</param>
    public void Add(Guid account, string symbol, long version, DateTimeOffset until) => Add(account, (symbol, false), version, until);

    /// <summary>
    /// An account is given a price. News of an earlier commit, which may still be on their way, do not say what it did to it.
    /// </summary>
    /// <param name="account">Whose news.</param>
    /// <param name="symbol">Whose price.</param>
    /// <param name="time">Of the price.</param>
    /// <param name="until">When it is given up.</param>
    public void AddPrice(Guid account, string symbol, DateTimeOffset time, DateTimeOffset until) => Add(account, (symbol, true), time.UtcTicks, until);

    /// <param name="account">Whose news.</param>
    /// <param name="version">Of its last commit.</param>
    /// <param name="matched">The price after which it is so; null where none led to it.</param>
    public void Heard(Guid account, long version, MatchedPrice? matched = null) =>
        Remove(
            account,
            (of, expected) =>
                of.IsOfPrice ? matched is { } price && price.Symbol == of.Symbol && expected.Least <= price.Time.UtcTicks : expected.Least <= version
        );

    public void GiveUp(DateTimeOffset now)
    {
        foreach (var account in _accounts.Keys.ToList())
        {
            Remove(account, (_, expected) => expected.Until <= now);
        }
    }

    public IEnumerable<Guid> Of(string symbol) =>
        _accounts.Where(account => account.Value.ContainsKey((symbol, false)) || account.Value.ContainsKey((symbol, true))).Select(account => account.Key);

    private void Add(Guid account, (string Symbol, bool IsOfPrice) of, long least, DateTimeOffset until)
    {
        var news = _accounts.TryGetValue(account, out var known) ? known : _accounts[account] = [];
        if (!news.TryGetValue(of, out var before) || before.Least <= least)
        {
            news[of] = new Expected(least, until);
        }
    }

    private void Remove(Guid account, Func<(string Symbol, bool IsOfPrice), Expected, bool> which)
    {
        if (!_accounts.TryGetValue(account, out var news))
        {
            return;
        }

        foreach (var (of, expected) in news)
        {
            if (which(of, expected))
            {
                news.Remove(of);
            }
        }

        if (news.Count == 0)
        {
            _accounts.Remove(account);
        }
    }

    /// <param name="Least">The version of a commit, or the time of a price.</param>
    private readonly record struct Expected(long Least, DateTimeOffset Until);
}
