namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Accounts of which the market watch does not know the newest: prices of a symbol concern them until they have told of a commit, or for so long that the
/// database has been looked into since.
/// </summary>
internal sealed class ExpectedNews
{
    private readonly Dictionary<Guid, Dictionary<string, Expected>> _accounts = [];

    /// <param name="account">Whose news.</param>
    /// <param name="symbol">Whose prices concern it.</param>
    /// <param name="version">Of the commit that is told of, at least.</param>
    /// <param name="until">When it is given up.</param>
    public void Add(Guid account, string symbol, long version, DateTimeOffset until)
    {
        var symbols = _accounts.TryGetValue(account, out var known) ? known : _accounts[account] = [];
        if (!symbols.TryGetValue(symbol, out var before) || before.Version <= version)
        {
            symbols[symbol] = new Expected(version, until);
        }
    }

    public void Heard(Guid account, long version) => Remove(account, expected => expected.Version <= version);

    public void GiveUp(DateTimeOffset now)
    {
        foreach (var account in _accounts.Keys.ToList())
        {
            Remove(account, expected => expected.Until <= now);
        }
    }

    public IEnumerable<Guid> Of(string symbol) => _accounts.Where(account => account.Value.ContainsKey(symbol)).Select(account => account.Key);

    private void Remove(Guid account, Func<Expected, bool> which)
    {
        if (!_accounts.TryGetValue(account, out var symbols))
        {
            return;
        }

        foreach (var (symbol, expected) in symbols)
        {
            if (which(expected))
            {
                symbols.Remove(symbol);
            }
        }

        if (symbols.Count == 0)
        {
            _accounts.Remove(account);
        }
    }

    private readonly record struct Expected(long Version, DateTimeOffset Until);
}
